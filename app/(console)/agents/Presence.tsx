"use client";

import { Tooltip } from "antd";
import { useNow } from "../../_lib/clock";
import { exactDuration } from "../../_lib/duration";
import { clockTime, exactTime } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import { CopyableId } from "../../_ui/CopyableId";
import { ExactTime } from "../../_ui/ExactTime";
import { Panel } from "../../_ui/Panel";
import { RelativeTime } from "../../_ui/RelativeTime";
import type { AgentDetail } from "./AgentDetailView";
import { PlainTable } from "./agent-tabs";
import { placeSpans } from "./presence-spans";

const dayMs = 24 * 3_600_000;
/** The older processes are in the bar only. */
const mostRows = 8;

/** When the agent's processes were in touch during the last day: as a bar, and one by one. */
export function Presence({ agent }: { readonly agent: AgentDetail }) {
  const t = useText();
  const language = useLanguage();
  // The clock moves by minutes and a process may have been seen since.
  const seen = agent.instances.map(({ lastSeenAt }) => Date.parse(lastSeenAt));
  const endMs = Math.max(useNow(60_000), ...seen);
  const spans = placeSpans(agent.instances, { endMs, lengthMs: dayMs });
  return (
    <Panel title={t("agents.presence")} flush={agent.instances.length > 0}>
      {agent.instances.length === 0 ? (
        <p className="faint">{t("agents.presenceNone")}</p>
      ) : (
        <>
          <div className="presence">
            <div
              className="presence-bar tone-good"
              role="img"
              aria-label={t("agents.presencePicture", { count: spans.length })}
            >
              {spans.map((span) => (
                <Tooltip
                  key={span.id}
                  title={t("agents.presenceText", {
                    from: exactTime(span.fromMs, language),
                    to: exactTime(span.toMs, language),
                  })}
                >
                  <span style={{ right: `${100 - span.left - span.width}%`, width: `${span.width}%` }} />
                </Tooltip>
              ))}
            </div>
            <div className="chart-axis" aria-hidden="true">
              <span>{clockTime(endMs - dayMs, language)}</span>
              <span>{clockTime(endMs - dayMs / 2, language)}</span>
              <span>{clockTime(endMs, language)}</span>
            </div>
          </div>
          <PlainTable
            heads={[
              t("agents.instance"),
              t("agents.firstSeen"),
              t("agents.lastSeen"),
              t("agents.inTouchFor"),
            ]}
          >
            {agent.instances.slice(0, mostRows).map(({ id, firstSeenAt, lastSeenAt }) => (
              <tr key={id}>
                <td className="nowrap">
                  <CopyableId id={id} />{" "}
                  {id === agent.instanceId ? <span className="chip">{t("agents.instanceNow")}</span> : null}
                </td>
                <td className="nowrap">
                  <ExactTime at={firstSeenAt} />
                </td>
                <td className="nowrap">
                  <RelativeTime at={lastSeenAt} />
                </td>
                <td className="tabular nowrap">
                  {exactDuration(Date.parse(lastSeenAt) - Date.parse(firstSeenAt), t)}
                </td>
              </tr>
            ))}
          </PlainTable>
        </>
      )}
    </Panel>
  );
}
