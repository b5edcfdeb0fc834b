"use client";

import type { Action, BatchPreview } from "@opstage/contracts";
import { compileSchema } from "@opstage/contracts/json-schema";
import { Alert, App, InputNumber, Skeleton } from "antd";
import { useRouter } from "next/navigation";
import { useEffect, useId, useMemo, useReducer, useRef, useState } from "react";
import { Confirmation, type ConfirmationNeed, isConfirmed } from "../../_actions/Confirmation";
import { describeIssue } from "../../_actions/form/issue-text";
import { PayloadEditor } from "../../_actions/form/PayloadEditor";
import { catalogueValues } from "../../_actions/initial-values";
import { PanelFooter } from "../../_actions/PanelFooter";
import panel from "../../_actions/panel.module.css";
import { reducePayload, startPayload } from "../../_actions/payload-state";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { trpc } from "../../_lib/trpc";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { FailureText } from "../../_ui/FailureText";
import { StatusTag } from "../../_ui/StatusTag";
import type { BatchSelection } from "./BatchPanel";
import { BatchPlan } from "./BatchPlan";
import styles from "./batches.module.css";

interface BatchActionProps {
  readonly selection: BatchSelection;
  readonly actionName: string;
  onClose(): void;
}

/** Asks what the action would do on the selected services, then shows its form. */
export function BatchAction(props: BatchActionProps) {
  const { selection, actionName } = props;
  const t = useText();
  const { mutate, data, error, isPending } = trpc.batches.preview.useMutation();
  useEffect(() => mutate({ ...selection, actionName }), [mutate, selection, actionName]);
  if (error)
    return (
      <ErrorState error={error} onRetry={() => mutate({ ...selection, actionName })} isRetrying={isPending} />
    );
  if (data === undefined)
    return (
      <div className={panel.scroll}>
        <Skeleton active title={false} paragraph={{ rows: 6 }} />
      </div>
    );
  if (data.action === null)
    return <EmptyState title={t("batches.noActions")} hint={t("batches.noActionsHint")} />;
  return <BatchForm {...props} action={data.action} first={data} />;
}

interface BatchFormProps extends BatchActionProps {
  readonly action: Action;
  readonly first: BatchPreview;
}

const typingPauseMs = 400;

