"use client";

import { Tooltip } from "antd";
import { useNow } from "../../_lib/clock";
import { clockTime, exactTime } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import type { AgentDetail } from "./AgentDetailView";
import { placeSpans } from "./presence-spans";

const dayMs = 24 * 3_600_000;

/** When the agent's processes were in touch during the last day, as a bar and in words. */
export function Presence({ agent }: { readonly agent: AgentDetail }) {
  const t = useText();
  const language = useLanguage();
  const endMs = useNow(60_000);
  const spans = placeSpans(agent.instances, { endMs, lengthMs: dayMs });
  return (
    <section className="presence" aria-label={t("agents.presence")}>
      <p className="presence-title">{t("agents.presence")}</p>
      {agent.instances.length === 0 ? (
        <p className="faint">{t("agents.presenceNone")}</p>
      ) : (
        <>
          <div className="presence-bar tone-good">
            {spans.map((span) => (
              <Tooltip
                key={span.id}
                title={t("agents.presenceText", {
                  from: exactTime(span.fromMs, language),
                  to: exactTime(span.toMs, language),
                })}
              >
                <span style={{ left: `${span.left}%`, width: `${span.width}%` }} />
              </Tooltip>
            ))}
          </div>
          <div className="chart-axis" aria-hidden="true">
            <span>{clockTime(endMs - dayMs, language)}</span>
            <span>{clockTime(endMs - dayMs / 2, language)}</span>
            <span>{clockTime(endMs, language)}</span>
          </div>
          <ul className="sr-only">
            {spans.map((span) => (
              <li key={span.id}>
                {t("agents.presenceText", {
                  from: exactTime(span.fromMs, language),
                  to: exactTime(span.toMs, language),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
