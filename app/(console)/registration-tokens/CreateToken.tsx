"use client";

import { PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input, type InputRef, Modal, Segmented } from "antd";
import { type ReactNode, useId, useRef } from "react";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { useDraftDialog } from "../../_lib/use-draft-dialog";
import { FailureText } from "../../_ui/FailureText";
import { GuardedButton } from "../../_ui/GuardedButton";
import { type CreatedToken, TokenReveal } from "./TokenReveal";

const expiryChoices = ["900", "3600", "86400", "604800", "never"] as const;
type ExpiryChoice = (typeof expiryChoices)[number];

interface TokenForm {
  readonly name: string;
  readonly expiry: ExpiryChoice;
}

interface CreateTokenProps {
  /** Makes a token that only this agent can use, for registering it again. */
  readonly forAgent?: { readonly id: `agt_${string}`; readonly name: string };
  readonly label?: string;
  readonly icon?: ReactNode;
  readonly type?: "primary" | "default";
  /** Told of a new token, e.g. by the guided start. */
  onCreated?(token: CreatedToken): void;
}

/** The button that creates a registration token, its form, and the token, once. */
export function CreateToken({ forAgent, label, icon, type = "primary", onCreated }: CreateTokenProps) {
  const t = useText();
  const utils = trpc.useUtils();
  const dialog = useDraftDialog<TokenForm>(`token.create.${forAgent?.id ?? "any"}`);
  const formId = useId();
  const nameInput = useRef<InputRef>(null);
  const create = trpc.registrationTokens.create.useMutation({
    onSuccess: (token) => {
      dialog.forget();
      utils.registrationTokens.invalidate();
      onCreated?.(token);
    },
  });
  const created = create.data;

  const open = (): void => {
    create.reset();
    dialog.open();
  };
  const title = created
    ? t("tokens.createdTitle")
    : forAgent
      ? t("tokens.createForTitle", { agent: forAgent.name })
      : t("tokens.createTitle");

  return (
    <>
      <GuardedButton type={type} needs="operator" icon={icon ?? <PlusOutlined />} onClick={open}>
        {label ?? t("tokens.create")}
      </GuardedButton>
      <Modal
        open={dialog.isOpen}
        title={title}
        width={640}
        onCancel={dialog.close}
        mask={{ closable: !created }}
        // The dialog takes the focus for itself once it is open, so this cannot come earlier.
        afterOpenChange={(isShown) => isShown && nameInput.current?.focus()}
        destroyOnHidden
        footer={
          created ? (
            <Button type="primary" onClick={dialog.close}>
              {t("common.done")}
            </Button>
          ) : (
            <>
              <Button onClick={dialog.close}>{t("common.cancel")}</Button>
              <Button type="primary" htmlType="submit" form={formId} loading={create.isPending}>
                {t("tokens.create")}
              </Button>
            </>
          )
        }
      >
        {created ? (
          <TokenReveal token={created} />
        ) : (
          <Form<TokenForm>
            id={formId}
            layout="vertical"
            requiredMark={false}
            initialValues={{
              name: forAgent ? t("tokens.reissueName", { agent: forAgent.name }) : "",
              expiry: "3600",
              ...dialog.draft,
            }}
            onValuesChange={dialog.keep}
            onFinish={(values) =>
              create.mutate({
                name: values.name.trim(),
                expiresInSeconds: values.expiry === "never" ? null : Number(values.expiry),
                boundAgentId: forAgent?.id ?? null,
              })
            }
          >
            {forAgent ? (
              <p className="soft form-intro">{t("tokens.createForHint", { agent: forAgent.name })}</p>
            ) : null}
            <Form.Item
              name="name"
              label={t("tokens.name")}
              extra={t("tokens.nameHint")}
              rules={[
                { required: true, whitespace: true, message: t("tokens.nameMissing") },
                { max: 120, message: t("tokens.nameLong") },
              ]}
            >
              <Input ref={nameInput} autoComplete="off" placeholder={t("tokens.defaultName")} />
            </Form.Item>
            <Form.Item name="expiry" label={t("tokens.expiry")}>
              <Segmented
                options={expiryChoices.map((choice) => ({
                  value: choice,
                  label: t(`tokens.expiry.${choice}`),
                }))}
              />
            </Form.Item>
            <Form.Item noStyle dependencies={["expiry"]}>
              {({ getFieldValue }) =>
                getFieldValue("expiry") === "never" ? (
                  <Alert type="warning" showIcon title={t("tokens.neverWarning")} />
                ) : null
              }
            </Form.Item>
            {create.error ? (
              <Alert type="error" showIcon title={<FailureText error={create.error} />} />
            ) : null}
          </Form>
        )}
      </Modal>
    </>
  );
}
