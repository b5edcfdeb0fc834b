"use client";

import { useNow } from "../../_lib/clock";
import { RelativeTime } from "../../_ui/RelativeTime";
import type { AgentRow } from "./agent-columns";

const agingMs = 60_000;

/** The age of the last heartbeat, coloured by how worrying it is; what is switched off worries nobody. */
export function Freshness({ agent }: { readonly agent: Pick<AgentRow, "status" | "lastHeartbeatAt"> }) {
  const now = useNow(5_000);
  const { status, lastHeartbeatAt } = agent;
  const ageMs = lastHeartbeatAt === null ? 0 : now - Date.parse(lastHeartbeatAt);
  const tone =
    status === "OFFLINE" ? "silent" : status !== "ONLINE" ? "faint" : ageMs > agingMs ? "aging" : "fresh";
  return (
    <span className={tone}>
      <RelativeTime at={lastHeartbeatAt} />
    </span>
  );
}
