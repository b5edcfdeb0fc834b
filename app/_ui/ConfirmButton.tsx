"use client";

import { Alert, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useText } from "../_lib/i18n";
import { FailureText } from "./FailureText";
import { GuardedButton, type GuardedButtonProps } from "./GuardedButton";

export interface ConfirmButtonProps extends Omit<GuardedButtonProps, "onClick"> {
  /** The question, naming the object: `Revoke agent worker-1?` */
  readonly question: string;
  /** What happens after. */
  readonly consequence: ReactNode;
  /** The verb on the button that does it. */
  readonly confirmText: string;
  /** The way out; "Cancel" unless that could be mistaken for the act itself. */
  readonly dismissText?: string;
  /** Does it; what it throws is shown and the question stays open. */
  onConfirm(): Promise<unknown>;
}

/** Asks before it acts, shows progress, and shows the server's words when it fails. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { question, consequence, confirmText, dismissText, onConfirm, danger, ...button } = props;
  const t = useText();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const confirm = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onConfirm();
      setOpen(false);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <GuardedButton
        {...button}
        danger={danger}
        onClick={(event) => {
          event.stopPropagation();
          setFailure(undefined);
          setOpen(true);
        }}
      />
      <Modal
        open={open}
        title={question}
        okText={confirmText}
        cancelText={dismissText ?? t("common.cancel")}
        okButtonProps={{ danger }}
        confirmLoading={busy}
        onOk={confirm}
        onCancel={() => setOpen(false)}
        mask={{ closable: !busy }}
        width={460}
        destroyOnHidden
      >
        <div className="stack">
          <div>{consequence}</div>
          {failure === undefined ? null : (
            <Alert type="error" showIcon title={<FailureText error={failure} />} />
          )}
        </div>
      </Modal>
    </>
  );
}
