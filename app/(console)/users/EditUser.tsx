"use client";

import { EditOutlined } from "@ant-design/icons";
import { Alert, App, Form, Input, type InputRef, Modal } from "antd";
import { useId, useRef } from "react";
import { useText } from "../../_lib/i18n";
import type { SessionRole } from "../../_lib/session";
import { trpc } from "../../_lib/trpc";
import { useDraftDialog } from "../../_lib/use-draft-dialog";
import { FailureText } from "../../_ui/FailureText";
import { GuardedButton } from "../../_ui/GuardedButton";
import { RoleChoice } from "./RoleChoice";
import type { UserDetail } from "./UserDetailView";

interface UserForm {
  readonly displayName?: string;
  readonly role: SessionRole;
}

interface EditUserProps {
  readonly user: UserDetail;
  readonly isSelf: boolean;
  /** Why the role must stay; null when it may change. */
  readonly lastOwnerReason: string | null;
}

/** Changes a user's name and role. */
export function EditUser({ user, isSelf, lastOwnerReason }: EditUserProps) {
  const t = useText();
  const utils = trpc.useUtils();
  const { message } = App.useApp();
  const dialog = useDraftDialog<UserForm>(`user.edit.${user.id}`);
  const formId = useId();
  const first = useRef<InputRef>(null);
  const update = trpc.users.update.useMutation({
    onSuccess: () => {
      message.success(t("users.saved", { name: user.username }));
      dialog.close();
      return Promise.all([utils.users.invalidate(), utils.auth.me.invalidate()]);
    },
  });
  return (
    <>
      <GuardedButton needs="owner" icon={<EditOutlined />} onClick={dialog.open}>
        {t("users.edit")}
      </GuardedButton>
      <Modal
        open={dialog.isOpen}
        title={t("users.editTitle", { name: user.username })}
        okText={t("common.save")}
        cancelText={t("common.cancel")}
        confirmLoading={update.isPending}
        okButtonProps={{ htmlType: "submit", form: formId }}
        onCancel={dialog.close}
        afterClose={update.reset}
        afterOpenChange={(isShown) => isShown && first.current?.focus()}
        width={520}
        destroyOnHidden
      >
        <Form<UserForm>
          id={formId}
          layout="vertical"
          requiredMark={false}
          initialValues={{ displayName: user.displayName ?? "", role: user.role, ...dialog.draft }}
          onValuesChange={dialog.keep}
          onFinish={({ displayName, role }) =>
            update.mutate({ userId: user.id, displayName: displayName?.trim() || null, role })
          }
        >
          <Form.Item
            name="displayName"
            label={t("users.displayNameOptional")}
            rules={[{ max: 160, message: t("users.displayNameLong") }]}
          >
            <Input ref={first} autoComplete="off" />
          </Form.Item>
          <Form.Item name="role" label={t("users.role")} extra={lastOwnerReason}>
            <RoleChoice disabled={lastOwnerReason !== null} />
          </Form.Item>
          <Form.Item noStyle dependencies={["role"]}>
            {({ getFieldValue }) =>
              getFieldValue("role") === user.role ? null : (
                <Alert
                  type="warning"
                  showIcon
                  title={t(isSelf ? "users.roleChangeSelf" : "users.roleChange")}
                />
              )
            }
          </Form.Item>
          {update.error ? <Alert type="error" showIcon title={<FailureText error={update.error} />} /> : null}
        </Form>
      </Modal>
    </>
  );
}
