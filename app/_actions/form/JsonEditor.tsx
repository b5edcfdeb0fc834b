import { Input } from "antd";
import { useText } from "../../_lib/i18n";
import type { TextProblem } from "../payload-state";
import styles from "./form.module.css";
import type { FormIssue } from "./issue-text";

export interface JsonEditorProps {
  readonly id: string;
  readonly text: string;
  readonly problem: TextProblem | null;
  readonly issues: readonly FormIssue[];
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
}

/** The payload as text, with what is wrong with it below. */
export function JsonEditor({ id, text, problem, issues, disabled, onChange }: JsonEditorProps) {
  const t = useText();
  const isWrong = problem !== null || issues.length > 0;
  return (
    <div className={styles.field}>
      <Input.TextArea
        id={id}
        className={styles.mono}
        aria-label={t("actions.jsonLabel")}
        aria-describedby={isWrong ? `${id}-issues` : undefined}
        aria-invalid={isWrong}
        autoSize={{ minRows: 8, maxRows: 24 }}
        spellCheck={false}
        status={isWrong ? "error" : undefined}
        value={text}
        disabled={disabled}
        onChange={({ target }) => onChange(target.value)}
      />
      <div id={`${id}-issues`} role="status">
        {problem?.kind === "syntax" && (
          <div className={styles.error}>{t("actions.jsonSyntax", { problem: problem.message })}</div>
        )}
        {problem?.kind === "not-object" && <div className={styles.error}>{t("actions.jsonNotObject")}</div>}
        {problem === null && issues.length > 0 && <IssueList issues={issues} />}
      </div>
    </div>
  );
}

/** What is wrong, each with the place where it is. */
export function IssueList({ issues }: { readonly issues: readonly FormIssue[] }) {
  return (
    <ul className={styles.issues}>
      {issues.map((issue) => (
        <li key={`${issue.path} ${issue.message}`}>
          {issue.path !== "" && <span className={styles.path}>{issue.path}: </span>}
          {issue.message}
        </li>
      ))}
    </ul>
  );
}
