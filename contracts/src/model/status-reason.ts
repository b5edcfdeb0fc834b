import { z } from "zod";
import { Instant } from "../primitives";

/** Why an agent or a service has the status it has; the console says each in words. */
export const StatusReasonCode = z.enum([
  /** The agent's row is gone. */
  "AGENT_MISSING",
  "AGENT_REVOKED",
  "AGENT_DISABLED",
  /** Silent beyond the threshold and noted as offline. */
  "AGENT_OFFLINE",
  /** Silent beyond the threshold. */
  "AGENT_SILENT",
  "AGENT_NEVER_SEEN",
  /** In touch; the status is what it should be. */
  "AGENT_IN_TOUCH",
  /** The agent is in touch, but says nothing about the service any more. */
  "REPORT_STALE",
  "NO_HEALTH_YET",
  "HEALTH_REPORTED",
]);
export type StatusReasonCode = z.infer<typeof StatusReasonCode>;

export const StatusReason = z.strictObject({
  code: StatusReasonCode,
  /** Since when it holds: the last contact, the decision, or the last report. */
  since: Instant.optional(),
  /** What the service itself said, for HEALTH_REPORTED. */
  message: z.string().optional(),
});
export type StatusReason = z.infer<typeof StatusReason>;
