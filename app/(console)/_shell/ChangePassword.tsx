"use client";

import { Alert, App, Form, Input, type InputRef, Modal } from "antd";
import { useId, useRef } from "react";
import { keepCsrfToken } from "../../_lib/csrf";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { FailureText } from "../../_ui/FailureText";

interface Passwords {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly repeated: string;
}

const shortestPassword = 12;

/** Changes one's own password; asks for the present one and ends the other sessions. */
export function ChangePassword({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  const t = useText();
  const utils = trpc.useUtils();
  const { message } = App.useApp();
  const formId = useId();
  const firstInput = useRef<InputRef>(null);
  const change = trpc.account.changePassword.useMutation({
    onSuccess: async () => {
      message.success(t("shell.passwordChanged"));
      onClose();
      const me = await utils.auth.me.fetch(undefined, { staleTime: 0 });
      keepCsrfToken(me.csrfToken);
    },
  });
  return (
    <Modal
      open={open}
      title={t("shell.changePassword")}
      okText={t("shell.changePassword")}
      cancelText={t("common.cancel")}
      confirmLoading={change.isPending}
      okButtonProps={{ htmlType: "submit", form: formId }}
      onCancel={onClose}
      afterClose={change.reset}
      afterOpenChange={(isShown) => isShown && firstInput.current?.focus()}
      width={420}
      destroyOnHidden
    >
      <Form<Passwords>
        id={formId}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        onFinish={({ currentPassword, newPassword }) => change.mutate({ currentPassword, newPassword })}
      >
        <Form.Item
          name="currentPassword"
          label={t("shell.currentPassword")}
          rules={[{ required: true, message: t("shell.currentPasswordMissing") }]}
        >
          <Input.Password ref={firstInput} autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label={t("shell.newPassword")}
          extra={t("shell.passwordHint")}
          rules={[{ required: true, min: shortestPassword, message: t("shell.newPasswordShort") }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="repeated"
          label={t("shell.repeatPassword")}
          dependencies={["newPassword"]}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue("newPassword")
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("shell.passwordsDiffer"))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {change.error ? <Alert type="error" showIcon title={<FailureText error={change.error} />} /> : null}
      </Form>
    </Modal>
  );
}
