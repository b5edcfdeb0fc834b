import type { JsonObject } from "@opstage/contracts";
import { isTextKey, useText } from "../../_lib/i18n";
import { useStoredText } from "../../_lib/use-stored-text";
import { JsonTree } from "../../_ui/JsonTree";
import { lookOf } from "../../_ui/status-tones";
import styles from "./results.module.css";
import { isObject } from "./template";

export interface FailureViewProps {
  readonly title: string;
  readonly code: string | null;
  readonly message: string | null;
  /** The error object as the agent sent it. */
  readonly error?: JsonObject;
  /** How bad it is: a command that was cancelled on purpose is no failure. */
  readonly status: "FAILED" | "EXPIRED" | "CANCELLED";
}

/** Why a command failed, in the service's own words, with its code and whatever details it gave. */
export function FailureView({ title, code, message, error, status }: FailureViewProps) {
  const t = useText();
  const text = useStoredText()(code, message);
  const details = detailsOf(error);
  const look = lookOf("command", status);
  const todo = `results.todo.${code ?? ""}`;
  return (
    <div className={`${styles.failure} tone-${look.tone}`}>
      <h3 className={styles.failureTitle}>
        <span aria-hidden="true">{look.icon}</span>
        {title}
        {code && <code className="mono">{code}</code>}
      </h3>
      {text && <p className={styles.failureMessage}>{text}</p>}
      {isTextKey(todo) && <p className={styles.failureTodo}>{t(todo)}</p>}
      {details !== undefined && (
        <div className={styles.failureDetails}>
          <JsonTree value={details} label={t("results.failureDetails")} />
        </div>
      )}
    </div>
  );
}

/** `error.details` when there is one; else whatever the error says beside code and message. */
function detailsOf(error: JsonObject | undefined): unknown {
  if (!error) return undefined;
  const { code: _code, message: _message, details, ...others } = error;
  const rest =
    isObject(details) && Object.keys(others).length === 0
      ? details
      : { ...others, ...(details !== undefined && { details }) };
  return Object.keys(rest).length === 0 ? undefined : rest;
}
