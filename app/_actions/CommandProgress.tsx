import type { Command } from "@opstage/contracts";
import { Progress } from "antd";
import Link from "next/link";
import { useNow } from "../_lib/clock";
import { exactDuration } from "../_lib/duration";
import { type TextKey, useText } from "../_lib/i18n";
import { paths } from "../_lib/paths";
import { shortId } from "../_ui/CopyableId";
import { StatusTag } from "../_ui/StatusTag";
import { elapsedMs, hasEnded } from "./command-facts";
import styles from "./panel.module.css";

/** Where a command stands right now, in one line that moves by itself. */
export function CommandProgress({ command }: { readonly command: Command }) {
  const t = useText();
  const now = useNow();
  const ended = hasEnded(command);
  const hint = hintFor(command);
  return (
    <section className={styles.progress} aria-label={t("actions.progress")}>
      <div className={styles.progressLine} role="status">
        <StatusTag kind="command" value={command.status} />
        <span className={styles.elapsed}>
          {ended && command.durationMs !== null
            ? t("actions.took", { duration: exactDuration(command.durationMs, t) })
            : exactDuration(elapsedMs(command, now), t)}
        </span>
        <Link href={paths.command(command.id)} className={styles.commandLink}>
          <code className="mono">{shortId(command.id)}</code>
        </Link>
      </div>
      {command.progressPercent !== null && !ended && (
        <Progress percent={command.progressPercent} size="small" aria-label={t("actions.progress")} />
      )}
      {hint && <p className={styles.hint}>{command.progressMessage ?? t(hint)}</p>}
      {!ended && <p className={styles.hint}>{t("actions.goesOn")}</p>}
    </section>
  );
}

function hintFor(command: Command): TextKey | null {
  if (command.status === "PENDING") return "actions.waitingForAgent";
  if (command.status === "RUNNING") return "actions.agentWorking";
  if (command.cancelRequestedAt === null) return null;
  if (command.cancelStoppedAt !== null) return "actions.stopped";
  return command.cancelAcknowledgedAt === null ? "actions.stopRequested" : "actions.stopAcknowledged";
}
