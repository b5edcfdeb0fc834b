import type { JsonObject } from "@opstage/contracts";
import { Alert, Button, Segmented, Skeleton } from "antd";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useText } from "../../_lib/i18n";
import { type PayloadEvent, type PayloadState, textOf } from "../payload-state";
import styles from "./form.module.css";
import { hasFields } from "./form-schema";
import type { FormIssue } from "./issue-text";
import { IssueList, JsonEditor } from "./JsonEditor";
import { schemasAt } from "./schema-walk";

const SchemaFields = dynamic(() => import("./SchemaFields").then((module) => module.SchemaFields), {
  ssr: false,
  loading: () => <Skeleton active title={false} paragraph={{ rows: 4 }} />,
});

export interface PayloadEditorProps {
  readonly inputSchema: JsonObject;
  readonly state: PayloadState;
  readonly issues: readonly FormIssue[];
  /** Shows every issue, also of fields that were not visited yet: after a try to run. */
  readonly showAll: boolean;
  readonly disabled: boolean;
  readonly idPrefix: string;
  readonly dispatch: (event: PayloadEvent) => void;
}

/** A payload as a form and as JSON: two views of one value. */
export function PayloadEditor(props: PayloadEditorProps) {
  const { inputSchema, state, issues, idPrefix, disabled, dispatch } = props;
  const t = useText();
  const [view, setView] = useState<"form" | "json">("form");
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const visit = (path: string): void => {
    if (path !== "" && !visited.has(path)) setVisited(new Set([...visited, path]));
  };
  const shown = props.showAll ? issues : issues.filter((issue) => visited.has(issue.path));
  const isEmpty = !hasFields(inputSchema);
  // What no field of the form can show is said below it, or it could not be found.
  const homeless = shown.filter((issue) => schemasAt(inputSchema, issue.path).length === 0);
  return (
    <div className={styles.editor}>
      <div className={styles.bar}>
        <Segmented
          size="small"
          aria-label={t("actions.viewLabel")}
          value={view}
          onChange={(next) => setView(next === "json" ? "json" : "form")}
          options={[
            { value: "form", label: t("actions.viewForm") },
            { value: "json", label: t("actions.viewJson") },
          ]}
        />
      </div>
      {view === "json" ? (
        <JsonEditor
          id={`${idPrefix}-json`}
          text={textOf(state)}
          problem={state.problem}
          issues={issues}
          disabled={disabled}
          onChange={(text) => dispatch({ type: "text-edited", text })}
        />
      ) : (
        <>
          {state.problem && (
            <Alert
              type="warning"
              showIcon
              title={t("actions.jsonPending")}
              action={
                <Button size="small" onClick={() => dispatch({ type: "text-discarded" })}>
                  {t("actions.jsonDiscard")}
                </Button>
              }
            />
          )}
          {isEmpty && <p className={styles.hint}>{t("actions.noInput")}</p>}
          {!isEmpty && (
            <SchemaFields
              inputSchema={inputSchema}
              payload={state.payload}
              issues={shown}
              disabled={disabled || state.problem !== null}
              idPrefix={idPrefix}
              onLeave={visit}
              onChange={(payload, path) => {
                visit(path);
                dispatch({ type: "form-edited", payload });
              }}
            />
          )}
          {homeless.length > 0 && (
            <div role="alert">
              <p className={styles.error}>{t("actions.issuesElsewhere")}</p>
              <IssueList issues={homeless} />
            </div>
          )}
        </>
      )}
    </div>
  );
}
