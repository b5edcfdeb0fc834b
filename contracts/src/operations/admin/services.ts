import { z } from "zod";
import { filterText, inOrder, listQuery, notInOrder, timeRange } from "../../list-query";
import { PreparedAction } from "../../model/action";
import { ServiceFilter } from "../../model/batch";
import { Command, CommandQueue } from "../../model/command";
import { ConfigChange } from "../../model/config";
import { ConfigChangeKind, HealthStatus, ServiceStatus } from "../../model/enums";
import { ActionDurations, FleetMap, HealthBars, healthBarsMax } from "../../model/fleet";
import { HealthHistory } from "../../model/health";
import { ActionName } from "../../model/report";
import { CapsuleService, CapsuleServiceDetail } from "../../model/service";
import { operation } from "../../operation";
import { AgentId, JsonObject, ServiceId } from "../../primitives";

const service = z.object({ serviceId: ServiceId });

export const servicesOperations = {
  list: operation({
    method: "GET",
    path: "/api/admin/capsule-services",
    summary: "Capsule Services with the status that holds now",
    caller: "session",
    role: "viewer",
    query: listQuery({
      sort: [
        "code",
        "name",
        "version",
        "runtime",
        "healthStatus",
        "lastReportedAt",
        "lastHealthAt",
        "createdAt",
        "updatedAt",
      ],
      initial: "-createdAt",
      filters: {
        status: ServiceStatus.describe("The status that holds now").optional(),
        healthStatus: HealthStatus.optional(),
        agentId: AgentId.optional(),
        runtime: filterText(80).optional(),
        version: filterText(80).optional(),
        q: filterText(120).describe("Part of the code or name").optional(),
      },
    }),
    reply: "page",
    data: CapsuleService,
    errors: [],
  }),
  healthBars: operation({
    method: "GET",
    path: "/api/admin/capsule-services/health-bars",
    summary: "How the health of some services went in the last 24 hours, for a page of the list",
    caller: "session",
    role: "viewer",
    query: z.object({
      serviceIds: z
        .string()
        .max(8_000)
        .transform((text) => text.split(","))
        .pipe(z.array(ServiceId).max(healthBarsMax))
        .describe(`Comma list of at most ${healthBarsMax} ids`),
    }),
    reply: "data",
    data: HealthBars,
    errors: [],
  }),
  map: operation({
    method: "GET",
    path: "/api/admin/capsule-services/map",
    summary: "The matching services by agent, each with its status only",
    caller: "session",
    role: "viewer",
    query: ServiceFilter.strip(),
    reply: "data",
    data: FleetMap,
    errors: [],
  }),
  get: operation({
    method: "GET",
    path: "/api/admin/capsule-services/:serviceId",
    summary: "A Capsule Service with manifest, health, configs and actions",
    caller: "session",
    role: "viewer",
    params: service,
    reply: "data",
    data: CapsuleServiceDetail,
    errors: ["CAPSULE_SERVICE_NOT_FOUND"],
  }),
  healthHistory: operation({
    method: "GET",
    path: "/api/admin/capsule-services/:serviceId/health-history",
    summary: "How a service's health went; the last 24 hours unless said otherwise",
    caller: "session",
    role: "viewer",
    params: service,
    query: z.object(timeRange).refine(inOrder, notInOrder),
    reply: "data",
    data: HealthHistory,
    errors: ["CAPSULE_SERVICE_NOT_FOUND"],
  }),
  configChanges: operation({
    method: "GET",
    path: "/api/admin/capsule-services/:serviceId/config-changes",
    summary: "What changed in a service's declared configuration",
    caller: "session",
    role: "viewer",
    params: service,
    query: listQuery({
      sort: ["createdAt"],
      initial: "-createdAt",
      filters: { key: filterText(200).optional(), kind: ConfigChangeKind.optional() },
    }),
    reply: "page",
    data: ConfigChange,
    errors: ["CAPSULE_SERVICE_NOT_FOUND"],
  }),
  remove: operation({
    method: "DELETE",
    path: "/api/admin/capsule-services/:serviceId",
    summary: "Forget a service that is offline or stale",
    caller: "session",
    role: "operator",
    params: service,
    reply: "data",
    data: CapsuleService,
    errors: ["CAPSULE_SERVICE_NOT_FOUND", "SERVICE_STILL_ACTIVE"],
  }),
} as const;

const action = z.object({ serviceId: ServiceId, actionName: ActionName });

/** Answered with 409 when the agent cannot take a command now. */
const unavailable = [
  "AGENT_NOT_FOUND",
  "AGENT_OFFLINE",
  "AGENT_DISABLED",
  "AGENT_REVOKED",
  "AGENT_NOT_READY",
  "AGENT_HEARTBEAT_STALE",
] as const;

export const actionsOperations = {
  durations: operation({
    method: "GET",
    path: "/api/admin/capsule-services/:serviceId/actions/:actionName/durations",
    summary: "How long the newest runs of an action took",
    caller: "session",
    role: "viewer",
    params: action,
    reply: "data",
    data: ActionDurations,
    errors: ["CAPSULE_SERVICE_NOT_FOUND"],
  }),
  prepare: operation({
    method: "GET",
    path: "/api/admin/capsule-services/:serviceId/actions/:actionName",
    summary: "Ask the agent for an action's form, initial payload and current state",
    caller: "session",
    role: "operator",
    trpc: "mutation",
    sameOrigin: true,
    params: action,
    reply: "data",
    data: PreparedAction,
    errors: [
      "CAPSULE_SERVICE_NOT_FOUND",
      "ACTION_NOT_FOUND",
      "ACTION_PREPARE_FAILED",
      "ACTION_PREPARE_TIMEOUT",
    ],
    conflicts: unavailable,
  }),
  prepareWith: operation({
    method: "POST",
    path: "/api/admin/capsule-services/:serviceId/actions/:actionName/prepare",
    summary: "Ask the agent again, showing it what was entered so far; secret fields travel sealed",
    caller: "session",
    role: "operator",
    params: action,
    body: z.object({ payload: JsonObject }),
    reply: "data",
    data: PreparedAction,
    errors: [
      "CAPSULE_SERVICE_NOT_FOUND",
      "ACTION_NOT_FOUND",
      "ACTION_PREPARE_FAILED",
      "ACTION_PREPARE_TIMEOUT",
    ],
    conflicts: unavailable,
  }),
  execute: operation({
    method: "POST",
    path: "/api/admin/capsule-services/:serviceId/actions/:actionName",
    summary: "Run an action: creates a command for its agent",
    caller: "session",
    role: "operator",
    idempotent: true,
    params: action,
    body: z.object({
      payload: JsonObject.default({}),
      confirmation: z.boolean().default(false),
      queue: CommandQueue.nullish(),
    }),
    bodyIsOptional: true,
    reply: "data",
    data: Command,
    errors: [
      "CAPSULE_SERVICE_NOT_FOUND",
      "ACTION_NOT_FOUND",
      "ACTION_REQUIRES_CONFIRMATION",
      "ACTION_PAYLOAD_INVALID",
    ],
    conflicts: unavailable,
  }),
} as const;
