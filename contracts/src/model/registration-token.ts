import { z } from "zod";
import { AgentId, Instant, TokenId, UserId } from "../primitives";
import { TokenStatus } from "./enums";

/** A one-time right to register an agent. Its value is in no reply but that of its creation. */
export const RegistrationToken = z.strictObject({
  id: TokenId,
  name: z.string(),
  /** EXPIRED as soon as the time is up, whether or not a sweep has passed. */
  status: TokenStatus,
  /** The agent that used it. */
  agentId: AgentId.nullable(),
  agentCode: z.string().nullable(),
  /** The only agent that may use it, when it was made for one. */
  boundAgentId: AgentId.nullable(),
  boundAgentCode: z.string().nullable(),
  createdByUserId: UserId.nullable(),
  createdByName: z.string().nullable(),
  expiresAt: Instant.nullable(),
  usedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type RegistrationToken = z.infer<typeof RegistrationToken>;

/** The only reply with the raw value, under both names that clients read. */
export const CreatedRegistrationToken = z.strictObject({
  ...RegistrationToken.shape,
  token: z.string(),
  rawToken: z.string(),
});
export type CreatedRegistrationToken = z.infer<typeof CreatedRegistrationToken>;

export const registrationTokenPrefix = "opstage_reg_";
export const agentTokenPrefix = "opstage_agent_";
