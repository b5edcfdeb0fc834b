"use client";

import { PlusOutlined } from "@ant-design/icons";
import { Alert, App, Form, Input, type InputRef, Modal } from "antd";
import { useId, useRef } from "react";
import { useText } from "../../_lib/i18n";
import type { SessionRole } from "../../_lib/session";
import { trpc } from "../../_lib/trpc";
import { useDraftDialog } from "../../_lib/use-draft-dialog";
import { FailureText } from "../../_ui/FailureText";
import { GuardedButton } from "../../_ui/GuardedButton";
import { PasswordField } from "../../_ui/PasswordField";
import { RoleChoice } from "./RoleChoice";

interface NewUser {
  readonly username: string;
  readonly displayName?: string;
  readonly role: SessionRole;
  readonly password: string;
}

/** The button that creates a user, and its form. */
export function CreateUser() {
  const t = useText();
  const utils = trpc.useUtils();
  const { message } = App.useApp();
  const dialog = useDraftDialog<NewUser>("user.create", ["password"]);
  const formId = useId();
  const first = useRef<InputRef>(null);
  const create = trpc.users.create.useMutation({
    onSuccess: (user) => {
      message.success(t("users.createdOne", { name: user.username }));
      dialog.close();
      return utils.users.invalidate();
    },
  });
  return (
    <>
      <GuardedButton type="primary" needs="owner" icon={<PlusOutlined />} onClick={dialog.open}>
        {t("users.create")}
      </GuardedButton>
      <Modal
        open={dialog.isOpen}
        title={t("users.createTitle")}
        okText={t("users.create")}
        cancelText={t("common.cancel")}
        confirmLoading={create.isPending}
        okButtonProps={{ htmlType: "submit", form: formId }}
        onCancel={dialog.close}
        afterClose={create.reset}
        afterOpenChange={(isShown) => isShown && first.current?.focus()}
        mask={{ closable: false }}
        width={520}
        destroyOnHidden
      >
        <Form<NewUser>
          id={formId}
          layout="vertical"
          requiredMark={false}
          validateTrigger="onSubmit"
          initialValues={{ role: "viewer", ...dialog.draft }}
          onValuesChange={dialog.keep}
          onFinish={({ username, displayName, role, password }) =>
            create.mutate({ username, role, password, displayName: displayName?.trim() || null })
          }
        >
          <Form.Item
            name="username"
            label={t("users.username")}
            extra={t("users.usernameHint")}
            rules={[{ required: true, whitespace: true, max: 320, message: t("users.usernameMissing") }]}
          >
            <Input ref={first} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item
            name="displayName"
            label={t("users.displayNameOptional")}
            rules={[{ max: 160, message: t("users.displayNameLong") }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="role" label={t("users.role")}>
            <RoleChoice />
          </Form.Item>
          <PasswordField
            name="password"
            label={t("users.firstPassword")}
            hint={t("users.firstPasswordHint")}
          />
          {create.error ? <Alert type="error" showIcon title={<FailureText error={create.error} />} /> : null}
        </Form>
      </Modal>
    </>
  );
}
