"use client";

import { useText } from "../../_lib/i18n";
import { CopyableId } from "../../_ui/CopyableId";
import { FactGrid } from "../../_ui/FactGrid";
import { RelativeTime } from "../../_ui/RelativeTime";
import type { AgentDetail } from "./AgentDetailView";
import { Freshness } from "./Freshness";
import { Presence } from "./Presence";

/** Who the agent is and when it was here. */
export function AgentOverview({ agent }: { readonly agent: AgentDetail }) {
  const t = useText();
  const missing = <span className="faint">{t("agents.notReported")}</span>;
  return (
    <div className="stack-lg">
      <FactGrid
        facts={[
          { label: t("agents.code"), value: <code className="mono">{agent.code}</code> },
          { label: "ID", value: <CopyableId id={agent.id} /> },
          { label: t("agents.lastHeartbeat"), value: <Freshness agent={agent} /> },
          { label: t("agents.mode"), value: t(`common.mode.${agent.mode}`) },
          { label: t("agents.runtime"), value: agent.runtime ?? missing },
          {
            label: t("agents.sdk"),
            value: agent.sdkVersion ? `${agent.sdkName ?? ""} ${agent.sdkVersion}`.trim() : missing,
          },
          { label: t("agents.host"), value: agent.hostname ?? missing },
          { label: t("agents.platform"), value: agent.platform ?? missing },
          agent.pid !== null && {
            label: t("agents.process"),
            value: (
              <>
                pid {agent.pid}
                {agent.processStartedAt ? (
                  <span className="faint">
                    {" · "}
                    <RelativeTime at={agent.processStartedAt} />
                  </span>
                ) : null}
              </>
            ),
          },
          agent.instanceId !== null && {
            label: t("agents.instance"),
            value: <CopyableId id={agent.instanceId} />,
          },
          agent.busySinceAt !== null && {
            label: t("agents.busySince"),
            value: <RelativeTime at={agent.busySinceAt} />,
          },
          { label: t("agents.registered"), value: <RelativeTime at={agent.registeredAt} /> },
          { label: t("agents.created"), value: <RelativeTime at={agent.createdAt} /> },
        ]}
      />
      <Presence agent={agent} />
    </div>
  );
}
