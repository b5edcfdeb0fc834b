import { Checkbox, Input } from "antd";
import { useText } from "../_lib/i18n";
import styles from "./panel.module.css";

/** What has to be given before an action may run. */
export interface ConfirmationNeed {
  readonly kind: "check" | "type-code";
  /** The author's own words, when the result that led here has some. */
  readonly text?: string;
}

export interface ConfirmationProps {
  readonly need: ConfirmationNeed;
  readonly id: string;
  readonly actionLabel: string;
  readonly serviceCode: string;
  /** What was ticked or typed so far. */
  readonly value: string;
  readonly isMissing: boolean;
  onChange(value: string): void;
}

/** Whether the confirmation was given: the box ticked, or the service's code typed exactly. */
export function isConfirmed(need: ConfirmationNeed | null, value: string, serviceCode: string): boolean {
  if (need === null) return true;
  return need.kind === "check" ? value === "checked" : value.trim() === serviceCode;
}

/** Asks in place, so that no dialog covers what is being confirmed. */
export function Confirmation(props: ConfirmationProps) {
  const { need, id, actionLabel, serviceCode, value, isMissing, onChange } = props;
  const t = useText();
  return (
    <section className={styles.confirm} aria-label={t("actions.confirmTitle")}>
      <p className={styles.confirmText}>{need.text ?? t("actions.confirmText", { service: serviceCode })}</p>
      {need.kind === "check" ? (
        <Checkbox
          id={id}
          checked={value === "checked"}
          onChange={({ target }) => onChange(target.checked ? "checked" : "")}
        >
          {t("actions.confirmCheck", { action: actionLabel, service: serviceCode })}
        </Checkbox>
      ) : (
        <div className={styles.confirmCode}>
          <label htmlFor={id}>{t("actions.confirmType", { code: serviceCode })}</label>
          <Input
            id={id}
            value={value}
            placeholder={serviceCode}
            autoComplete="off"
            spellCheck={false}
            className="mono"
            status={isMissing ? "error" : undefined}
            aria-invalid={isMissing}
            onChange={({ target }) => onChange(target.value)}
          />
        </div>
      )}
      {isMissing && (
        <p className={styles.missing} role="alert">
          {need.kind === "check"
            ? t("actions.confirmNeeded")
            : t("actions.confirmTypeNeeded", { code: serviceCode })}
        </p>
      )}
    </section>
  );
}
