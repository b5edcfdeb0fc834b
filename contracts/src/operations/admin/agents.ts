import { z } from "zod";
import { filterText, listQuery } from "../../list-query";
import { Agent, AgentDetail } from "../../model/agent";
import { AgentMode, AgentStatus } from "../../model/enums";
import { operation } from "../../operation";
import { AgentId } from "../../primitives";

const agent = z.object({ agentId: AgentId });

export const agentsOperations = {
  list: operation({
    method: "GET",
    path: "/api/admin/agents",
    summary: "Agents",
    caller: "session",
    role: "viewer",
    query: listQuery({
      sort: ["code", "name", "mode", "runtime", "lastHeartbeatAt", "createdAt", "updatedAt"],
      initial: "-createdAt",
      filters: {
        status: AgentStatus.optional(),
        mode: AgentMode.optional(),
        q: filterText(120).describe("Part of the code or name").optional(),
      },
    }),
    reply: "page",
    data: Agent,
    errors: [],
  }),
  get: operation({
    method: "GET",
    path: "/api/admin/agents/:agentId",
    summary: "An agent with its services, tokens and instances",
    caller: "session",
    role: "viewer",
    params: agent,
    reply: "data",
    data: AgentDetail,
    errors: ["AGENT_NOT_FOUND"],
  }),
  disable: operation({
    method: "POST",
    path: "/api/admin/agents/:agentId/disable",
    summary: "Refuse everything an agent sends until it is enabled again",
    caller: "session",
    role: "operator",
    params: agent,
    reply: "data",
    data: Agent,
    errors: ["AGENT_NOT_FOUND"],
    conflicts: ["AGENT_REVOKED"],
  }),
  enable: operation({
    method: "POST",
    path: "/api/admin/agents/:agentId/enable",
    summary: "Let a disabled agent speak again",
    caller: "session",
    role: "operator",
    params: agent,
    reply: "data",
    data: Agent,
    errors: ["AGENT_NOT_FOUND"],
    conflicts: ["AGENT_REVOKED"],
  }),
  revoke: operation({
    method: "POST",
    path: "/api/admin/agents/:agentId/revoke",
    summary: "End an agent's credentials; it must register again",
    caller: "session",
    role: "operator",
    params: agent,
    reply: "data",
    data: Agent,
    errors: ["AGENT_NOT_FOUND"],
  }),
  requestRotation: operation({
    method: "POST",
    path: "/api/admin/agents/:agentId/rotate-token",
    summary: "Ask an agent to replace its token; the old one works until the new one is confirmed",
    caller: "session",
    role: "operator",
    params: agent,
    reply: "data",
    data: Agent,
    errors: ["AGENT_NOT_FOUND"],
    conflicts: ["AGENT_REVOKED"],
  }),
  remove: operation({
    method: "DELETE",
    path: "/api/admin/agents/:agentId",
    summary: "Forget an agent that is offline, disabled or revoked, and its services",
    caller: "session",
    role: "operator",
    params: agent,
    reply: "data",
    data: Agent,
    errors: ["AGENT_NOT_FOUND", "AGENT_STILL_ACTIVE"],
  }),
} as const;