/** The input, how to go about it, what would run, the confirmation, and Run. */
function BatchForm(props: BatchFormProps) {
  const { selection, actionName, action, first, onClose } = props;
  const t = useText();
  const id = useId();
  const router = useRouter();
  const { message } = App.useApp();
  const [state, dispatch] = useReducer(reducePayload, undefined, () =>
    startPayload(catalogueValues(action.inputSchema)),
  );
  const { plan, error: planError } = usePlan(props, state.payload, first);
  const check = useMemo(() => compileSchema(action.inputSchema), [action.inputSchema]);
  const issues = useMemo(
    () => check.issues(state.payload).map((issue) => describeIssue(t, action.inputSchema, issue)),
    [check, state.payload, t, action.inputSchema],
  );
  const [concurrency, setConcurrency] = useState(5);
  const [stopAfter, setStopAfter] = useState<number | null>(3);
  const [wasTried, setWasTried] = useState(false);
  const [confirmation, setConfirmation] = useState("");
  const need = needOf(first, t("batches.confirmText", { action: action.label, count: plan.runnable }));
  const confirmed = isConfirmed(need, confirmation, actionName);
  const create = trpc.batches.create.useMutation({
    onSuccess: (batch) => {
      message.success(t("batches.started"));
      onClose();
      router.push(paths.batch(batch.id));
    },
  });

  const run = (): void => {
    setWasTried(true);
    const [issue] = issues;
    if (state.problem || issue) document.getElementById(`${id}.${issue?.path ?? ""}`)?.focus();
    else if (!confirmed) document.getElementById(`${id}-confirm`)?.focus();
    else {
      create.mutate({
        ...selection,
        actionName,
        payload: state.payload,
        confirmation: need !== null,
        concurrency,
        stopAfterFailures: stopAfter,
      });
    }
  };

  return (
    <form
      className={panel.run}
      noValidate
      aria-label={action.label}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className={panel.scroll}>
        <div className={panel.stack}>
          <div className="row">
            <StatusTag kind="danger" value={first.dangerLevel} />
            {action.description ? <span className="soft">{action.description}</span> : null}
          </div>
          {first.schemaCount > 1 ? (
            <Alert type="info" showIcon title={t("batches.manySchemas", { count: first.schemaCount })} />
          ) : null}
          <PayloadEditor
            inputSchema={action.inputSchema}
            state={state}
            issues={issues}
            showAll={wasTried}
            disabled={create.isPending}
            idPrefix={id}
            dispatch={dispatch}
          />
          <div className={styles.settings}>
            <div>
              <label htmlFor={`${id}-concurrency`}>{t("batches.concurrency")}</label>
              <InputNumber
                id={`${id}-concurrency`}
                min={1}
                max={100}
                precision={0}
                value={concurrency}
                onChange={(next) => setConcurrency(next ?? 1)}
              />
              <p className="faint">{t("batches.concurrencyHint")}</p>
            </div>
            <div>
              <label htmlFor={`${id}-stop`}>{t("batches.stopAfter")}</label>
              <InputNumber
                id={`${id}-stop`}
                min={1}
                max={1_000}
                precision={0}
                value={stopAfter}
                placeholder={t("common.never")}
                onChange={setStopAfter}
              />
              <p className="faint">{t("batches.stopAfterHint")}</p>
            </div>
          </div>
          {planError ? <Alert type="warning" showIcon title={<FailureText error={planError} />} /> : null}
          <BatchPlan plan={plan} />
          {need && (
            <Confirmation
              need={need}
              id={`${id}-confirm`}
              actionLabel={action.label}
              serviceCode={
                need.kind === "check" ? t("batches.services", { count: plan.runnable }) : actionName
              }
              value={confirmation}
              isMissing={wasTried && !confirmed && issues.length === 0}
              onChange={setConfirmation}
            />
          )}
        </div>
      </div>
      <PanelFooter
        alert={
          create.error ? <Alert type="error" showIcon title={<FailureText error={create.error} />} /> : null
        }
        note={
          wasTried && issues.length > 0
            ? t("actions.issuesTitle", { count: issues.length })
            : t("batches.wouldRun", { count: plan.runnable })
        }
        actionLabel={action.label}
        isDanger={first.dangerLevel === "HIGH"}
        isRunning={create.isPending}
        disabledReason={plan.runnable === 0 && issues.length === 0 ? t("batches.nothingRuns") : null}
        onClose={onClose}
      />
    </form>
  );
}

function needOf(preview: BatchPreview, text: string): ConfirmationNeed | null {
  if (preview.dangerLevel === "HIGH") return { kind: "type-code", text };
  return preview.requiresConfirmation ? { kind: "check", text } : null;
}

/** What would run with the payload as it is; asked again when typing pauses. */
function usePlan(
  { selection, actionName }: BatchActionProps,
  payload: BatchFormProps["action"]["inputSchema"],
  first: BatchPreview,
): { plan: BatchPreview; error: unknown } {
  const [plan, setPlan] = useState(first);
  const { mutate, error } = trpc.batches.preview.useMutation({ onSuccess: setPlan });
  const asked = useRef("");
  const text = JSON.stringify(payload);
  useEffect(() => {
    if (asked.current === text) return;
    const pause = asked.current === "" ? 0 : typingPauseMs;
    const timer = setTimeout(() => {
      asked.current = text;
      mutate({ ...selection, actionName, payload: JSON.parse(text) });
    }, pause);
    return () => clearTimeout(timer);
  }, [text, mutate, selection, actionName]);
  return { plan, error };
}
