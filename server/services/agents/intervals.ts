import type { Deps } from "../context";

/** How often the server would like to hear from an agent, in seconds. */
export function intervals(deps: Deps): {
  heartbeatIntervalSeconds: number;
  commandPollIntervalSeconds: number;
} {
  const { heartbeatIntervalSeconds, commandPollIntervalSeconds } = deps.config.agents;
  return { heartbeatIntervalSeconds, commandPollIntervalSeconds };
}
