"use client";

import { DisconnectOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import { useText } from "../../_lib/i18n";
import { useLiveState } from "../../_lib/live/use-live";

/** Whether changes arrive by themselves; loud only when they do not. */
export function LiveIndicator() {
  const t = useText();
  const state = useLiveState();
  const look = {
    live: { tone: "tone-good", text: t("shell.liveOn"), hint: t("shell.liveOnHint") },
    connecting: { tone: "tone-quiet", text: t("shell.liveConnecting"), hint: t("shell.liveConnectingHint") },
    lost: { tone: "tone-warn is-lost", text: t("shell.liveLost"), hint: t("shell.liveLostHint") },
  }[state];
  return (
    <Tooltip title={look.hint}>
      <span className={`live-state ${look.tone}`} role="status">
        {state === "lost" ? <DisconnectOutlined /> : <span className="live-dot" aria-hidden="true" />}
        <span className={state === "live" ? "hide-narrow" : undefined}>{look.text}</span>
      </span>
    </Tooltip>
  );
}
