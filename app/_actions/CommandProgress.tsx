import type { Command } from "@opstage/contracts";
import { Alert, Progress } from "antd";
import Link from "next/link";
import { useNow } from "../_lib/clock";
import { exactDuration } from "../_lib/duration";
import { exactTime } from "../_lib/format-time";
import { useLanguage, useText } from "../_lib/i18n";
import { paths } from "../_lib/paths";
import { shortId } from "../_ui/CopyableId";
import { StatusTag } from "../_ui/StatusTag";
import { CancelSteps } from "./CancelSteps";
import { elapsedMs, hasEnded } from "./command-facts";
import styles from "./panel.module.css";

export interface CommandProgressProps {
  readonly command: Command;
  /** Its service is known to be out of reach while the command runs. */
  readonly isAgentAway?: boolean;
}

/** Where a command stands right now; its clock moves by itself. */
export function CommandProgress({ command, isAgentAway = false }: CommandProgressProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const ended = hasEnded(command);
  return (
    <section className={styles.progress} aria-label={t("actions.progress")}>
      <div className={styles.progressLine}>
        <span role="status">
          <StatusTag kind="command" value={command.status} />
        </span>
        {/* Not part of the status: a screen reader would say every second. */}
        <span className={styles.elapsed}>
          {ended && command.durationMs !== null
            ? t("actions.took", { duration: exactDuration(command.durationMs, t) })
            : t("actions.elapsed", { duration: exactDuration(elapsedMs(command, now), t) })}
        </span>
        {command.attempt > 1 && (
          <span className="chip">{t("commands.stepAttempt", { n: command.attempt })}</span>
        )}
        <Link href={paths.command(command.id)} className={styles.commandLink}>
          <code className="mono">{shortId(command.id)}</code>
        </Link>
      </div>
      {command.progressPercent !== null && command.status !== "PENDING" && command.status !== "SUCCEEDED" && (
        <Progress
          percent={Math.round(command.progressPercent)}
          size="small"
          status={ended ? "normal" : "active"}
          aria-label={t("actions.progress")}
        />
      )}
      {!ended && (
        <p className={styles.hint} aria-live="polite">
          {command.status === "RUNNING" && command.progressMessage
            ? command.progressMessage
            : command.queuedUntil !== null && command.status === "PENDING"
              ? t("actions.waitingForReturn", { time: exactTime(command.queuedUntil, language) })
              : t(command.status === "PENDING" ? "actions.waitingForAgent" : "actions.agentWorking")}
        </p>
      )}
      <CancelSteps command={command} />
      {isAgentAway && command.status === "RUNNING" && (
        <Alert
          type="warning"
          showIcon
          title={t("actions.agentGoneTitle")}
          description={t("actions.agentGoneHint")}
        />
      )}
      {!ended && <p className={styles.hint}>{t("actions.goesOn")}</p>}
    </section>
  );
}
