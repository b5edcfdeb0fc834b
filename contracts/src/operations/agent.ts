import { z } from "zod";
import { CommandResult } from "../model/command";
import { PollQuery, PollReply } from "../model/poll";
import { CancellationReply, CancellationRequest, ProgressReply, ProgressRequest } from "../model/progress";
import {
  ConfirmTokenReply,
  HeartbeatReply,
  HeartbeatRequest,
  ProbeReply,
  RegisterReply,
  RegisterRequest,
  ReportReply,
  ReportRequest,
  ResultRequest,
  RotateTokenReply,
} from "../model/report";
import { operation } from "../operation";
import { AgentId, CommandId } from "../primitives";

const agent = z.object({ agentId: AgentId });
const command = z.object({ agentId: AgentId, commandId: CommandId });

/** What agents call. All but `register` need the agent's bearer token, and the path must name that agent. */
export const agentOperations = {
  agents: {
    register: operation({
      method: "POST",
      path: "/api/agents/register",
      summary: "Exchange a registration token for an agent token",
      caller: "public",
      body: RegisterRequest,
      reply: "data",
      data: RegisterReply,
      errors: [
        "REGISTRATION_TOKEN_INVALID",
        "AGENT_DISABLED",
        "CAPSULE_SERVICE_CODE_TAKEN",
        "ACTION_SCHEMA_INVALID",
      ],
    }),
    heartbeat: operation({
      method: "POST",
      path: "/api/agents/:agentId/heartbeat",
      summary: "Say that the agent is alive, and how its services are",
      caller: "agent",
      params: agent,
      body: HeartbeatRequest,
      bodyIsOptional: true,
      reply: "data",
      data: HeartbeatReply,
      errors: [],
    }),
    probe: operation({
      method: "GET",
      path: "/api/agents/:agentId/heartbeat",
      summary: "Check an agent token without any effect",
      caller: "agent",
      params: agent,
      reply: "data",
      data: ProbeReply,
      errors: [],
    }),
    report: operation({
      method: "POST",
      path: "/api/agents/:agentId/services/report",
      summary: "Declare services with their manifest, configs, actions and health",
      caller: "agent",
      params: agent,
      body: ReportRequest,
      reply: "data",
      data: ReportReply,
      errors: ["CAPSULE_SERVICE_CODE_TAKEN", "ACTION_SCHEMA_INVALID"],
    }),
    poll: operation({
      method: "GET",
      path: "/api/agents/:agentId/commands",
      summary: "Take the oldest pending commands, waiting for one if asked to",
      caller: "agent",
      params: agent,
      query: PollQuery,
      reply: "data",
      data: PollReply,
      restData: "commands",
      errors: ["TOO_MANY_CONNECTIONS"],
    }),
    result: operation({
      method: "POST",
      path: "/api/agents/:agentId/commands/:commandId/result",
      summary: "Report how a command ended; the same result again is answered with the stored one",
      caller: "agent",
      params: command,
      body: ResultRequest,
      bodyLimit: "command-result",
      reply: "data",
      data: CommandResult,
      errors: ["COMMAND_NOT_FOUND", "COMMAND_ALREADY_COMPLETED", "COMMAND_RESULT_TOO_LARGE"],
    }),
    progress: operation({
      method: "POST",
      path: "/api/agents/:agentId/commands/:commandId/progress",
      summary: "Say how far a running handler is, and what it logs; answers whether it should stop",
      caller: "agent",
      params: command,
      body: ProgressRequest,
      reply: "data",
      data: ProgressReply,
      errors: ["COMMAND_NOT_FOUND", "COMMAND_ALREADY_COMPLETED"],
    }),
    cancellation: operation({
      method: "POST",
      path: "/api/agents/:agentId/commands/:commandId/cancellation",
      summary: "Say that a cancelled command's handler was told to stop, or has stopped",
      caller: "agent",
      params: command,
      body: CancellationRequest,
      reply: "data",
      data: CancellationReply,
      errors: ["COMMAND_NOT_FOUND", "COMMAND_NOT_CANCELLED", "COMMAND_ALREADY_COMPLETED"],
    }),
    rotateToken: operation({
      method: "POST",
      path: "/api/agents/:agentId/token/rotate",
      summary:
        "Get a new agent token, which replaces this one once it is confirmed; asking again replaces it",
      caller: "agent",
      params: agent,
      reply: "data",
      data: RotateTokenReply,
      errors: ["AGENT_TOKEN_NOT_CONFIRMED"],
    }),
    confirmToken: operation({
      method: "POST",
      path: "/api/agents/:agentId/token/confirm",
      summary: "Confirm the new agent token by calling with it; the one before stops working",
      caller: "agent",
      params: agent,
      reply: "data",
      data: ConfirmTokenReply,
      errors: [],
    }),
  },
} as const;
