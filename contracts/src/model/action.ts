import { z } from "zod";
import { ActionId, Instant, JsonObject, ServiceId } from "../primitives";
import { CommandDetail } from "./command";
import { DangerLevel } from "./enums";

/** An entry of a service's catalogue. */
export const Action = z.strictObject({
  id: ActionId,
  serviceId: ServiceId,
  name: z.string(),
  label: z.string(),
  description: z.string().nullable(),
  dangerLevel: DangerLevel,
  requiresConfirmation: z.boolean(),
  category: z.string().optional(),
  order: z.int().optional(),
  /** JSON Schema of the payload; empty when the action declares none. */
  inputSchema: JsonObject,
  outputSchema: JsonObject.optional(),
  timeoutSeconds: z.int().nullable(),
  /** It may run again after its agent was lost. */
  idempotent: z.boolean(),
  /** Result fields that are one-time secrets beside `generatedKey`. */
  ephemeralFields: z.array(z.string()),
  enabled: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Action = z.infer<typeof Action>;

/** What an agent says when an action is about to be run. */
export const PreparedAction = z.strictObject({
  /** The catalogue's entry, overlaid by what the agent answered. */
  action: Action,
  initialPayload: JsonObject,
  currentState: JsonObject,
  prepareCommand: CommandDetail,
});
export type PreparedAction = z.infer<typeof PreparedAction>;
