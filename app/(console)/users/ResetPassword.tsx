"use client";

import { LockOutlined } from "@ant-design/icons";
import { Alert, App, Form, Modal } from "antd";
import { useId, useState } from "react";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { FailureText } from "../../_ui/FailureText";
import { GuardedButton } from "../../_ui/GuardedButton";
import { PasswordField } from "../../_ui/PasswordField";
import type { UserDetail } from "./UserDetailView";

/** Gives a user a new password. Nothing of the form outlives the dialog: it is all secret. */
export function ResetPassword({ user }: { readonly user: UserDetail }) {
  const t = useText();
  const utils = trpc.useUtils();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const formId = useId();
  const reset = trpc.users.resetPassword.useMutation({
    onSuccess: () => {
      message.success(t("users.passwordSet", { name: user.username }));
      setOpen(false);
      return utils.users.invalidate();
    },
  });
  return (
    <>
      <GuardedButton needs="owner" icon={<LockOutlined />} onClick={() => setOpen(true)}>
        {t("users.resetPassword")}
      </GuardedButton>
      <Modal
        open={isOpen}
        title={t("users.resetTitle", { name: user.username })}
        okText={t("users.resetPassword")}
        cancelText={t("common.cancel")}
        confirmLoading={reset.isPending}
        okButtonProps={{ htmlType: "submit", form: formId }}
        onCancel={() => setOpen(false)}
        afterClose={reset.reset}
        width={460}
        destroyOnHidden
      >
        <Form<{ password: string }>
          id={formId}
          layout="vertical"
          requiredMark={false}
          validateTrigger="onSubmit"
          onFinish={({ password }) => reset.mutate({ userId: user.id, password })}
        >
          <p className="soft form-intro">{t("users.resetHint")}</p>
          <PasswordField name="password" label={t("shell.newPassword")} autoFocus />
          {reset.error ? <Alert type="error" showIcon title={<FailureText error={reset.error} />} /> : null}
        </Form>
      </Modal>
    </>
  );
}
