import type { Tone } from "../../_lib/theme";

const words: readonly (readonly [Tone, readonly string[]])[] = [
  [
    "good",
    [
      "active",
      "alive",
      "available",
      "enabled",
      "healthy",
      "ok",
      "online",
      "open",
      "passed",
      "ready",
      "succeeded",
      "success",
      "up",
      "valid",
      "done",
      "completed",
    ],
  ],
  [
    "bad",
    [
      "blocked",
      "critical",
      "dead",
      "down",
      "error",
      "failed",
      "failure",
      "fatal",
      "invalid",
      "offline",
      "rejected",
      "unhealthy",
      "unreachable",
    ],
  ],
  [
    "warn",
    [
      "cooldown",
      "cooling",
      "degraded",
      "expired",
      "expiring",
      "limited",
      "stale",
      "throttled",
      "timeout",
      "warning",
      "slow",
    ],
  ],
  ["busy", ["busy", "running", "in_progress", "processing", "starting", "syncing", "in_use"]],
  [
    "quiet",
    [
      "closed",
      "disabled",
      "idle",
      "inactive",
      "paused",
      "pending",
      "queued",
      "revoked",
      "stopped",
      "waiting",
    ],
  ],
];

const tones: ReadonlyMap<string, Tone> = new Map(
  words.flatMap(([tone, list]) => list.map((word) => [word, tone] as const)),
);

/** The tone of a status that a service made up itself, by what such words usually mean. */
export function toneOfWord(status: string): Tone {
  return (
    tones.get(
      status
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, "_"),
    ) ?? "unknown"
  );
}
