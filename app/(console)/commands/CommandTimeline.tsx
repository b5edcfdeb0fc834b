"use client";

import type { CommandDetail } from "@opstage/contracts";
import { hasEnded } from "../../_actions/command-facts";
import { limitText } from "../../_actions/limit-text";
import { useLanguage, useText } from "../../_lib/i18n";
import { ExactTime } from "../../_ui/ExactTime";
import { FactGrid } from "../../_ui/FactGrid";
import { Panel } from "../../_ui/Panel";
import { CommandDuration } from "./command-columns";
import styles from "./commands.module.css";
import { timelineSteps } from "./timeline-steps";

/** When what happened to the command, and the limits it lives under. */
export function CommandTimeline({ command }: { readonly command: CommandDetail }) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className="stack-lg">
      <Panel title={t("commands.timeline")}>
        <ol className={styles.timeline}>
          {timelineSteps(command, t, language).map((step) => (
            <li key={step.key} className={`${styles.step} tone-${step.tone}`}>
              <div className={styles.stepTitle}>{step.title}</div>
              {step.at && (
                <div className={styles.stepTime}>
                  <ExactTime at={step.at} />
                </div>
              )}
              {step.note && <div className={styles.stepNote}>{step.note}</div>}
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title={t("commands.facts")}>
        <FactGrid
          facts={[
            { label: t("commands.duration"), value: <CommandDuration command={command} /> },
            !hasEnded(command) &&
              command.expiresAt !== null && {
                label: t("commands.deadline"),
                value: <ExactTime at={command.expiresAt} />,
              },
            command.timeoutSeconds !== null && {
              label: t("commands.timeLimit"),
              value: limitText(command.timeoutSeconds, t),
            },
            command.attempt > 1 && { label: t("commands.attempt"), value: command.attempt },
          ]}
        />
      </Panel>
    </div>
  );
}
