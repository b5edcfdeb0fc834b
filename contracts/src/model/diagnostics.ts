import { z } from "zod";
import { Instant } from "../primitives";
import { MaintenanceSettings } from "./maintenance";

const bytes = z.int();
const milliseconds = z.number();

/** The process and its database, without a secret. */
export const Diagnostics = z.strictObject({
  version: z.string(),
  commit: z.string().optional(),
  buildTime: z.string().optional(),
  edition: z.literal("CE"),
  node: z.string(),
  platform: z.string(),
  arch: z.string(),
  uptimeSeconds: z.number(),
  pid: z.int(),
  memory: z.strictObject({
    rss: bytes,
    heapTotal: bytes,
    heapUsed: bytes,
    external: bytes,
    arrayBuffers: bytes,
  }),
  eventLoop: z.strictObject({ p50Ms: milliseconds, p99Ms: milliseconds, maxMs: milliseconds }),
  database: z.strictObject({
    kind: z.literal("sqlite"),
    latencyMs: milliseconds,
    sizeBytes: bytes,
    walBytes: bytes,
    durability: z.enum(["full", "normal"]),
    rows: z.record(z.string(), z.int()),
  }),
  connections: z.strictObject({
    parkedPolls: z.int(),
    liveStreams: z.int(),
    openFilesMax: z.int().nullable(),
  }),
  config: z.strictObject({
    host: z.string(),
    port: z.int(),
    /** Masked where it holds credentials. */
    databaseUrl: z.string(),
    staticDir: z.string().nullable(),
    backupDir: z.string(),
    maintenance: MaintenanceSettings,
    capsuleBusEnabled: z.boolean(),
    trustedProxies: z.int(),
  }),
});
export type Diagnostics = z.infer<typeof Diagnostics>;

export const BackupFile = z.strictObject({ name: z.string(), sizeBytes: bytes, createdAt: Instant });
export type BackupFile = z.infer<typeof BackupFile>;
