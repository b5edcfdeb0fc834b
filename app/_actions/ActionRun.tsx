import { ArrowLeftOutlined } from "@ant-design/icons";
import type { CapsuleServiceDetail, CommandDetail } from "@opstage/contracts";
import { Alert, Button, Skeleton } from "antd";
import { useEffect, useRef, useState } from "react";
import { useText } from "../_lib/i18n";
import { detailOptions } from "../_lib/query-options";
import { trpc } from "../_lib/trpc";
import { EmptyState } from "../_ui/EmptyState";
import { ErrorState } from "../_ui/ErrorState";
import { StatusTag } from "../_ui/StatusTag";
import { ActionForm } from "./ActionForm";
import type { ActionTarget } from "./action-target";
import { CommandFollow, useCommand } from "./CommandFollow";
import { CommandFooter } from "./CommandFooter";
import { hasEnded } from "./command-facts";
import styles from "./panel.module.css";
import type { ActionRequest } from "./results/result-actions";

export interface ActionRunProps {
  readonly target: ActionTarget;
  /** The entry on top is shown; those below keep what they hold. */
  readonly isTop: boolean;
  /** How often an action opened from this one's result was started. */
  readonly childRuns: number;
  onBack?(): void;
  onClose(): void;
  onOpen(target: ActionTarget): void;
  onStarted(): void;
}

/** One action in the panel: from its form to the result of its command. */
export function ActionRun(props: ActionRunProps) {
  const { target, isTop, onBack, onClose } = props;
  const t = useText();
  const query = trpc.services.get.useQuery({ serviceId: target.serviceId }, detailOptions);
  const service = query.data;
  const action = service?.actions.find((entry) => entry.name === target.actionName);
  return (
    <section className={styles.entry} hidden={!isTop} aria-label={action?.label ?? target.actionName}>
      <div className={styles.head}>
        {onBack && (
          <Button
            size="small"
            type="text"
            icon={<ArrowLeftOutlined aria-hidden="true" />}
            onClick={onBack}
            className={styles.back}
          >
            {t("common.back")}
          </Button>
        )}
        <div className={styles.headLine}>
          <h2 className={styles.title}>{action?.label ?? target.actionName}</h2>
          {action && <StatusTag kind="danger" value={action.dangerLevel} />}
        </div>
        {action?.description && <p className={styles.description}>{action.description}</p>}
      </div>
      {!service && query.error ? (
        <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />
      ) : !service ? (
        <div className={styles.scroll}>
          <Skeleton active title={false} paragraph={{ rows: 5 }} />
        </div>
      ) : action ? (
        <ActionSteps {...props} service={service} action={action} />
      ) : (
        <EmptyState
          title={t("actions.unknownTitle")}
          hint={t("actions.unknownHint")}
          action={<Button onClick={onClose}>{t("common.close")}</Button>}
        />
      )}
    </section>
  );
}

interface ActionStepsProps extends ActionRunProps {
  readonly service: CapsuleServiceDetail;
  readonly action: CapsuleServiceDetail["actions"][number];
}

function ActionSteps(props: ActionStepsProps) {
  const { target, isTop, childRuns, service, action, onClose, onOpen, onStarted } = props;
  const [commandId, setCommandId] = useState<CommandDetail["id"]>();
  const [previous, setPrevious] = useState<CommandDetail>();
  const openFromResult = (request: ActionRequest): void => onOpen({ serviceId: service.id, ...request });
  const follow = (id: CommandDetail["id"]): void => {
    setCommandId(id);
    onStarted();
  };
  return (
    <>
      <ActionForm
        service={service}
        action={action}
        target={target}
        isShown={commandId === undefined}
        onStarted={follow}
        onAction={openFromResult}
        onClose={onClose}
      />
      {commandId !== undefined && (
        <FollowedRun
          commandId={commandId}
          previous={previous}
          service={service}
          action={action}
          isTop={isTop}
          childRuns={childRuns}
          onAction={openFromResult}
          onAgain={() => {
            setPrevious(undefined);
            setCommandId(undefined);
          }}
          onRefreshed={(id, old) => {
            setPrevious(old);
            setCommandId(id);
          }}
          onClose={onClose}
        />
      )}
    </>
  );
}

interface FollowedRunProps {
  readonly commandId: CommandDetail["id"];
  readonly previous: CommandDetail | undefined;
  readonly service: CapsuleServiceDetail;
  readonly action: CapsuleServiceDetail["actions"][number];
  readonly isTop: boolean;
  readonly childRuns: number;
  onAction(request: ActionRequest): void;
  onAgain(): void;
  onRefreshed(commandId: CommandDetail["id"], old: CommandDetail): void;
  onClose(): void;
}

function FollowedRun(props: FollowedRunProps) {
  const { commandId, previous, service, action, isTop, childRuns, onRefreshed } = props;
  const t = useText();
  const command = useCommand(commandId).data;
  const retry = trpc.actions.execute.useMutation({
    onSuccess: (again) => command && onRefreshed(again.id, command),
  });
  const refresh = (): void => {
    if (command) {
      retry.mutate({ serviceId: service.id, actionName: action.name, payload: command.payload });
    }
  };
  // What was run from a row has changed the list, so a harmless list is fetched anew on the way back.
  const isHarmless = action.dangerLevel === "LOW" && !action.requiresConfirmation;
  const canRefresh =
    isHarmless &&
    command?.status === "SUCCEEDED" &&
    !command.secretsErased &&
    "list" in (command.result?.data ?? {});
  const seenRuns = useRef(childRuns);
  const isStale = childRuns > seenRuns.current;
  useEffect(() => {
    if (!isTop || !isStale || !canRefresh) return;
    seenRuns.current = childRuns;
    refresh();
  });
  return (
    <div className={styles.run}>
      <div className={styles.scroll}>
        {retry.error && <Alert type="warning" showIcon title={t("results.refreshNeeded")} />}
        <CommandFollow
          commandId={commandId}
          previous={previous}
          isAgentAway={service.status === "OFFLINE"}
          source={{ serviceId: service.id, actions: service.actions }}
          onAction={props.onAction}
        />
      </div>
      <CommandFooter
        command={command}
        canRefresh={canRefresh}
        isRefreshing={
          retry.isPending || (previous !== undefined && command !== undefined && !hasEnded(command))
        }
        onRefresh={refresh}
        onAgain={props.onAgain}
        onClose={props.onClose}
      />
    </div>
  );
}
