import { statSync } from "node:fs";
import type { Diagnostics } from "@opstage/contracts";
import type { EventLoopDelay } from "../../runtime/event-loop";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** What is measured of this process beside what Node tells anyway. */
export interface RuntimeProbes {
  readonly eventLoop: EventLoopDelay;
  readonly openFilesMax: number | null;
}

/** The process, its database and its settings; nothing in it is a secret. */
export async function describeRuntime(ctx: ServiceContext, probes: RuntimeProbes): Promise<Diagnostics> {
  requireRole(ctx, "operator");
  const { config, clock, readers, readyAt, settings, store, wakeUps, live } = ctx.deps;
  const { rss, heapTotal, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return {
    version: config.build.version,
    ...(config.build.commit === undefined ? {} : { commit: config.build.commit }),
    ...(config.build.buildTime === undefined ? {} : { buildTime: config.build.buildTime }),
    edition: "CE",
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    uptimeSeconds: Math.round((clock.now() - readyAt) / 1000),
    pid: process.pid,
    memory: { rss, heapTotal, heapUsed, external, arrayBuffers },
    eventLoop: probes.eventLoop.read(),
    database: {
      kind: "sqlite",
      latencyMs: Math.round(store.isWritable().latencyMs * 1000) / 1000,
      sizeBytes: sizeOf(store.path),
      walBytes: sizeOf(`${store.path}-wal`),
      durability: config.database.durability,
      rows: await readers.run("counts", undefined, ctx.signal),
    },
    connections: {
      parkedPolls: wakeUps.parkedCount(),
      liveStreams: live.subscriberCount(),
      openFilesMax: probes.openFilesMax,
    },
    config: {
      host: config.host,
      port: config.port,
      databaseUrl: `file:${config.database.path}`,
      staticDir: config.http.staticDir,
      backupDir: config.backupDir,
      maintenance: settings.maintenance,
      capsuleBusEnabled: config.bus.enabled,
      trustedProxies: config.http.trustedProxies,
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
