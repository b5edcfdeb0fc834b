import type { CommandDetail } from "@opstage/contracts";
import { Skeleton } from "antd";
import { useText } from "../_lib/i18n";
import { trpc } from "../_lib/trpc";
import { ErrorState } from "../_ui/ErrorState";
import { JsonTree } from "../_ui/JsonTree";
import { CommandProgress } from "./CommandProgress";
import { followInterval, hasEnded } from "./command-facts";
import styles from "./panel.module.css";
import { ResultView } from "./results/ResultView";
import type { ActionRequest, ResultSource } from "./results/result-actions";

export interface CommandFollowProps {
  readonly commandId: CommandDetail["id"];
  readonly source: ResultSource;
  /** The command before this one in the same panel: its result stays until the new one is there. */
  readonly previous: CommandDetail | undefined;
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
export function CommandFollow({ commandId, source, previous, onAction }: CommandFollowProps) {
  const t = useText();
  const query = useCommand(commandId);
  const command = query.data;
  if (!command) {
    if (query.error) {
      return <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />;
    }
    return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  }
  const isWaiting = !hasEnded(command);
  return (
    <div className={styles.stack}>
      <CommandProgress command={command} />
      {isWaiting && previous ? (
        <div className={styles.old} aria-busy="true">
          <ResultView command={previous} source={source} onAction={onAction} />
        </div>
      ) : (
        <ResultView command={command} source={source} onAction={onAction} />
      )}
      {Object.keys(command.payload).length > 0 && (
        <details className={styles.fold}>
          <summary>{t("actions.inputSent")}</summary>
          <JsonTree value={command.payload} label={t("actions.inputSent")} />
        </details>
      )}
    </div>
  );
}
