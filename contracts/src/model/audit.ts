import { z } from "zod";
import { AuditEventId, Instant, JsonObject } from "../primitives";
import { ActorType, AuditResult } from "./enums";

export const AuditEvent = z.strictObject({
  id: AuditEventId,
  actorType: ActorType,
  actorId: z.string().nullable(),
  /** The actor's name when it happened. */
  actorName: z.string().nullable(),
  action: z.string(),
  targetType: z.string().nullable(),
  targetId: z.string().nullable(),
  /** The target's name now; null once it is gone. */
  targetName: z.string().nullable(),
  result: AuditResult,
  message: z.string().nullable(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  metadata: JsonObject,
  createdAt: Instant,
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditTargetType = z.enum([
  "Workspace",
  "User",
  "RegistrationToken",
  "Agent",
  "CapsuleService",
  "Command",
  "Backup",
  "BusRoute",
  "BusEvent",
]);
export type AuditTargetType = z.infer<typeof AuditTargetType>;
