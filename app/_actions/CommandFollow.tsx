import type { CommandDetail } from "@opstage/contracts";
import { Alert, Skeleton } from "antd";
import dynamic from "next/dynamic";
import { useText } from "../_lib/i18n";
import { trpc } from "../_lib/trpc";
import { ErrorState } from "../_ui/ErrorState";
import { FailureText } from "../_ui/FailureText";
import { JsonTree } from "../_ui/JsonTree";
import { CommandProgress } from "./CommandProgress";
import { followInterval, hasEnded } from "./command-facts";
import { useCommandLog } from "./log/use-command-log";
import styles from "./panel.module.css";
import { ResultView } from "./results/ResultView";
import type { ActionRequest, ResultSource } from "./results/result-actions";

const LogView = dynamic(() => import("./log/LogView").then((module) => module.LogView), { ssr: false });

export interface CommandFollowProps {
  readonly commandId: CommandDetail["id"];
  readonly source: ResultSource;
  /** The command before this one in the same panel: its result stays until the new one is there. */
  readonly previous: CommandDetail | undefined;
  readonly isAgentAway: boolean;
  onAction(request: ActionRequest): void;
}

/** The command's newest state; events fetch it anew, and so does a slow timer until it has ended. */
export function useCommand(commandId: CommandDetail["id"]) {
  return trpc.commands.get.useQuery(
    { commandId },
    { refetchInterval: (query) => followInterval(query.state.data, Date.now()) },
  );
}

/** Follows a command from its queue to its result. */
export function CommandFollow({ commandId, source, previous, isAgentAway, onAction }: CommandFollowProps) {
  const t = useText();
  const query = useCommand(commandId);
  const command = query.data;
  const log = useCommandLog(commandId, command === undefined || !hasEnded(command));
  if (!command) {
    if (query.error) {
      return <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />;
    }
    return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  }
  const isWaiting = !hasEnded(command);
  return (
    <div className={styles.stack}>
      {query.error && (
        <Alert
          type="warning"
          showIcon
          title={t("actions.lastKnown")}
          description={<FailureText error={query.error} />}
        />
      )}
      <CommandProgress command={command} isAgentAway={isAgentAway} />
      {isWaiting && log.lines.length > 0 && <LogView log={log} name={command.id} isRunning />}
      {isWaiting && previous ? (
        <div className={styles.old} aria-busy="true">
          <ResultView command={previous} source={source} onAction={onAction} />
        </div>
      ) : (
        <ResultView command={command} source={source} onAction={onAction} />
      )}
      {!isWaiting && log.lines.length > 0 && <LogView log={log} name={command.id} isRunning={false} />}
      {Object.keys(command.payload).length > 0 && (
        <details className={styles.fold}>
          <summary>{t("actions.inputSent")}</summary>
          <JsonTree value={command.payload} label={t("actions.inputSent")} />
        </details>
      )}
    </div>
  );
}
