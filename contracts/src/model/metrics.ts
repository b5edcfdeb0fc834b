import { z } from "zod";
import { AgentStatus, CommandStatus, ServiceStatus, TokenStatus } from "./enums";
import { Workspace } from "./workspace";

const count = z.int();
const duration = z.number().nullable();

export const Metrics = z.strictObject({
  workspace: Workspace,
  totals: z.strictObject({
    users: count,
    agents: count,
    capsuleServices: count,
    registrationTokens: count,
    commands: count,
    auditEvents: count,
  }),
  byStatus: z.strictObject({
    agents: z.record(AgentStatus, count),
    capsuleServices: z.record(ServiceStatus, count),
    registrationTokens: z.record(TokenStatus, count),
    commands: z.record(CommandStatus, count),
  }),
  operational: z.strictObject({
    /** Since the server started; the same for oversizedCommandResultsRejected. */
    agentCommandPolls: count,
    commandsDispatched: count,
    commandsCompleted: count,
    commandsFailed: count,
    actionPrepareRequested: count,
    actionPrepareTimeouts: count,
    actionPrepareFailures: count,
    oversizedCommandResultsRejected: count,
    staleOnlineAgents: count,
  }),
  /** Over the last 1000 commands with both times; nulls when there are none. */
  commandDurations: z.strictObject({
    sampleSize: count,
    p50Ms: duration,
    p95Ms: duration,
    maxMs: duration,
    meanMs: duration,
  }),
  topCommandErrors: z.array(z.strictObject({ code: z.string(), count })),
});
export type Metrics = z.infer<typeof Metrics>;
