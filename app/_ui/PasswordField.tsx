"use client";

import { ThunderboltOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useText } from "../_lib/i18n";
import { makePassword } from "../_lib/make-password";
import { CopyButton } from "./CopyButton";

const shortestPassword = 12;

interface PasswordFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly autoFocus?: boolean;
}

/** A password that somebody chooses for somebody else: typed, or made here and copied. Inside a form. */
export function PasswordField({ name, label, hint, autoFocus }: PasswordFieldProps) {
  const t = useText();
  const form = Form.useFormInstance();
  const value: unknown = Form.useWatch(name, form);
  return (
    <>
      <Form.Item
        name={name}
        label={label}
        extra={hint ?? t("shell.newPasswordShort")}
        rules={[{ required: true, min: shortestPassword, message: t("shell.newPasswordShort") }]}
      >
        <Input.Password autoComplete="new-password" autoFocus={autoFocus} />
      </Form.Item>
      <div className="row password-tools">
        <Button
          size="small"
          icon={<ThunderboltOutlined />}
          onClick={() => {
            form.setFieldValue(name, makePassword());
            form.validateFields([name]).catch(() => undefined);
          }}
        >
          {t("common.makePassword")}
        </Button>
        {typeof value === "string" && value !== "" ? (
          <CopyButton withText value={value} label={label} />
        ) : null}
      </div>
    </>
  );
}
