import { Button } from "antd";
import type { ReactNode } from "react";
import { useText } from "../_lib/i18n";
import { GuardedButton } from "../_ui/GuardedButton";
import styles from "./panel.module.css";

export interface PanelFooterProps {
  /** Why the last try was refused. */
  readonly alert?: ReactNode;
  readonly note?: string;
  /** Named for those who only hear the button. */
  readonly actionLabel: string;
  readonly isDanger: boolean;
  readonly isRunning: boolean;
  readonly disabledReason: string | null;
  /** The command will wait for its agent. */
  readonly isQueued?: boolean;
  onClose(): void;
}

/** The steady foot of the form: what is still wrong, Close, and Run. */
export function PanelFooter(props: PanelFooterProps) {
  const t = useText();
  return (
    <div className={styles.footer}>
      {props.alert}
      <div className={styles.footerLine}>
        <span className={styles.footerNote} role="status">
          {props.note}
        </span>
        <Button onClick={props.onClose}>{t("common.close")}</Button>
        <GuardedButton
          type="primary"
          htmlType="submit"
          needs="operator"
          danger={props.isDanger}
          loading={props.isRunning}
          disabledReason={props.disabledReason}
          aria-label={t(props.isQueued ? "actions.queue.runAction" : "actions.runAction", {
            action: props.actionLabel,
          })}
        >
          {t(props.isRunning ? "actions.sending" : props.isQueued ? "actions.queue.run" : "actions.run")}
        </GuardedButton>
      </div>
    </div>
  );
}
