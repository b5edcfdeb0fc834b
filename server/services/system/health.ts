import type { SystemHealth, SystemVersion } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import type { ServiceContext } from "../context";

/** A slower answer of the database is worth a look. */
const degradedLatencyMs = 250;

/** Whether the server and its database work. Tells nobody where the database lies or how it is configured. */
export function getSystemHealth(ctx: ServiceContext): SystemHealth {
  const { deps } = ctx;
  const { writable, latencyMs } = deps.store.isWritable();
  const status = !writable ? "DOWN" : latencyMs > degradedLatencyMs ? "DEGRADED" : "UP";
  const now = deps.clock.now();
  return {
    status,
    timestamp: toInstant(now),
    version: deps.config.build.version,
    edition: "ce",
    database: { status, kind: "sqlite", latencyMs: Math.round(latencyMs * 1000) / 1000 },
    uptimeSeconds: Math.round((now - deps.readyAt) / 1000),
  };
}

/** Which build this is. */
export function getSystemVersion(ctx: ServiceContext): SystemVersion {
  const { version, commit, buildTime } = ctx.deps.config.build;
  return {
    version,
    edition: "ce",
    ...(commit === undefined ? {} : { commit }),
    ...(buildTime === undefined ? {} : { buildTime }),
  };
}
