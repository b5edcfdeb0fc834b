import { z } from "zod";
import { Instant } from "../primitives";

const SystemStatus = z.enum(["UP", "DEGRADED", "DOWN"]);

/** The process answers. */
export const Liveness = z.strictObject({ status: z.literal("UP") });
export type Liveness = z.infer<typeof Liveness>;

/** The process and its database answer. Sent with 503 while the status is DOWN. */
export const SystemHealth = z.strictObject({
  status: SystemStatus,
  timestamp: Instant,
  version: z.string(),
  edition: z.literal("ce"),
  database: z.strictObject({ status: SystemStatus, kind: z.literal("sqlite"), latencyMs: z.number() }),
  uptimeSeconds: z.number(),
});
export type SystemHealth = z.infer<typeof SystemHealth>;

export const SystemVersion = z.strictObject({
  version: z.string(),
  edition: z.literal("ce"),
  commit: z.string().optional(),
  buildTime: z.string().optional(),
});
export type SystemVersion = z.infer<typeof SystemVersion>;
