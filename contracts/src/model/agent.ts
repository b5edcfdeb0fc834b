import { z } from "zod";
import { AgentId, InstanceId, Instant, TokenId } from "../primitives";
import { AgentMode, AgentStatus, AgentTokenStatus } from "./enums";
import { CapsuleService } from "./service";
import { StatusReason } from "./status-reason";

export const Agent = z.strictObject({
  id: AgentId,
  code: z.string(),
  name: z.string().nullable(),
  mode: AgentMode,
  runtime: z.string().nullable(),
  status: AgentStatus,
  statusReason: StatusReason,
  lastHeartbeatAt: Instant.nullable(),
  registeredAt: Instant,
  disabledAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  serviceCount: z.int(),
  /** The process that speaks for the agent, as far as it told. */
  instanceId: InstanceId.nullable(),
  sdkName: z.string().nullable(),
  sdkVersion: z.string().nullable(),
  hostname: z.string().nullable(),
  platform: z.string().nullable(),
  pid: z.int().nullable(),
  processStartedAt: Instant.nullable(),
  /** Since when its process has been too busy to answer. */
  busySinceAt: Instant.nullable(),
  /** Two live processes use this agent's token: they share one queue, which is seldom meant. */
  twoInstances: z.boolean(),
  /** Since when the agent is asked for a new token by an operator; null when it is not, or has done it. */
  rotationRequestedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Agent = z.infer<typeof Agent>;

/** An agent's credential; its value is nowhere. */
export const AgentTokenInfo = z.strictObject({
  id: TokenId,
  status: AgentTokenStatus,
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type AgentTokenInfo = z.infer<typeof AgentTokenInfo>;

export const AgentInstanceInfo = z.strictObject({
  id: InstanceId,
  firstSeenAt: Instant,
  lastSeenAt: Instant,
});
export type AgentInstanceInfo = z.infer<typeof AgentInstanceInfo>;

export const AgentDetail = z.strictObject({
  ...Agent.shape,
  services: z.array(CapsuleService),
  /** Newest first. */
  tokens: z.array(AgentTokenInfo),
  /** Last seen first. */
  instances: z.array(AgentInstanceInfo),
});
export type AgentDetail = z.infer<typeof AgentDetail>;

/** Agents that are changed together, at most. */
export const agentsPerChangeMax = 500;

/** What became of one agent of a change to many. */
export const AgentChangeOutcome = z.strictObject({
  agentId: AgentId,
  name: z.string().nullable(),
  /** Its status now; null when there is no such agent. */
  status: AgentStatus.nullable(),
  /** A code of the error catalogue; null when it went well. */
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
});
export type AgentChangeOutcome = z.infer<typeof AgentChangeOutcome>;
