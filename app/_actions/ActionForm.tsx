import type { Action, CapsuleServiceDetail, CommandDetail } from "@opstage/contracts";
import { compileSchema } from "@opstage/contracts/json-schema";
import { Alert, Button } from "antd";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { toFailure } from "../_lib/failure";
import { useText } from "../_lib/i18n";
import { trpc } from "../_lib/trpc";
import { FailureText } from "../_ui/FailureText";
import type { ActionTarget } from "./action-target";
import { Confirmation, type ConfirmationNeed, isConfirmed } from "./Confirmation";
import { CurrentState } from "./CurrentState";
import { focusInput } from "./focus-input";
import { describeIssue } from "./form/issue-text";
import { PayloadEditor } from "./form/PayloadEditor";
import { PanelFooter } from "./PanelFooter";
import { PrepareNotice } from "./PrepareNotice";
import styles from "./panel.module.css";
import { QueueOffer } from "./QueueOffer";
import type { ActionRequest, ResultSource } from "./results/result-actions";
import { usePayload } from "./use-payload";
import { isAway } from "./use-prepare";

export interface ActionFormProps {
  readonly service: CapsuleServiceDetail;
  /** The catalogue's entry. */
  readonly action: Action;
  readonly target: ActionTarget;
  /** False while a command of this form is followed in its place; what was entered stays. */
  readonly isShown: boolean;
  onStarted(commandId: CommandDetail["id"]): void;
  onAction(request: ActionRequest): void;
  onClose(): void;
}

/** The input of an action: what the agent says, the form, the confirmation, and Run. */
export function ActionForm(props: ActionFormProps) {
  const { service, action, target, onAction } = props;
  const t = useText();
  const id = useId();
  const { state, edit, preparation, retry, prepared, inputSchema, isDraft, startOver, forgetDraft } =
    usePayload(action, target);
  const check = useMemo(() => compileSchema(inputSchema), [inputSchema]);
  const issues = useMemo(
    () => check.issues(state.payload).map((issue) => describeIssue(t, inputSchema, issue)),
    [check, state.payload, t, inputSchema],
  );
  const [wasTried, setWasTried] = useState(false);
  const [confirmation, setConfirmation] = useState("");
  const need = confirmationNeed(action, prepared?.action, target);
  const confirmed = isConfirmed(need, confirmation, service.code);
  const execute = trpc.actions.execute.useMutation({
    onSuccess: (command) => {
      setConfirmation("");
      setWasTried(false);
      forgetDraft();
      props.onStarted(command.id);
    },
  });

  const isUnavailable = preparation.kind === "unavailable";
  const [queueSeconds, setQueueSeconds] = useState<number | null>(null);
  const canQueue =
    (isUnavailable && isAway(preparation.error)) || (execute.error !== null && isAway(execute.error));
  const queue = canQueue && queueSeconds !== null ? { untilSeconds: queueSeconds } : undefined;
  const isInTouch = service.status !== "OFFLINE" && service.status !== "STALE";
  const wasInTouch = useRef(isInTouch);
  useEffect(() => {
    // Only coming back counts: a refusal while in touch waits for the operator.
    const isBack = isInTouch && !wasInTouch.current;
    wasInTouch.current = isInTouch;
    if (isBack && isUnavailable) retry();
  }, [isInTouch, isUnavailable, retry]);

  const run = (): void => {
    setWasTried(true);
    const [first] = issues;
    if (state.problem || first) focusInput(`${id}.${first?.path ?? ""}`, `${id}-json`);
    else if (!confirmed) focusInput(`${id}-confirm`);
    else {
      execute.mutate({
        serviceId: service.id,
        actionName: action.name,
        payload: state.payload,
        confirmation: need !== null,
        queue,
      });
    }
  };

  const source: ResultSource = { serviceId: service.id, actions: service.actions };
  const showAll = wasTried || (execute.error !== null && toFailure(execute.error).issues.length > 0);
  return (
    <form
      className={styles.run}
      hidden={!props.isShown}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className={styles.scroll}>
        <div className={styles.stack}>
          <PrepareNotice preparation={preparation} onRetry={retry} />
          <CurrentState
            state={prepared?.currentState}
            detail={target.detail}
            source={source}
            onAction={onAction}
          />
          {isDraft && (
            <Alert
              type="info"
              showIcon
              title={t("actions.draftRestored")}
              action={
                <Button size="small" onClick={startOver}>
                  {t("actions.draftDiscard")}
                </Button>
              }
            />
          )}
          <PayloadEditor
            inputSchema={inputSchema}
            state={state}
            issues={issues}
            showAll={showAll}
            disabled={execute.isPending}
            idPrefix={id}
            dispatch={edit}
          />
          {canQueue && <QueueOffer seconds={queueSeconds} onChange={setQueueSeconds} />}
          {need && (
            <Confirmation
              need={need}
              id={`${id}-confirm`}
              actionLabel={action.label}
              serviceCode={service.code}
              value={confirmation}
              isMissing={wasTried && !confirmed && issues.length === 0}
              onChange={setConfirmation}
            />
          )}
        </div>
      </div>
      <PanelFooter
        alert={
          execute.error ? <Alert type="error" showIcon title={<FailureText error={execute.error} />} /> : null
        }
        note={wasTried && issues.length > 0 ? t("actions.issuesTitle", { count: issues.length }) : undefined}
        actionLabel={action.label}
        isDanger={action.dangerLevel === "HIGH"}
        isRunning={execute.isPending}
        disabledReason={
          !action.enabled
            ? t("actions.switchedOff")
            : isUnavailable && queue === undefined
              ? t(canQueue ? "actions.queue.orWait" : "actions.unavailableTitle")
              : null
        }
        isQueued={queue !== undefined}
        onClose={props.onClose}
      />
    </form>
  );
}

/** The stricter of catalogue and agent decides; a result's button may ask for a confirmation too. */
function confirmationNeed(
  action: Action,
  prepared: Action | undefined,
  target: ActionTarget,
): ConfirmationNeed | null {
  const text = typeof target.confirm === "string" ? target.confirm : undefined;
  const isAsked = action.requiresConfirmation || prepared?.requiresConfirmation || target.confirm;
  if (!isAsked) return null;
  const isHigh = action.dangerLevel === "HIGH" || prepared?.dangerLevel === "HIGH";
  return { kind: isHigh ? "type-code" : "check", text };
}
