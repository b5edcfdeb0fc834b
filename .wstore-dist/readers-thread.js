// contracts/src/envelope.ts
import { z } from "zod";
var Pagination = z.strictObject({
  page: z.int(),
  pageSize: z.int(),
  /** Matches after filtering; never above the cap of 10,000. */
  total: z.int(),
  totalIsCapped: z.boolean().optional(),
  nextCursor: z.string().optional()
});
var countableRows = 1e4;
var EmptyEnvelope = z.strictObject({ success: z.literal(true) });

// contracts/src/errors.ts
import { z as z3 } from "zod";

// contracts/src/primitives.ts
import { z as z2 } from "zod";
var idBody = /^[0-9A-Za-z_-]{1,64}$/;
function idOf(prefix) {
  return z2.templateLiteral([`${prefix}_`, z2.string().regex(idBody)]);
}
var WorkspaceId = idOf("wks");
var UserId = idOf("usr");
var SessionId = idOf("ses");
var TokenId = idOf("tok");
var AgentId = idOf("agt");
var InstanceId = idOf("ins");
var ServiceId = idOf("svc");
var ActionId = idOf("act");
var CommandId = idOf("cmd");
var AuditEventId = idOf("aud");
var Instant = z2.iso.datetime({ precision: 3 });
var AnyInstant = z2.union([z2.iso.datetime({ offset: true }), z2.iso.date()], { error: "Must be an ISO 8601 date-time" }).transform((text2) => new Date(text2).toISOString());
var jsonDepthMax = 64;
function isJsonValue(value) {
  const rest = [{ value, depth: 0 }];
  for (let next = rest.pop(); next !== void 0; next = rest.pop()) {
    if (next.value === null || typeof next.value === "string" || typeof next.value === "boolean") continue;
    if (typeof next.value === "number" && Number.isFinite(next.value)) continue;
    if (typeof next.value !== "object" || next.depth >= jsonDepthMax) return false;
    for (const inner of Object.values(next.value)) rest.push({ value: inner, depth: next.depth + 1 });
  }
  return true;
}
var jsonError = `Must be JSON of at most ${jsonDepthMax} levels`;
var JsonValue = z2.custom(isJsonValue, jsonError).meta({ description: "Any JSON value" });
var JsonObject = z2.custom(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value) && isJsonValue(value),
  `Must be an object; ${jsonError.toLowerCase()}`
).meta({ type: "object", additionalProperties: true });
var Role = z2.enum(["owner", "operator", "viewer"]);

// contracts/src/errors.ts
var final = (status, message) => ({ status, message, retryable: false });
var passing = (status, message) => ({ status, message, retryable: true });
var errorCatalog = {
  REQUEST_ERROR: final(400, "The request could not be read. Send well-formed JSON as application/json."),
  UNAUTHORIZED: final(401, "Authentication is required. Sign in, or send a valid bearer token."),
  REGISTRATION_TOKEN_INVALID: final(
    401,
    "The registration token is unknown, used, expired or revoked. Create a new one in the console."
  ),
  CSRF_INVALID: final(403, "The CSRF token is missing or stale. Fetch a new one and send the request again."),
  FORBIDDEN: final(403, "Your role does not allow this. Ask an owner of this Opstage."),
  CROSS_ORIGIN_REFUSED: final(403, "This request must come from the console itself, not from another site."),
  AGENT_DISABLED: final(403, "The agent is disabled. Enable it in the console."),
  AGENT_REVOKED: final(403, "The agent is revoked. Register it again with a new registration token."),
  BUS_SOURCE_SERVICE_FORBIDDEN: final(
    403,
    "The source service belongs to another agent. Publish only for your own services."
  ),
  NOT_FOUND: final(404, "There is nothing at this address."),
  STATIC_NOT_FOUND: final(404, "The console is not built. Run the build, then start again."),
  USER_NOT_FOUND: final(404, "There is no such user."),
  SESSION_NOT_FOUND: final(404, "There is no such session; it may have ended already."),
  REGISTRATION_TOKEN_NOT_FOUND: final(404, "There is no such registration token."),
  AGENT_NOT_FOUND: final(404, "There is no such agent."),
  CAPSULE_SERVICE_NOT_FOUND: final(404, "There is no such Capsule Service."),
  ACTION_NOT_FOUND: final(404, "The service declares no such action, or the action is not enabled."),
  COMMAND_NOT_FOUND: final(404, "There is no such command."),
  COMMAND_SECRET_NOT_AVAILABLE: final(
    404,
    "The one-time secret was read already or is older than 5 minutes. Run the action again for a new one."
  ),
  CAPSULE_BUS_DISABLED: final(
    404,
    "The Capsule Bus is off. Set OPSTAGE_CAPSULE_BUS_ENABLED=true to turn it on."
  ),
  BUS_ROUTE_NOT_FOUND: final(404, "There is no such bus route."),
  BUS_EVENT_NOT_FOUND: final(404, "There is no such bus event."),
  BUS_SOURCE_SERVICE_NOT_FOUND: final(404, "The source service is not known. Report it before it publishes."),
  USER_ALREADY_EXISTS: final(409, "A user with this username exists already. Choose another username."),
  LAST_OWNER_REQUIRED: final(
    409,
    "The last active owner cannot be demoted or disabled. Make another owner first."
  ),
  REGISTRATION_TOKEN_NOT_REVOCABLE: final(409, "Only an active registration token can be revoked."),
  REGISTRATION_TOKEN_NOT_DELETABLE: final(
    409,
    "Only an expired or revoked registration token can be deleted. Revoke it first."
  ),
  AGENT_OFFLINE: passing(409, "The agent is offline. Start it, or wait until it is back."),
  AGENT_NOT_READY: passing(409, "The agent has not sent a heartbeat yet. Try again in a moment."),
  AGENT_HEARTBEAT_STALE: passing(409, "The agent's last heartbeat is too old. Check that it still runs."),
  AGENT_NOT_AVAILABLE: final(409, "The agent is gone, disabled or revoked, so it cannot run this command."),
  AGENT_STILL_ACTIVE: final(409, "The agent is still alive. Stop, disable or revoke it before removing it."),
  SERVICE_STILL_ACTIVE: final(
    409,
    "The service is still reported by a live agent. Stop it before removing it."
  ),
  CAPSULE_SERVICE_CODE_TAKEN: final(
    409,
    "A live agent owns a service with this code. Choose another code, or stop the other agent."
  ),
  ACTION_REQUIRES_CONFIRMATION: final(409, "This action must be confirmed. Send confirmation: true."),
  COMMAND_ALREADY_COMPLETED: final(409, "The command has ended already; its outcome stands."),
  COMMAND_NOT_RETRYABLE: final(409, "Only a failed, expired or cancelled action command can be retried."),
  COMMAND_SECRET_ERASED: final(
    409,
    "The command's secret input was erased when it ended. Open the form and enter it again."
  ),
  BACKUP_IN_PROGRESS: passing(409, "A backup is being made right now. Wait until it is done."),
  IDEMPOTENCY_KEY_IN_PROGRESS: passing(
    409,
    "The first request with this Idempotency-Key is still at work. Send it again in a moment."
  ),
  COMMAND_RESULT_TOO_LARGE: final(
    413,
    "The result is larger than this server accepts. Return less, or raise OPSTAGE_COMMAND_RESULT_MAX_BYTES."
  ),
  PAYLOAD_TOO_LARGE: final(413, "The request body is larger than this server accepts. Send less."),
  VALIDATION_FAILED: final(422, "Some values are not valid; details.issues names them."),
  CURRENT_PASSWORD_WRONG: final(422, "The current password is not right."),
  ACTION_PAYLOAD_INVALID: final(
    422,
    "The payload does not satisfy the action's input schema; see details.issues."
  ),
  ACTION_SCHEMA_INVALID: final(422, "A reported JSON Schema cannot be used; details.issues says why."),
  IDEMPOTENCY_KEY_REUSED: final(
    422,
    "This Idempotency-Key was used for another request. Use a new key for a new request."
  ),
  BUS_DEPTH_EXCEEDED: final(422, "An event caused by a routed command may not be routed again."),
  ACTION_PREPARE_FAILED: final(
    424,
    "The agent could not prepare the action. Use the catalogue's form, or try again."
  ),
  RATE_LIMITED: passing(429, "Too many requests. Wait as long as Retry-After says."),
  BUS_RATE_LIMITED: passing(
    429,
    "The agent published too many events in a minute. Wait as long as Retry-After says."
  ),
  INTERNAL_ERROR: passing(500, "Internal server error."),
  SHUTTING_DOWN: passing(503, "The server is shutting down. Try again in a moment."),
  DATABASE_UNAVAILABLE: passing(503, "The database cannot be written right now. Nothing was changed."),
  QUERY_TIMEOUT: passing(503, "The query took too long and was stopped. Narrow the filters."),
  TOO_MANY_CONNECTIONS: passing(503, "Too many requests are waiting. Poll again as Retry-After says."),
  ACTION_PREPARE_TIMEOUT: passing(
    504,
    "The agent did not answer in time. Use the catalogue's form, or try again."
  )
};
var ValidationIssue = z3.strictObject({ path: z3.string(), message: z3.string() });
var brand = /* @__PURE__ */ Symbol.for("opstage.AppError");
var AppError = class extends Error {
  name = "AppError";
  [brand] = true;
  code;
  status;
  publicCode;
  details;
  retryAfterSeconds;
  constructor(code, options = {}) {
    super(options.message ?? errorCatalog[code].message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? errorCatalog[code].status;
    this.publicCode = options.publicCode ?? code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
};
function appError(code, options) {
  return new AppError(code, options);
}
function isAppError(error) {
  return typeof error === "object" && error !== null && brand in error;
}
function isErrorCode(code) {
  return Object.hasOwn(errorCatalog, code);
}
function validationError(issues, code = "VALIDATION_FAILED") {
  return appError(code, {
    details: {
      issues: issues.map(({ path: path2, message }) => ({
        path: typeof path2 === "string" ? path2 : path2.map(String).join("."),
        message
      }))
    }
  });
}
var ErrorEnvelope = z3.strictObject({
  success: z3.literal(false),
  error: z3.strictObject({ code: z3.string(), message: z3.string(), details: JsonObject.optional() })
});

// contracts/src/model/command.ts
import { z as z5 } from "zod";

// contracts/src/model/enums.ts
import { z as z4 } from "zod";
var AgentStatus = z4.enum(["PENDING", "ONLINE", "OFFLINE", "DISABLED", "REVOKED"]);
var ServiceStatus = z4.enum(["UNKNOWN", "HEALTHY", "UNHEALTHY", "STALE", "OFFLINE"]);
var HealthStatus = z4.enum(["UP", "DEGRADED", "DOWN", "UNKNOWN"]);
var CommandStatus = z4.enum(["PENDING", "RUNNING", "SUCCEEDED", "FAILED", "EXPIRED", "CANCELLED"]);
var CommandType = z4.enum(["ACTION_PREPARE", "ACTION_EXECUTE"]);
var TokenStatus = z4.enum(["ACTIVE", "USED", "REVOKED", "EXPIRED"]);
var AgentTokenStatus = z4.enum(["ACTIVE", "CANDIDATE", "REVOKED"]);
var DangerLevel = z4.enum(["LOW", "MEDIUM", "HIGH"]);
var ActorType = z4.enum(["USER", "AGENT", "SYSTEM"]);
var AuditResult = z4.enum(["SUCCESS", "FAILURE"]);
var AgentMode = z4.enum(["embedded", "ophub"]);
var UserStatus = z4.enum(["ACTIVE", "DISABLED"]);
var ConfigChangeKind = z4.enum(["ADDED", "CHANGED", "REMOVED"]);

// contracts/src/model/command.ts
var base = {
  id: CommandId,
  agentId: AgentId,
  serviceId: ServiceId,
  type: CommandType,
  actionName: z5.string(),
  status: CommandStatus,
  payload: JsonObject,
  createdByUserId: UserId.nullable(),
  errorCode: z5.string().nullable(),
  errorMessage: z5.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  /** The deadline that applies now: for dispatch while PENDING, for the result while RUNNING. */
  expiresAt: Instant.nullable(),
  /** From start to completion; null unless both are known. */
  durationMs: z5.number().nullable(),
  /** 0 before the first dispatch. */
  attempt: z5.int(),
  timeoutSeconds: z5.int().nullable()
};
var Command = z5.strictObject({
  ...base,
  agentCode: z5.string().nullable(),
  agentName: z5.string().nullable(),
  serviceCode: z5.string().nullable(),
  serviceName: z5.string().nullable(),
  actionLabel: z5.string().nullable(),
  createdByName: z5.string().nullable(),
  /** The command this one retries. */
  sourceCommandId: CommandId.nullable(),
  progressPercent: z5.number().nullable(),
  progressMessage: z5.string().nullable(),
  cancelRequestedAt: Instant.nullable(),
  /** The agent knows of the cancellation. */
  cancelAcknowledgedAt: Instant.nullable(),
  /** The handler has stopped. */
  cancelStoppedAt: Instant.nullable(),
  /** Its secret input is gone, so it cannot be retried as it was. */
  secretsErased: z5.boolean()
});
var DispatchedCommand = z5.strictObject({
  ...base,
  serviceCode: z5.string(),
  /** Null for agents that do not say which instance they are. */
  leaseExpiresAt: Instant.nullable()
});
var CommandResult = z5.strictObject({
  id: idOf("crs"),
  commandId: CommandId,
  agentId: AgentId,
  success: z5.boolean(),
  message: z5.string().nullable(),
  data: JsonObject,
  error: JsonObject,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  reportedAt: Instant,
  createdAt: Instant
});
var PendingSecret = z5.strictObject({ fields: z5.array(z5.string()), expiresAt: Instant });
var CommandDetail = z5.strictObject({
  ...Command.shape,
  result: CommandResult.nullable(),
  /** For operators and owners, while the result's one-time secret was not read. */
  oneTimeSecret: PendingSecret.nullable()
});
var RevealedSecret = z5.strictObject({ fields: z5.record(z5.string(), z5.string()) });
var LogLevel = z5.enum(["debug", "info", "warn", "error"]);
var CommandLogLine = z5.strictObject({
  seq: z5.int(),
  at: Instant,
  level: LogLevel,
  line: z5.string()
});
var CommandLogs = z5.strictObject({ lines: z5.array(CommandLogLine), lastSeq: z5.int() });

// contracts/src/model/config.ts
import { z as z6 } from "zod";
var facts = {
  label: z6.string().nullable(),
  type: z6.string(),
  source: z6.string().nullable(),
  editable: z6.boolean(),
  sensitive: z6.boolean(),
  /** Null for sensitive items: their values are never stored. */
  valuePreview: z6.string().nullable(),
  defaultValue: z6.string().nullable(),
  /** Where the secret is kept, such as `env://NAME`; kept verbatim. */
  secretRef: z6.string().nullable()
};
var ConfigItem = z6.strictObject({
  id: idOf("cfg"),
  serviceId: ServiceId,
  key: z6.string(),
  /** The same as `key`, for older clients. */
  configKey: z6.string(),
  ...facts,
  /** When it last differed from the report before; null while it never did. */
  changedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant
});
var ConfigSnapshot = z6.strictObject(facts);
var ConfigChange = z6.strictObject({
  id: idOf("cch"),
  serviceId: ServiceId,
  key: z6.string(),
  kind: ConfigChangeKind,
  before: ConfigSnapshot.nullable(),
  after: ConfigSnapshot.nullable(),
  createdAt: Instant
});

// contracts/src/model/workspace.ts
import { z as z7 } from "zod";
var Workspace = z7.strictObject({
  id: WorkspaceId,
  code: z7.string(),
  name: z7.string(),
  status: z7.literal("ACTIVE")
});
var defaultWorkspace = {
  id: "wks_default",
  code: "default",
  name: "Default Workspace",
  status: "ACTIVE"
};

// server/worker/readers-thread.ts
import { workerData } from "piscina";
import { z as z10 } from "zod";

// server/store/effective-status-sql.ts
function silentBefore(at, limitMs) {
  const cutoff = at.now - limitMs;
  return at.readyAt < cutoff ? cutoff : Number.MIN_SAFE_INTEGER;
}
function agentStatusSql(at) {
  return {
    sql: `CASE
      WHEN a."revokedAt" IS NOT NULL THEN 'REVOKED'
      WHEN a."disabledAt" IS NOT NULL THEN 'DISABLED'
      WHEN a."lastHeartbeatAt" IS NULL THEN 'PENDING'
      WHEN a."lastHeartbeatAt" < ? THEN 'OFFLINE'
      ELSE 'ONLINE' END`,
    args: [silentBefore(at, at.thresholds.offlineMs)]
  };
}
function serviceStatusSql(at) {
  const staleBefore = silentBefore(at, at.thresholds.staleMs);
  return {
    sql: `CASE
      WHEN a."id" IS NULL OR a."revokedAt" IS NOT NULL OR a."disabledAt" IS NOT NULL THEN 'OFFLINE'
      WHEN a."lastHeartbeatAt" IS NULL THEN 'STALE'
      WHEN a."lastHeartbeatAt" < ? THEN 'OFFLINE'
      WHEN s."lastReportedAt" IS NULL AND s."lastHealthAt" IS NULL THEN 'STALE'
      WHEN (s."lastReportedAt" IS NULL OR s."lastReportedAt" < ?)
       AND (s."lastHealthAt" IS NULL OR s."lastHealthAt" < ?) THEN 'STALE'
      WHEN s."lastHealthAt" IS NULL THEN 'UNKNOWN'
      WHEN s."healthStatus" = 'UP' THEN 'HEALTHY'
      WHEN s."healthStatus" IN ('DEGRADED', 'DOWN') THEN 'UNHEALTHY'
      ELSE 'UNKNOWN' END`,
    args: [silentBefore(at, at.thresholds.offlineMs), staleBefore, staleBefore]
  };
}

// server/domain/time.ts
function toInstant(at) {
  return new Date(at).toISOString();
}

// server/domain/effective-status.ts
function agentStatus(agent, at) {
  if (agent.revokedAt !== null) return "REVOKED";
  if (agent.disabledAt !== null) return "DISABLED";
  if (agent.lastHeartbeatAt === null) return "PENDING";
  return isOlder(agent.lastHeartbeatAt, at.thresholds.offlineMs, at) ? "OFFLINE" : "ONLINE";
}
function agentStatusReason(agent, at) {
  switch (agentStatus(agent, at)) {
    case "REVOKED":
      return { code: "AGENT_REVOKED", since: instant(agent.revokedAt) };
    case "DISABLED":
      return { code: "AGENT_DISABLED", since: instant(agent.disabledAt) };
    case "OFFLINE":
      return { code: "AGENT_SILENT", since: instant(agent.lastHeartbeatAt) };
    case "PENDING":
      return { code: "AGENT_NEVER_SEEN" };
    case "ONLINE":
      return { code: "AGENT_IN_TOUCH", since: instant(agent.lastHeartbeatAt) };
  }
}
function effectiveStatus(facts2, at) {
  const { service, agent } = facts2;
  if (agent === null) return { status: "OFFLINE", reason: { code: "AGENT_MISSING" } };
  const status = statusByAgent[agentStatus(agent, at)];
  return status === null ? statusOfReports(service, at) : { status, reason: agentStatusReason(agent, at) };
}
var statusByAgent = {
  REVOKED: "OFFLINE",
  DISABLED: "OFFLINE",
  OFFLINE: "OFFLINE",
  PENDING: "STALE",
  ONLINE: null
};
function statusOfReports(service, at) {
  const { healthStatus, healthMessage, lastReportedAt, lastHealthAt } = service;
  const heardAt = newest(lastReportedAt, lastHealthAt);
  if (heardAt === null || isOlder(heardAt, at.thresholds.staleMs, at))
    return { status: "STALE", reason: { code: "REPORT_STALE", since: instant(heardAt) } };
  if (lastHealthAt === null) return { status: "UNKNOWN", reason: { code: "NO_HEALTH_YET" } };
  const reason = {
    code: "HEALTH_REPORTED",
    since: instant(lastHealthAt),
    message: healthMessage ?? void 0
  };
  return { status: statusOfHealth[healthStatus], reason };
}
var statusOfHealth = {
  UP: "HEALTHY",
  DEGRADED: "UNHEALTHY",
  DOWN: "UNHEALTHY",
  UNKNOWN: "UNKNOWN"
};
function isOlder(seenAt, limitMs, at) {
  return at.now - Math.max(seenAt, at.readyAt) > limitMs;
}
function newest(a, b) {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
function instant(at) {
  return at === null ? void 0 : toInstant(at);
}

// server/store/mappers/values.ts
import { z as z8 } from "zod";
function toInstantOrNull(at) {
  return at === null ? null : toInstant(at);
}
function parseJson(text2) {
  return z8.json().parse(JSON.parse(text2));
}
function parseObject(text2) {
  const parsed = JsonObject.safeParse(JSON.parse(text2));
  return parsed.success ? parsed.data : {};
}
function parseNames(text2) {
  return z8.array(z8.string()).parse(JSON.parse(text2));
}

// server/store/mappers/agent.ts
function toAgent(row, beside, at) {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    mode: row.mode,
    runtime: row.runtime,
    status: agentStatus(row, at),
    statusReason: agentStatusReason(row, at),
    lastHeartbeatAt: toInstantOrNull(row.lastHeartbeatAt),
    registeredAt: toInstant(row.registeredAt),
    disabledAt: toInstantOrNull(row.disabledAt),
    revokedAt: toInstantOrNull(row.revokedAt),
    serviceCount: beside.serviceCount,
    instanceId: row.instanceId,
    sdkName: row.sdkName,
    sdkVersion: row.sdkVersion,
    hostname: row.hostname,
    platform: row.platform,
    pid: row.pid,
    processStartedAt: toInstantOrNull(row.processStartedAt),
    busySinceAt: toInstantOrNull(row.busySinceAt),
    twoInstances: beside.twoInstances,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt)
  };
}
function toAgentTokenInfo(row) {
  return {
    id: row.id,
    status: row.status,
    createdAt: toInstant(row.createdAt),
    lastUsedAt: toInstantOrNull(row.lastUsedAt),
    revokedAt: toInstantOrNull(row.revokedAt)
  };
}
function toAgentInstanceInfo(row) {
  return { id: row.id, firstSeenAt: toInstant(row.firstSeenAt), lastSeenAt: toInstant(row.lastSeenAt) };
}
function hasTwoInstances(rows, at) {
  const since = at.now - at.thresholds.offlineMs;
  const live = rows.filter(({ lastSeenAt }) => lastSeenAt >= since);
  return live.some((one) => live.some((other) => one.id < other.id && areTakingTurns(one, other)));
}
function areTakingTurns(one, other) {
  return one.lastSeenAt > other.firstSeenAt && other.lastSeenAt > one.firstSeenAt;
}

// server/store/mappers/action.ts
function toAction(row) {
  return {
    id: row.id,
    serviceId: row.serviceId,
    name: row.name,
    label: row.label,
    description: row.description,
    dangerLevel: row.dangerLevel,
    requiresConfirmation: row.requiresConfirmation,
    ...row.category === null ? {} : { category: row.category },
    ...row.order === null ? {} : { order: row.order },
    inputSchema: parseObject(row.inputSchema),
    ...row.outputSchema === null ? {} : { outputSchema: parseObject(row.outputSchema) },
    timeoutSeconds: row.timeoutSeconds,
    idempotent: row.idempotent,
    ephemeralFields: parseNames(row.ephemeralFields),
    enabled: row.enabled,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt)
  };
}

// server/store/mappers/config.ts
function toConfigItem(row) {
  return {
    id: row.id,
    serviceId: row.serviceId,
    key: row.key,
    configKey: row.key,
    label: row.label,
    type: row.type,
    source: row.source,
    editable: row.editable,
    sensitive: row.sensitive,
    valuePreview: row.valuePreview,
    defaultValue: row.defaultValue,
    secretRef: row.secretRef,
    changedAt: toInstantOrNull(row.changedAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt)
  };
}
function toConfigChange(row) {
  return {
    id: row.id,
    serviceId: row.serviceId,
    key: row.key,
    kind: row.kind,
    before: toSnapshot(row.before),
    after: toSnapshot(row.after),
    createdAt: toInstant(row.createdAt)
  };
}
function toSnapshot(text2) {
  return text2 === null ? null : ConfigSnapshot.parse(JSON.parse(text2));
}

// server/store/mappers/service.ts
function toService(row, agent, at) {
  const { status, reason } = effectiveStatus({ service: row, agent }, at);
  return {
    id: row.id,
    agentId: row.agentId,
    agentCode: agent?.code ?? null,
    agentName: agent?.name ?? null,
    code: row.code,
    name: row.name,
    description: row.description,
    version: row.version,
    runtime: row.runtime,
    status,
    storedStatus: statusOfHealth[row.healthStatus],
    statusReason: reason,
    healthStatus: row.healthStatus,
    healthMessage: row.healthMessage,
    lastReportedAt: toInstantOrNull(row.lastReportedAt),
    lastHealthAt: toInstantOrNull(row.lastHealthAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt)
  };
}
function toServiceDetail(row, parts, at) {
  return {
    ...toService(row, parts.agent, at),
    manifest: parseObject(row.manifest),
    health: toHealthReport(row, parts.interval),
    configs: parts.configs.map(toConfigItem),
    actions: parts.actions.map(toAction)
  };
}
function toHealthReport(row, interval) {
  if (interval === null || row.lastHealthAt === null) return null;
  return {
    id: interval.id,
    serviceId: row.id,
    agentId: row.agentId,
    status: row.healthStatus,
    message: row.healthMessage,
    details: parseJson(row.healthDetails),
    reportedAt: toInstant(row.lastHealthAt),
    createdAt: toInstant(interval.fromAt)
  };
}
function toHealthInterval(row) {
  return {
    id: row.id,
    status: row.status,
    message: row.message,
    details: parseJson(row.details),
    from: toInstant(row.fromAt),
    to: toInstant(row.toAt),
    samples: row.samples
  };
}

// server/store/queries/conditions.ts
function equals(column, value) {
  return value === void 0 ? [] : [{ sql: `${column} = ?`, args: [value] }];
}
function within(column, range) {
  return [
    ...range.from === void 0 ? [] : [{ sql: `${column} >= ?`, args: [Date.parse(range.from)] }],
    ...range.to === void 0 ? [] : [{ sql: `${column} <= ?`, args: [Date.parse(range.to)] }]
  ];
}
function containsText(columns, text2) {
  if (text2 === void 0) return [];
  const pattern = `%${text2.replace(/[\\%_]/g, (found) => `\\${found}`)}%`;
  return [
    {
      sql: `(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(" OR ")})`,
      args: columns.map(() => pattern)
    }
  ];
}
function beginsWith(column, text2) {
  return { sql: `(${column} >= ? AND ${column} < ?)`, args: [text2, `${text2}\u{10FFFF}`] };
}
function anyOf(conditions) {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(" OR ")})`,
    args: conditions.flatMap(({ args }) => args)
  };
}

// server/store/queries/cursor.ts
import { z as z9 } from "zod";
var Cursor = z9.object({
  /** The order it belongs to; another order would make no sense of the values. */
  o: z9.string(),
  v: z9.array(z9.union([z9.string(), z9.number(), z9.null()]))
});
var maxCursorLength = 400;
function encodeCursor(order, values) {
  const text2 = Buffer.from(JSON.stringify({ o: nameOf(order), v: values })).toString("base64url");
  return text2.length > maxCursorLength ? void 0 : text2;
}
function afterCursor(order, cursor) {
  const values = decodeCursor(order, cursor);
  const alternatives = [];
  const args = [];
  order.forEach((column, index) => {
    const ahead = order.slice(0, index).map((each, at) => isSame(each, values[at] ?? null, args));
    alternatives.push([...ahead, isBehind(column, values[index] ?? null, args)].join(" AND "));
  });
  const bound = firstBound(order, values);
  return {
    sql: `(${bound.sql}(${alternatives.map((each) => `(${each})`).join(" OR ")}))`,
    args: [...bound.args, ...args]
  };
}
function decodeCursor(order, cursor) {
  try {
    const { o, v } = Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    if (o === nameOf(order) && v.length === order.length) return v;
  } catch {
  }
  throw validationError([{ path: "cursor", message: "Not a cursor of this list in this order" }]);
}
function firstBound([column], values) {
  const value = values[0] ?? null;
  const hasNullsBehind = column?.direction === "desc" && column.name !== "createdAt";
  if (column === void 0 || value === null || hasNullsBehind) return { sql: "", args: [] };
  return { sql: `${column.sql} ${column.direction === "asc" ? ">=" : "<="} ? AND `, args: [value] };
}
function isSame(column, value, args) {
  if (value === null) return `${column.sql} IS NULL`;
  args.push(value);
  return `${column.sql} = ?`;
}
function isBehind(column, value, args) {
  if (column.direction === "asc") {
    if (value === null) return `${column.sql} IS NOT NULL`;
    args.push(value);
    return `${column.sql} > ?`;
  }
  if (value === null) return "1 = 0";
  args.push(value);
  return `(${column.sql} < ? OR ${column.sql} IS NULL)`;
}
function nameOf(order) {
  return order.map(({ name, direction }) => direction === "desc" ? `-${name}` : name).join(",");
}

// server/store/queries/page.ts
async function findPage(db, source) {
  const { page, pageSize, cursor } = source.paging;
  if (cursor === void 0 && page * pageSize > countableRows) {
    throw validationError([
      { path: "page", message: `Only the first ${countableRows} rows have pages; go on with nextCursor` }
    ]);
  }
  const total = await countRows(db, source);
  const order = orderOf(source);
  const rows = await selectRows(db, source, { order, isDense: total > countableRows });
  const kept = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? kept.at(-1) : void 0;
  const nextCursor = last === void 0 ? void 0 : encodeCursor(order, valuesOf(last, order));
  return {
    ids: kept.map((row) => String(row.id)),
    about: {
      page,
      pageSize,
      total: Math.min(total, countableRows),
      ...total > countableRows ? { totalIsCapped: true } : {},
      ...nextCursor === void 0 ? {} : { nextCursor }
    }
  };
}
function inOrderOf(ids2, rows) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids2.flatMap((id) => byId.get(id) ?? []);
}
async function countRows(db, source) {
  const where = joinConditions([...source.conditions, ...searchCondition(source.search, "")]);
  const [found] = await db.select({
    sql: `SELECT count(*) AS "n" FROM (SELECT 1 FROM ${source.from}${where.sql} LIMIT ${countableRows + 1})`,
    args: where.args
  });
  return Number(found?.n ?? 0);
}
async function selectRows(db, source, { order, isDense }) {
  const { search, alias, from } = source;
  const { page, pageSize, cursor } = source.paging;
  const behind = cursor === void 0 ? [] : [afterCursor(order, cursor)];
  const found = searchCondition(search, isDense ? "+" : "");
  const where = joinConditions([...source.conditions, ...found, ...behind]);
  const sign = search !== void 0 && !isDense ? "+" : "";
  const columns = order.map(({ sql }, index) => `${sql} AS "k${index}"`).join(", ");
  const orderBy = order.map(({ sql, direction }) => `${sign}${sql} ${direction === "asc" ? "ASC" : "DESC"}`);
  return db.select({
    sql: `SELECT ${alias}."id" AS "id", ${columns} FROM ${from}${where.sql}
      ORDER BY ${orderBy.join(", ")} LIMIT ? OFFSET ?`,
    args: [...where.args, pageSize + 1, cursor === void 0 ? (page - 1) * pageSize : 0]
  });
}
function searchCondition(search, sign) {
  if (search === void 0) return [];
  return [anyOf(search.columns.map((column) => search.matches(`${sign}${column}`, search.text)))];
}
function joinConditions(conditions) {
  if (conditions.length === 0) return { sql: "", args: [] };
  return {
    sql: ` WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`,
    args: conditions.flatMap(({ args }) => args)
  };
}
function orderOf({ alias, paging }) {
  const asked = paging.sort.map(({ field, direction: direction2 }) => ({ name: field, direction: direction2 }));
  const direction = asked.at(-1)?.direction ?? "desc";
  const names = new Set(asked.map(({ name }) => name));
  const columns = [...asked];
  if (!names.has("createdAt")) columns.push({ name: "createdAt", direction });
  columns.push({ name: "id", direction });
  return columns.map((column) => ({ ...column, sql: `${alias}."${column.name}"` }));
}
function valuesOf(row, order) {
  return order.map((_, index) => row[`k${index}`] ?? null);
}

// server/store/queries/reader-database.ts
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";

// prisma/generated/client.ts
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import "@prisma/client/runtime/client";

// prisma/generated/internal/class.ts
import * as runtime from "@prisma/client/runtime/client";
var config = {
  "previewFeatures": [],
  "clientVersion": "7.10.0",
  "engineVersion": "0edf323efd1d98336f3f0a68684b56f689b900d3",
  "activeProvider": "sqlite",
  "inlineSchema": `// The database of one Opstage node. Instants are DateTime columns holding epoch milliseconds.
// JSON is kept as text: the writer and the readers parse it with the contract's schemas.

generator client {
  provider = "prisma-client"
  output   = "./generated"
}

datasource db {
  provider = "sqlite"
}

model Workspace {
  id        String   @id
  code      String   @unique
  name      String
  status    String
  createdAt DateTime
  updatedAt DateTime
}

model User {
  id                String    @id
  username          String    @unique
  displayName       String?
  passwordHash      String
  passwordChangedAt DateTime
  role              String
  status            String
  lastLoginAt       DateTime?
  createdAt         DateTime
  updatedAt         DateTime
  sessions          Session[]

  @@index([createdAt])
  @@index([role, status])
}

model Session {
  id                String    @id
  userId            String
  csrfToken         String
  /// Stays valid for a few minutes after a rotation, for a second tab.
  previousCsrfToken String?
  csrfRotatedAt     DateTime?
  ipAddress         String?
  userAgent         String?
  createdAt         DateTime
  lastSeenAt        DateTime
  /// Slides with use, up to absoluteExpiresAt.
  expiresAt         DateTime
  absoluteExpiresAt DateTime
  user              User      @relation(fields: [userId], references: [id], onDelete: Cascade)

  @@index([userId, createdAt])
  @@index([expiresAt])
}

model RegistrationToken {
  id              String    @id
  name            String
  tokenHash       String    @unique
  status          String
  /// Set when the token may register this agent only.
  boundAgentId    String?
  /// The agent that consumed it.
  agentId         String?
  createdByUserId String?
  expiresAt       DateTime?
  usedAt          DateTime?
  revokedAt       DateTime?
  createdAt       DateTime
  updatedAt       DateTime

  @@index([status, createdAt])
  @@index([createdAt])
  @@index([status, expiresAt])
  @@index([agentId])
}

model Agent {
  id                String           @id
  code              String           @unique
  name              String?
  mode              String
  runtime           String?
  /// Presence is not stored: ONLINE and OFFLINE follow from lastHeartbeatAt and the time.
  disabledAt        DateTime?
  revokedAt         DateTime?
  lastHeartbeatAt   DateTime?
  /// What the audit trail last said about this agent: drives one row a transition.
  lastAuditedStatus String
  instanceId        String?
  sdkName           String?
  sdkVersion        String?
  hostname          String?
  platform          String?
  pid               Int?
  processStartedAt  DateTime?
  busySinceAt       DateTime?
  registeredAt      DateTime
  createdAt         DateTime
  updatedAt         DateTime
  tokens            AgentToken[]
  instances         AgentInstance[]
  services          CapsuleService[]

  @@index([createdAt])
  @@index([lastHeartbeatAt])
  @@index([mode, createdAt])
}

/// A process that spoke for an agent; two live ones at a time are worth a warning.
model AgentInstance {
  id          String   @id
  agentId     String
  firstSeenAt DateTime
  lastSeenAt  DateTime
  agent       Agent    @relation(fields: [agentId], references: [id], onDelete: Cascade)

  @@index([agentId, lastSeenAt])
  @@index([lastSeenAt])
}

model AgentToken {
  id         String    @id
  agentId    String
  tokenHash  String    @unique
  /// ACTIVE, CANDIDATE (issued by a rotation, not yet confirmed) or REVOKED.
  status     String
  lastUsedAt DateTime?
  revokedAt  DateTime?
  createdAt  DateTime
  updatedAt  DateTime
  agent      Agent     @relation(fields: [agentId], references: [id], onDelete: Cascade)

  @@index([agentId, status])
  @@index([status, revokedAt])
}

model CapsuleService {
  id                String           @id
  agentId           String
  code              String           @unique
  name              String
  description       String?
  version           String?
  runtime           String?
  manifest          String
  /// Hash of everything a report says but health; an equal report writes nothing.
  reportHash        String
  healthStatus      String
  healthMessage     String?
  healthDetails     String
  lastReportedAt    DateTime?
  lastHealthAt      DateTime?
  lastAuditedStatus String
  createdAt         DateTime
  updatedAt         DateTime
  agent             Agent            @relation(fields: [agentId], references: [id], onDelete: Cascade)
  healthIntervals   HealthInterval[]
  configItems       ConfigItem[]
  configChanges     ConfigChange[]
  actions           Action[]

  @@index([createdAt])
  @@index([agentId, createdAt])
  @@index([healthStatus, createdAt])
  @@index([runtime, createdAt])
}

/// Equal samples in a row are one interval.
model HealthInterval {
  id        String         @id
  serviceId String
  agentId   String
  status    String
  message   String?
  details   String
  fromAt    DateTime
  toAt      DateTime
  samples   Int
  service   CapsuleService @relation(fields: [serviceId], references: [id], onDelete: Cascade)

  @@index([serviceId, fromAt])
  @@index([toAt])
}

model ConfigItem {
  id           String         @id
  serviceId    String
  key          String
  label        String?
  type         String
  source       String?
  editable     Boolean
  sensitive    Boolean
  valuePreview String?
  defaultValue String?
  secretRef    String?
  /// When the item last differed from the report before; null while it never did.
  changedAt    DateTime?
  createdAt    DateTime
  updatedAt    DateTime
  service      CapsuleService @relation(fields: [serviceId], references: [id], onDelete: Cascade)

  @@unique([serviceId, key])
}

model ConfigChange {
  id        String         @id
  serviceId String
  key       String
  /// ADDED, CHANGED or REMOVED.
  kind      String
  /// JSON of the item before and after, without values where it is sensitive.
  before    String?
  after     String?
  createdAt DateTime
  service   CapsuleService @relation(fields: [serviceId], references: [id], onDelete: Cascade)

  @@index([serviceId, createdAt])
  @@index([createdAt])
}

model Action {
  id                   String         @id
  serviceId            String
  name                 String
  label                String
  description          String?
  dangerLevel          String
  requiresConfirmation Boolean
  category             String?
  order                Int?
  inputSchema          String
  outputSchema         String?
  timeoutSeconds       Int?
  idempotent           Boolean
  /// JSON array of result fields that are one-time secrets beside generatedKey.
  ephemeralFields      String
  enabled              Boolean
  createdAt            DateTime
  updatedAt            DateTime
  service              CapsuleService @relation(fields: [serviceId], references: [id], onDelete: Cascade)

  @@unique([serviceId, name])
}

/// The input schema an operator last prepared; it wins over the catalogue's when their payload is checked.
model PreparedSchema {
  userId      String
  serviceId   String
  actionName  String
  inputSchema String
  preparedAt  DateTime

  @@id([userId, serviceId, actionName])
  @@index([preparedAt])
}

model Command {
  id                   String         @id
  agentId              String
  serviceId            String
  type                 String
  actionName           String
  status               String
  /// JSON; secret fields hold a marker, their values are in sealedSecrets until the command ends.
  payload              String
  sealedSecrets        String?
  /// True once secrets were erased: such a command cannot be retried as it was.
  secretsErased        Boolean
  createdByUserId      String?
  sourceCommandId      String?
  errorCode            String?
  errorMessage         String?
  timeoutSeconds       Int?
  idempotent           Boolean
  ephemeralFields      String
  attempt              Int
  leaseInstanceId      String?
  leaseExpiresAt       DateTime?
  cancelRequestedAt    DateTime?
  cancelAcknowledgedAt DateTime?
  cancelStoppedAt      DateTime?
  progressSeq          Int
  progressPercent      Float?
  progressMessage      String?
  /// The deadline that applies now: for dispatch while PENDING, for the result while RUNNING.
  expiresAt            DateTime?
  startedAt            DateTime?
  completedAt          DateTime?
  createdAt            DateTime
  updatedAt            DateTime
  result               CommandResult?
  logs                 CommandLog[]

  @@index([createdAt])
  @@index([status, createdAt])
  @@index([type, createdAt])
  @@index([agentId, status, createdAt])
  @@index([agentId, createdAt])
  @@index([serviceId, createdAt])
  @@index([actionName, createdAt])
  @@index([createdByUserId, createdAt])
  @@index([status, expiresAt])
  @@index([status, leaseExpiresAt])
  @@index([completedAt, status])
  @@index([errorCode, status])
}

model CommandResult {
  id         String    @id
  commandId  String    @unique
  agentId    String
  success    Boolean
  message    String?
  data       String
  error      String
  /// Hash of the result as it arrived, so that the same one again is recognised.
  resultHash String
  startedAt  DateTime?
  finishedAt DateTime?
  reportedAt DateTime
  createdAt  DateTime
  command    Command   @relation(fields: [commandId], references: [id], onDelete: Cascade)
}

model CommandLog {
  id        String   @id
  commandId String
  seq       Int
  at        DateTime
  level     String
  line      String
  command   Command  @relation(fields: [commandId], references: [id], onDelete: Cascade)

  @@index([commandId, seq])
}

model IdempotencyKey {
  /// SHA-256 of caller, operation and key.
  id          String   @id
  requestHash String
  reply       String
  createdAt   DateTime
  expiresAt   DateTime

  @@index([expiresAt])
}

model AuditEvent {
  id         String   @id
  actorType  String
  actorId    String?
  actorName  String?
  action     String
  targetType String?
  targetId   String?
  result     String
  message    String?
  ipAddress  String?
  userAgent  String?
  metadata   String
  createdAt  DateTime

  @@index([createdAt])
  @@index([action, createdAt])
  @@index([actorType, createdAt])
  @@index([actorId, createdAt])
  @@index([targetType, createdAt])
  @@index([targetId, createdAt])
  @@index([result, createdAt])
}

model Setting {
  id              String   @id
  key             String   @unique
  value           String
  updatedByUserId String?
  createdAt       DateTime
  updatedAt       DateTime
}

/// Totals since the beginning, so that pruning never makes a metric shrink; and, kept by triggers of the first
/// migration, how many audit events ("auditEvents") and commands of each status ("commands.<STATUS>") there are.
model Counter {
  name  String @id
  value BigInt
}
`,
  "runtimeDataModel": {
    "models": {},
    "enums": {},
    "types": {}
  },
  "parameterizationSchema": {
    "strings": [],
    "graph": ""
  }
};
config.runtimeDataModel = JSON.parse('{"models":{"Workspace":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"code","kind":"scalar","type":"String"},{"name":"name","kind":"scalar","type":"String"},{"name":"status","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null},"User":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"username","kind":"scalar","type":"String"},{"name":"displayName","kind":"scalar","type":"String"},{"name":"passwordHash","kind":"scalar","type":"String"},{"name":"passwordChangedAt","kind":"scalar","type":"DateTime"},{"name":"role","kind":"scalar","type":"String"},{"name":"status","kind":"scalar","type":"String"},{"name":"lastLoginAt","kind":"scalar","type":"DateTime"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"sessions","kind":"object","type":"Session","relationName":"SessionToUser"}],"dbName":null,"schema":null},"Session":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"userId","kind":"scalar","type":"String"},{"name":"csrfToken","kind":"scalar","type":"String"},{"name":"previousCsrfToken","kind":"scalar","type":"String"},{"name":"csrfRotatedAt","kind":"scalar","type":"DateTime"},{"name":"ipAddress","kind":"scalar","type":"String"},{"name":"userAgent","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"lastSeenAt","kind":"scalar","type":"DateTime"},{"name":"expiresAt","kind":"scalar","type":"DateTime"},{"name":"absoluteExpiresAt","kind":"scalar","type":"DateTime"},{"name":"user","kind":"object","type":"User","relationName":"SessionToUser"}],"dbName":null,"schema":null},"RegistrationToken":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"name","kind":"scalar","type":"String"},{"name":"tokenHash","kind":"scalar","type":"String"},{"name":"status","kind":"scalar","type":"String"},{"name":"boundAgentId","kind":"scalar","type":"String"},{"name":"agentId","kind":"scalar","type":"String"},{"name":"createdByUserId","kind":"scalar","type":"String"},{"name":"expiresAt","kind":"scalar","type":"DateTime"},{"name":"usedAt","kind":"scalar","type":"DateTime"},{"name":"revokedAt","kind":"scalar","type":"DateTime"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null},"Agent":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"code","kind":"scalar","type":"String"},{"name":"name","kind":"scalar","type":"String"},{"name":"mode","kind":"scalar","type":"String"},{"name":"runtime","kind":"scalar","type":"String"},{"name":"disabledAt","kind":"scalar","type":"DateTime"},{"name":"revokedAt","kind":"scalar","type":"DateTime"},{"name":"lastHeartbeatAt","kind":"scalar","type":"DateTime"},{"name":"lastAuditedStatus","kind":"scalar","type":"String"},{"name":"instanceId","kind":"scalar","type":"String"},{"name":"sdkName","kind":"scalar","type":"String"},{"name":"sdkVersion","kind":"scalar","type":"String"},{"name":"hostname","kind":"scalar","type":"String"},{"name":"platform","kind":"scalar","type":"String"},{"name":"pid","kind":"scalar","type":"Int"},{"name":"processStartedAt","kind":"scalar","type":"DateTime"},{"name":"busySinceAt","kind":"scalar","type":"DateTime"},{"name":"registeredAt","kind":"scalar","type":"DateTime"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"tokens","kind":"object","type":"AgentToken","relationName":"AgentToAgentToken"},{"name":"instances","kind":"object","type":"AgentInstance","relationName":"AgentToAgentInstance"},{"name":"services","kind":"object","type":"CapsuleService","relationName":"AgentToCapsuleService"}],"dbName":null,"schema":null},"AgentInstance":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"agentId","kind":"scalar","type":"String"},{"name":"firstSeenAt","kind":"scalar","type":"DateTime"},{"name":"lastSeenAt","kind":"scalar","type":"DateTime"},{"name":"agent","kind":"object","type":"Agent","relationName":"AgentToAgentInstance"}],"dbName":null,"schema":null},"AgentToken":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"agentId","kind":"scalar","type":"String"},{"name":"tokenHash","kind":"scalar","type":"String"},{"name":"status","kind":"scalar","type":"String"},{"name":"lastUsedAt","kind":"scalar","type":"DateTime"},{"name":"revokedAt","kind":"scalar","type":"DateTime"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"agent","kind":"object","type":"Agent","relationName":"AgentToAgentToken"}],"dbName":null,"schema":null},"CapsuleService":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"agentId","kind":"scalar","type":"String"},{"name":"code","kind":"scalar","type":"String"},{"name":"name","kind":"scalar","type":"String"},{"name":"description","kind":"scalar","type":"String"},{"name":"version","kind":"scalar","type":"String"},{"name":"runtime","kind":"scalar","type":"String"},{"name":"manifest","kind":"scalar","type":"String"},{"name":"reportHash","kind":"scalar","type":"String"},{"name":"healthStatus","kind":"scalar","type":"String"},{"name":"healthMessage","kind":"scalar","type":"String"},{"name":"healthDetails","kind":"scalar","type":"String"},{"name":"lastReportedAt","kind":"scalar","type":"DateTime"},{"name":"lastHealthAt","kind":"scalar","type":"DateTime"},{"name":"lastAuditedStatus","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"agent","kind":"object","type":"Agent","relationName":"AgentToCapsuleService"},{"name":"healthIntervals","kind":"object","type":"HealthInterval","relationName":"CapsuleServiceToHealthInterval"},{"name":"configItems","kind":"object","type":"ConfigItem","relationName":"CapsuleServiceToConfigItem"},{"name":"configChanges","kind":"object","type":"ConfigChange","relationName":"CapsuleServiceToConfigChange"},{"name":"actions","kind":"object","type":"Action","relationName":"ActionToCapsuleService"}],"dbName":null,"schema":null},"HealthInterval":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"serviceId","kind":"scalar","type":"String"},{"name":"agentId","kind":"scalar","type":"String"},{"name":"status","kind":"scalar","type":"String"},{"name":"message","kind":"scalar","type":"String"},{"name":"details","kind":"scalar","type":"String"},{"name":"fromAt","kind":"scalar","type":"DateTime"},{"name":"toAt","kind":"scalar","type":"DateTime"},{"name":"samples","kind":"scalar","type":"Int"},{"name":"service","kind":"object","type":"CapsuleService","relationName":"CapsuleServiceToHealthInterval"}],"dbName":null,"schema":null},"ConfigItem":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"serviceId","kind":"scalar","type":"String"},{"name":"key","kind":"scalar","type":"String"},{"name":"label","kind":"scalar","type":"String"},{"name":"type","kind":"scalar","type":"String"},{"name":"source","kind":"scalar","type":"String"},{"name":"editable","kind":"scalar","type":"Boolean"},{"name":"sensitive","kind":"scalar","type":"Boolean"},{"name":"valuePreview","kind":"scalar","type":"String"},{"name":"defaultValue","kind":"scalar","type":"String"},{"name":"secretRef","kind":"scalar","type":"String"},{"name":"changedAt","kind":"scalar","type":"DateTime"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"service","kind":"object","type":"CapsuleService","relationName":"CapsuleServiceToConfigItem"}],"dbName":null,"schema":null},"ConfigChange":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"serviceId","kind":"scalar","type":"String"},{"name":"key","kind":"scalar","type":"String"},{"name":"kind","kind":"scalar","type":"String"},{"name":"before","kind":"scalar","type":"String"},{"name":"after","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"service","kind":"object","type":"CapsuleService","relationName":"CapsuleServiceToConfigChange"}],"dbName":null,"schema":null},"Action":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"serviceId","kind":"scalar","type":"String"},{"name":"name","kind":"scalar","type":"String"},{"name":"label","kind":"scalar","type":"String"},{"name":"description","kind":"scalar","type":"String"},{"name":"dangerLevel","kind":"scalar","type":"String"},{"name":"requiresConfirmation","kind":"scalar","type":"Boolean"},{"name":"category","kind":"scalar","type":"String"},{"name":"order","kind":"scalar","type":"Int"},{"name":"inputSchema","kind":"scalar","type":"String"},{"name":"outputSchema","kind":"scalar","type":"String"},{"name":"timeoutSeconds","kind":"scalar","type":"Int"},{"name":"idempotent","kind":"scalar","type":"Boolean"},{"name":"ephemeralFields","kind":"scalar","type":"String"},{"name":"enabled","kind":"scalar","type":"Boolean"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"service","kind":"object","type":"CapsuleService","relationName":"ActionToCapsuleService"}],"dbName":null,"schema":null},"PreparedSchema":{"fields":[{"name":"userId","kind":"scalar","type":"String"},{"name":"serviceId","kind":"scalar","type":"String"},{"name":"actionName","kind":"scalar","type":"String"},{"name":"inputSchema","kind":"scalar","type":"String"},{"name":"preparedAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null},"Command":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"agentId","kind":"scalar","type":"String"},{"name":"serviceId","kind":"scalar","type":"String"},{"name":"type","kind":"scalar","type":"String"},{"name":"actionName","kind":"scalar","type":"String"},{"name":"status","kind":"scalar","type":"String"},{"name":"payload","kind":"scalar","type":"String"},{"name":"sealedSecrets","kind":"scalar","type":"String"},{"name":"secretsErased","kind":"scalar","type":"Boolean"},{"name":"createdByUserId","kind":"scalar","type":"String"},{"name":"sourceCommandId","kind":"scalar","type":"String"},{"name":"errorCode","kind":"scalar","type":"String"},{"name":"errorMessage","kind":"scalar","type":"String"},{"name":"timeoutSeconds","kind":"scalar","type":"Int"},{"name":"idempotent","kind":"scalar","type":"Boolean"},{"name":"ephemeralFields","kind":"scalar","type":"String"},{"name":"attempt","kind":"scalar","type":"Int"},{"name":"leaseInstanceId","kind":"scalar","type":"String"},{"name":"leaseExpiresAt","kind":"scalar","type":"DateTime"},{"name":"cancelRequestedAt","kind":"scalar","type":"DateTime"},{"name":"cancelAcknowledgedAt","kind":"scalar","type":"DateTime"},{"name":"cancelStoppedAt","kind":"scalar","type":"DateTime"},{"name":"progressSeq","kind":"scalar","type":"Int"},{"name":"progressPercent","kind":"scalar","type":"Float"},{"name":"progressMessage","kind":"scalar","type":"String"},{"name":"expiresAt","kind":"scalar","type":"DateTime"},{"name":"startedAt","kind":"scalar","type":"DateTime"},{"name":"completedAt","kind":"scalar","type":"DateTime"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"result","kind":"object","type":"CommandResult","relationName":"CommandToCommandResult"},{"name":"logs","kind":"object","type":"CommandLog","relationName":"CommandToCommandLog"}],"dbName":null,"schema":null},"CommandResult":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"commandId","kind":"scalar","type":"String"},{"name":"agentId","kind":"scalar","type":"String"},{"name":"success","kind":"scalar","type":"Boolean"},{"name":"message","kind":"scalar","type":"String"},{"name":"data","kind":"scalar","type":"String"},{"name":"error","kind":"scalar","type":"String"},{"name":"resultHash","kind":"scalar","type":"String"},{"name":"startedAt","kind":"scalar","type":"DateTime"},{"name":"finishedAt","kind":"scalar","type":"DateTime"},{"name":"reportedAt","kind":"scalar","type":"DateTime"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"command","kind":"object","type":"Command","relationName":"CommandToCommandResult"}],"dbName":null,"schema":null},"CommandLog":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"commandId","kind":"scalar","type":"String"},{"name":"seq","kind":"scalar","type":"Int"},{"name":"at","kind":"scalar","type":"DateTime"},{"name":"level","kind":"scalar","type":"String"},{"name":"line","kind":"scalar","type":"String"},{"name":"command","kind":"object","type":"Command","relationName":"CommandToCommandLog"}],"dbName":null,"schema":null},"IdempotencyKey":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"requestHash","kind":"scalar","type":"String"},{"name":"reply","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"expiresAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null},"AuditEvent":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"actorType","kind":"scalar","type":"String"},{"name":"actorId","kind":"scalar","type":"String"},{"name":"actorName","kind":"scalar","type":"String"},{"name":"action","kind":"scalar","type":"String"},{"name":"targetType","kind":"scalar","type":"String"},{"name":"targetId","kind":"scalar","type":"String"},{"name":"result","kind":"scalar","type":"String"},{"name":"message","kind":"scalar","type":"String"},{"name":"ipAddress","kind":"scalar","type":"String"},{"name":"userAgent","kind":"scalar","type":"String"},{"name":"metadata","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null},"Setting":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"key","kind":"scalar","type":"String"},{"name":"value","kind":"scalar","type":"String"},{"name":"updatedByUserId","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null},"Counter":{"fields":[{"name":"name","kind":"scalar","type":"String"},{"name":"value","kind":"scalar","type":"BigInt"}],"dbName":null,"schema":null}},"enums":{},"types":{}}');
config.parameterizationSchema = {
  strings: JSON.parse('["where","Workspace.findUnique","Workspace.findUniqueOrThrow","orderBy","cursor","Workspace.findFirst","Workspace.findFirstOrThrow","Workspace.findMany","data","Workspace.createOne","Workspace.createMany","Workspace.createManyAndReturn","Workspace.updateOne","Workspace.updateMany","Workspace.updateManyAndReturn","create","update","Workspace.upsertOne","Workspace.deleteOne","Workspace.deleteMany","having","_count","_min","_max","Workspace.groupBy","Workspace.aggregate","user","sessions","User.findUnique","User.findUniqueOrThrow","User.findFirst","User.findFirstOrThrow","User.findMany","User.createOne","User.createMany","User.createManyAndReturn","User.updateOne","User.updateMany","User.updateManyAndReturn","User.upsertOne","User.deleteOne","User.deleteMany","User.groupBy","User.aggregate","Session.findUnique","Session.findUniqueOrThrow","Session.findFirst","Session.findFirstOrThrow","Session.findMany","Session.createOne","Session.createMany","Session.createManyAndReturn","Session.updateOne","Session.updateMany","Session.updateManyAndReturn","Session.upsertOne","Session.deleteOne","Session.deleteMany","Session.groupBy","Session.aggregate","RegistrationToken.findUnique","RegistrationToken.findUniqueOrThrow","RegistrationToken.findFirst","RegistrationToken.findFirstOrThrow","RegistrationToken.findMany","RegistrationToken.createOne","RegistrationToken.createMany","RegistrationToken.createManyAndReturn","RegistrationToken.updateOne","RegistrationToken.updateMany","RegistrationToken.updateManyAndReturn","RegistrationToken.upsertOne","RegistrationToken.deleteOne","RegistrationToken.deleteMany","RegistrationToken.groupBy","RegistrationToken.aggregate","agent","tokens","instances","service","healthIntervals","configItems","configChanges","actions","services","Agent.findUnique","Agent.findUniqueOrThrow","Agent.findFirst","Agent.findFirstOrThrow","Agent.findMany","Agent.createOne","Agent.createMany","Agent.createManyAndReturn","Agent.updateOne","Agent.updateMany","Agent.updateManyAndReturn","Agent.upsertOne","Agent.deleteOne","Agent.deleteMany","_avg","_sum","Agent.groupBy","Agent.aggregate","AgentInstance.findUnique","AgentInstance.findUniqueOrThrow","AgentInstance.findFirst","AgentInstance.findFirstOrThrow","AgentInstance.findMany","AgentInstance.createOne","AgentInstance.createMany","AgentInstance.createManyAndReturn","AgentInstance.updateOne","AgentInstance.updateMany","AgentInstance.updateManyAndReturn","AgentInstance.upsertOne","AgentInstance.deleteOne","AgentInstance.deleteMany","AgentInstance.groupBy","AgentInstance.aggregate","AgentToken.findUnique","AgentToken.findUniqueOrThrow","AgentToken.findFirst","AgentToken.findFirstOrThrow","AgentToken.findMany","AgentToken.createOne","AgentToken.createMany","AgentToken.createManyAndReturn","AgentToken.updateOne","AgentToken.updateMany","AgentToken.updateManyAndReturn","AgentToken.upsertOne","AgentToken.deleteOne","AgentToken.deleteMany","AgentToken.groupBy","AgentToken.aggregate","CapsuleService.findUnique","CapsuleService.findUniqueOrThrow","CapsuleService.findFirst","CapsuleService.findFirstOrThrow","CapsuleService.findMany","CapsuleService.createOne","CapsuleService.createMany","CapsuleService.createManyAndReturn","CapsuleService.updateOne","CapsuleService.updateMany","CapsuleService.updateManyAndReturn","CapsuleService.upsertOne","CapsuleService.deleteOne","CapsuleService.deleteMany","CapsuleService.groupBy","CapsuleService.aggregate","HealthInterval.findUnique","HealthInterval.findUniqueOrThrow","HealthInterval.findFirst","HealthInterval.findFirstOrThrow","HealthInterval.findMany","HealthInterval.createOne","HealthInterval.createMany","HealthInterval.createManyAndReturn","HealthInterval.updateOne","HealthInterval.updateMany","HealthInterval.updateManyAndReturn","HealthInterval.upsertOne","HealthInterval.deleteOne","HealthInterval.deleteMany","HealthInterval.groupBy","HealthInterval.aggregate","ConfigItem.findUnique","ConfigItem.findUniqueOrThrow","ConfigItem.findFirst","ConfigItem.findFirstOrThrow","ConfigItem.findMany","ConfigItem.createOne","ConfigItem.createMany","ConfigItem.createManyAndReturn","ConfigItem.updateOne","ConfigItem.updateMany","ConfigItem.updateManyAndReturn","ConfigItem.upsertOne","ConfigItem.deleteOne","ConfigItem.deleteMany","ConfigItem.groupBy","ConfigItem.aggregate","ConfigChange.findUnique","ConfigChange.findUniqueOrThrow","ConfigChange.findFirst","ConfigChange.findFirstOrThrow","ConfigChange.findMany","ConfigChange.createOne","ConfigChange.createMany","ConfigChange.createManyAndReturn","ConfigChange.updateOne","ConfigChange.updateMany","ConfigChange.updateManyAndReturn","ConfigChange.upsertOne","ConfigChange.deleteOne","ConfigChange.deleteMany","ConfigChange.groupBy","ConfigChange.aggregate","Action.findUnique","Action.findUniqueOrThrow","Action.findFirst","Action.findFirstOrThrow","Action.findMany","Action.createOne","Action.createMany","Action.createManyAndReturn","Action.updateOne","Action.updateMany","Action.updateManyAndReturn","Action.upsertOne","Action.deleteOne","Action.deleteMany","Action.groupBy","Action.aggregate","PreparedSchema.findUnique","PreparedSchema.findUniqueOrThrow","PreparedSchema.findFirst","PreparedSchema.findFirstOrThrow","PreparedSchema.findMany","PreparedSchema.createOne","PreparedSchema.createMany","PreparedSchema.createManyAndReturn","PreparedSchema.updateOne","PreparedSchema.updateMany","PreparedSchema.updateManyAndReturn","PreparedSchema.upsertOne","PreparedSchema.deleteOne","PreparedSchema.deleteMany","PreparedSchema.groupBy","PreparedSchema.aggregate","command","result","logs","Command.findUnique","Command.findUniqueOrThrow","Command.findFirst","Command.findFirstOrThrow","Command.findMany","Command.createOne","Command.createMany","Command.createManyAndReturn","Command.updateOne","Command.updateMany","Command.updateManyAndReturn","Command.upsertOne","Command.deleteOne","Command.deleteMany","Command.groupBy","Command.aggregate","CommandResult.findUnique","CommandResult.findUniqueOrThrow","CommandResult.findFirst","CommandResult.findFirstOrThrow","CommandResult.findMany","CommandResult.createOne","CommandResult.createMany","CommandResult.createManyAndReturn","CommandResult.updateOne","CommandResult.updateMany","CommandResult.updateManyAndReturn","CommandResult.upsertOne","CommandResult.deleteOne","CommandResult.deleteMany","CommandResult.groupBy","CommandResult.aggregate","CommandLog.findUnique","CommandLog.findUniqueOrThrow","CommandLog.findFirst","CommandLog.findFirstOrThrow","CommandLog.findMany","CommandLog.createOne","CommandLog.createMany","CommandLog.createManyAndReturn","CommandLog.updateOne","CommandLog.updateMany","CommandLog.updateManyAndReturn","CommandLog.upsertOne","CommandLog.deleteOne","CommandLog.deleteMany","CommandLog.groupBy","CommandLog.aggregate","IdempotencyKey.findUnique","IdempotencyKey.findUniqueOrThrow","IdempotencyKey.findFirst","IdempotencyKey.findFirstOrThrow","IdempotencyKey.findMany","IdempotencyKey.createOne","IdempotencyKey.createMany","IdempotencyKey.createManyAndReturn","IdempotencyKey.updateOne","IdempotencyKey.updateMany","IdempotencyKey.updateManyAndReturn","IdempotencyKey.upsertOne","IdempotencyKey.deleteOne","IdempotencyKey.deleteMany","IdempotencyKey.groupBy","IdempotencyKey.aggregate","AuditEvent.findUnique","AuditEvent.findUniqueOrThrow","AuditEvent.findFirst","AuditEvent.findFirstOrThrow","AuditEvent.findMany","AuditEvent.createOne","AuditEvent.createMany","AuditEvent.createManyAndReturn","AuditEvent.updateOne","AuditEvent.updateMany","AuditEvent.updateManyAndReturn","AuditEvent.upsertOne","AuditEvent.deleteOne","AuditEvent.deleteMany","AuditEvent.groupBy","AuditEvent.aggregate","Setting.findUnique","Setting.findUniqueOrThrow","Setting.findFirst","Setting.findFirstOrThrow","Setting.findMany","Setting.createOne","Setting.createMany","Setting.createManyAndReturn","Setting.updateOne","Setting.updateMany","Setting.updateManyAndReturn","Setting.upsertOne","Setting.deleteOne","Setting.deleteMany","Setting.groupBy","Setting.aggregate","Counter.findUnique","Counter.findUniqueOrThrow","Counter.findFirst","Counter.findFirstOrThrow","Counter.findMany","Counter.createOne","Counter.createMany","Counter.createManyAndReturn","Counter.updateOne","Counter.updateMany","Counter.updateManyAndReturn","Counter.upsertOne","Counter.deleteOne","Counter.deleteMany","Counter.groupBy","Counter.aggregate","AND","OR","NOT","name","value","equals","in","notIn","lt","lte","gt","gte","not","contains","startsWith","endsWith","id","key","updatedByUserId","createdAt","updatedAt","actorType","actorId","actorName","action","targetType","targetId","message","ipAddress","userAgent","metadata","requestHash","reply","expiresAt","commandId","seq","at","level","line","agentId","success","error","resultHash","startedAt","finishedAt","reportedAt","serviceId","type","actionName","status","payload","sealedSecrets","secretsErased","createdByUserId","sourceCommandId","errorCode","errorMessage","timeoutSeconds","idempotent","ephemeralFields","attempt","leaseInstanceId","leaseExpiresAt","cancelRequestedAt","cancelAcknowledgedAt","cancelStoppedAt","progressSeq","progressPercent","progressMessage","completedAt","every","some","none","userId","inputSchema","preparedAt","userId_serviceId_actionName","label","description","dangerLevel","requiresConfirmation","category","order","outputSchema","enabled","kind","before","after","source","editable","sensitive","valuePreview","defaultValue","secretRef","changedAt","details","fromAt","toAt","samples","code","version","runtime","manifest","reportHash","healthStatus","healthMessage","healthDetails","lastReportedAt","lastHealthAt","lastAuditedStatus","tokenHash","lastUsedAt","revokedAt","firstSeenAt","lastSeenAt","mode","disabledAt","lastHeartbeatAt","instanceId","sdkName","sdkVersion","hostname","platform","pid","processStartedAt","busySinceAt","registeredAt","serviceId_name","serviceId_key","boundAgentId","usedAt","csrfToken","previousCsrfToken","csrfRotatedAt","absoluteExpiresAt","username","displayName","passwordHash","passwordChangedAt","role","lastLoginAt","is","isNot","connectOrCreate","upsert","createMany","set","disconnect","delete","connect","updateMany","deleteMany","increment","decrement","multiply","divide"]'),
  graph: "mgexAcACCdoCAADlBAAw2wIAAAQAENwCAADlBAAw3QIBAJIEACHqAgEAAAAB7QJAAJ4EACHuAkAAngQAIYsDAQCSBAAhvQMBAAAAAQEAAAABACABAAAAAQAgCdoCAADlBAAw2wIAAAQAENwCAADlBAAw3QIBAJIEACHqAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGLAwEAkgQAIb0DAQCSBAAhAAMAAAAEACADAAAFADAEAAABACADAAAABAAgAwAABQAwBAAAAQAgAwAAAAQAIAMAAAUAMAQAAAEAIAbdAgEAAAAB6gIBAAAAAe0CQAAAAAHuAkAAAAABiwMBAAAAAb0DAQAAAAEBCAAACQAgBt0CAQAAAAHqAgEAAAAB7QJAAAAAAe4CQAAAAAGLAwEAAAABvQMBAAAAAQEIAAALADABCAAACwAwBt0CAQDrBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhiwMBAOsEACG9AwEA6wQAIQIAAAABACAIAAAOACAG3QIBAOsEACHqAgEA6wQAIe0CQADyBAAh7gJAAPIEACGLAwEA6wQAIb0DAQDrBAAhAgAAAAQAIAgAABAAIAIAAAAEACAIAAAQACADAAAAAQAgDwAACQAgEAAADgAgAQAAAAEAIAEAAAAEACADFQAA3AYAIBYAAN4GACAXAADdBgAgCdoCAADkBAAw2wIAABcAENwCAADkBAAw3QIBAIkEACHqAgEAiQQAIe0CQACWBAAh7gJAAJYEACGLAwEAiQQAIb0DAQCJBAAhAwAAAAQAIAMAABYAMBQAABcAIAMAAAAEACADAAAFADAEAAABACAOGwAA4QQAINoCAADgBAAw2wIAACIAENwCAADgBAAw6gIBAAAAAe0CQACeBAAh7gJAAJ4EACGLAwEAkgQAIeEDAQAAAAHiAwEAnQQAIeMDAQCSBAAh5ANAAJ4EACHlAwEAkgQAIeYDQACvBAAhAQAAABoAIA8aAADjBAAg2gIAAOIEADDbAgAAHAAQ3AIAAOIEADDqAgEAkgQAIe0CQACeBAAh9gIBAJ0EACH3AgEAnQQAIfsCQACeBAAhowMBAJIEACHMA0AAngQAId0DAQCSBAAh3gMBAJ0EACHfA0AArwQAIeADQACeBAAhBRoAANsGACD2AgAA7QQAIPcCAADtBAAg3gMAAO0EACDfAwAA7QQAIA8aAADjBAAg2gIAAOIEADDbAgAAHAAQ3AIAAOIEADDqAgEAAAAB7QJAAJ4EACH2AgEAnQQAIfcCAQCdBAAh-wJAAJ4EACGjAwEAkgQAIcwDQACeBAAh3QMBAJIEACHeAwEAnQQAId8DQACvBAAh4ANAAJ4EACEDAAAAHAAgAwAAHQAwBAAAHgAgAQAAABwAIAEAAAAaACAOGwAA4QQAINoCAADgBAAw2wIAACIAENwCAADgBAAw6gIBAJIEACHtAkAAngQAIe4CQACeBAAhiwMBAJIEACHhAwEAkgQAIeIDAQCdBAAh4wMBAJIEACHkA0AAngQAIeUDAQCSBAAh5gNAAK8EACEDGwAA2gYAIOIDAADtBAAg5gMAAO0EACADAAAAIgAgAwAAIwAwBAAAGgAgAwAAACIAIAMAACMAMAQAABoAIAMAAAAiACADAAAjADAEAAAaACALGwAA2QYAIOoCAQAAAAHtAkAAAAAB7gJAAAAAAYsDAQAAAAHhAwEAAAAB4gMBAAAAAeMDAQAAAAHkA0AAAAAB5QMBAAAAAeYDQAAAAAEBCAAAJwAgCuoCAQAAAAHtAkAAAAAB7gJAAAAAAYsDAQAAAAHhAwEAAAAB4gMBAAAAAeMDAQAAAAHkA0AAAAAB5QMBAAAAAeYDQAAAAAEBCAAAKQAwAQgAACkAMAsbAADMBgAg6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhiwMBAOsEACHhAwEA6wQAIeIDAQDxBAAh4wMBAOsEACHkA0AA8gQAIeUDAQDrBAAh5gNAAIUFACECAAAAGgAgCAAALAAgCuoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIYsDAQDrBAAh4QMBAOsEACHiAwEA8QQAIeMDAQDrBAAh5ANAAPIEACHlAwEA6wQAIeYDQACFBQAhAgAAACIAIAgAAC4AIAIAAAAiACAIAAAuACADAAAAGgAgDwAAJwAgEAAALAAgAQAAABoAIAEAAAAiACAFFQAAyQYAIBYAAMsGACAXAADKBgAg4gMAAO0EACDmAwAA7QQAIA3aAgAA3wQAMNsCAAA1ABDcAgAA3wQAMOoCAQCJBAAh7QJAAJYEACHuAkAAlgQAIYsDAQCJBAAh4QMBAIkEACHiAwEAlQQAIeMDAQCJBAAh5ANAAJYEACHlAwEAiQQAIeYDQACoBAAhAwAAACIAIAMAADQAMBQAADUAIAMAAAAiACADAAAjADAEAAAaACABAAAAHgAgAQAAAB4AIAMAAAAcACADAAAdADAEAAAeACADAAAAHAAgAwAAHQAwBAAAHgAgAwAAABwAIAMAAB0AMAQAAB4AIAwaAADIBgAg6gIBAAAAAe0CQAAAAAH2AgEAAAAB9wIBAAAAAfsCQAAAAAGjAwEAAAABzANAAAAAAd0DAQAAAAHeAwEAAAAB3wNAAAAAAeADQAAAAAEBCAAAPQAgC-oCAQAAAAHtAkAAAAAB9gIBAAAAAfcCAQAAAAH7AkAAAAABowMBAAAAAcwDQAAAAAHdAwEAAAAB3gMBAAAAAd8DQAAAAAHgA0AAAAABAQgAAD8AMAEIAAA_ADAMGgAAxwYAIOoCAQDrBAAh7QJAAPIEACH2AgEA8QQAIfcCAQDxBAAh-wJAAPIEACGjAwEA6wQAIcwDQADyBAAh3QMBAOsEACHeAwEA8QQAId8DQACFBQAh4ANAAPIEACECAAAAHgAgCAAAQgAgC-oCAQDrBAAh7QJAAPIEACH2AgEA8QQAIfcCAQDxBAAh-wJAAPIEACGjAwEA6wQAIcwDQADyBAAh3QMBAOsEACHeAwEA8QQAId8DQACFBQAh4ANAAPIEACECAAAAHAAgCAAARAAgAgAAABwAIAgAAEQAIAMAAAAeACAPAAA9ACAQAABCACABAAAAHgAgAQAAABwAIAcVAADEBgAgFgAAxgYAIBcAAMUGACD2AgAA7QQAIPcCAADtBAAg3gMAAO0EACDfAwAA7QQAIA7aAgAA3gQAMNsCAABLABDcAgAA3gQAMOoCAQCJBAAh7QJAAJYEACH2AgEAlQQAIfcCAQCVBAAh-wJAAJYEACGjAwEAiQQAIcwDQACWBAAh3QMBAIkEACHeAwEAlQQAId8DQACoBAAh4ANAAJYEACEDAAAAHAAgAwAASgAwFAAASwAgAwAAABwAIAMAAB0AMAQAAB4AIA_aAgAA3QQAMNsCAABRABDcAgAA3QQAMN0CAQCSBAAh6gIBAAAAAe0CQACeBAAh7gJAAJ4EACH7AkAArwQAIYEDAQCdBAAhiwMBAJIEACGPAwEAnQQAIcgDAQAAAAHKA0AArwQAIdsDAQCdBAAh3ANAAK8EACEBAAAATgAgAQAAAE4AIA_aAgAA3QQAMNsCAABRABDcAgAA3QQAMN0CAQCSBAAh6gIBAJIEACHtAkAAngQAIe4CQACeBAAh-wJAAK8EACGBAwEAnQQAIYsDAQCSBAAhjwMBAJ0EACHIAwEAkgQAIcoDQACvBAAh2wMBAJ0EACHcA0AArwQAIQb7AgAA7QQAIIEDAADtBAAgjwMAAO0EACDKAwAA7QQAINsDAADtBAAg3AMAAO0EACADAAAAUQAgAwAAUgAwBAAATgAgAwAAAFEAIAMAAFIAMAQAAE4AIAMAAABRACADAABSADAEAABOACAM3QIBAAAAAeoCAQAAAAHtAkAAAAAB7gJAAAAAAfsCQAAAAAGBAwEAAAABiwMBAAAAAY8DAQAAAAHIAwEAAAABygNAAAAAAdsDAQAAAAHcA0AAAAABAQgAAFYAIAzdAgEAAAAB6gIBAAAAAe0CQAAAAAHuAkAAAAAB-wJAAAAAAYEDAQAAAAGLAwEAAAABjwMBAAAAAcgDAQAAAAHKA0AAAAAB2wMBAAAAAdwDQAAAAAEBCAAAWAAwAQgAAFgAMAzdAgEA6wQAIeoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIfsCQACFBQAhgQMBAPEEACGLAwEA6wQAIY8DAQDxBAAhyAMBAOsEACHKA0AAhQUAIdsDAQDxBAAh3ANAAIUFACECAAAATgAgCAAAWwAgDN0CAQDrBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAh-wJAAIUFACGBAwEA8QQAIYsDAQDrBAAhjwMBAPEEACHIAwEA6wQAIcoDQACFBQAh2wMBAPEEACHcA0AAhQUAIQIAAABRACAIAABdACACAAAAUQAgCAAAXQAgAwAAAE4AIA8AAFYAIBAAAFsAIAEAAABOACABAAAAUQAgCRUAAMEGACAWAADDBgAgFwAAwgYAIPsCAADtBAAggQMAAO0EACCPAwAA7QQAIMoDAADtBAAg2wMAAO0EACDcAwAA7QQAIA_aAgAA3AQAMNsCAABkABDcAgAA3AQAMN0CAQCJBAAh6gIBAIkEACHtAkAAlgQAIe4CQACWBAAh-wJAAKgEACGBAwEAlQQAIYsDAQCJBAAhjwMBAJUEACHIAwEAiQQAIcoDQACoBAAh2wMBAJUEACHcA0AAqAQAIQMAAABRACADAABjADAUAABkACADAAAAUQAgAwAAUgAwBAAATgAgGk0AAMoEACBOAADLBAAgVAAAzAQAINoCAADJBAAw2wIAAI0BABDcAgAAyQQAMN0CAQCdBAAh6gIBAAAAAe0CQACeBAAh7gJAAJ4EACG9AwEAAAABvwMBAJ0EACHHAwEAkgQAIcoDQACvBAAhzQMBAJIEACHOA0AArwQAIc8DQACvBAAh0AMBAJ0EACHRAwEAnQQAIdIDAQCdBAAh0wMBAJ0EACHUAwEAnQQAIdUDAgC4BAAh1gNAAK8EACHXA0AArwQAIdgDQACeBAAhAQAAAGcAIAxMAADVBAAg2gIAANsEADDbAgAAaQAQ3AIAANsEADDqAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGBAwEAkgQAIYsDAQCSBAAhyAMBAJIEACHJA0AArwQAIcoDQACvBAAhA0wAALwGACDJAwAA7QQAIMoDAADtBAAgDEwAANUEACDaAgAA2wQAMNsCAABpABDcAgAA2wQAMOoCAQAAAAHtAkAAngQAIe4CQACeBAAhgQMBAJIEACGLAwEAkgQAIcgDAQAAAAHJA0AArwQAIcoDQACvBAAhAwAAAGkAIAMAAGoAMAQAAGsAIAhMAADVBAAg2gIAANoEADDbAgAAbQAQ3AIAANoEADDqAgEAkgQAIYEDAQCSBAAhywNAAJ4EACHMA0AAngQAIQFMAAC8BgAgCEwAANUEACDaAgAA2gQAMNsCAABtABDcAgAA2gQAMOoCAQAAAAGBAwEAkgQAIcsDQACeBAAhzANAAJ4EACEDAAAAbQAgAwAAbgAwBAAAbwAgGUwAANUEACBQAADWBAAgUQAA1wQAIFIAANgEACBTAADZBAAg2gIAANQEADDbAgAAcQAQ3AIAANQEADDdAgEAkgQAIeoCAQCSBAAh7QJAAJ4EACHuAkAAngQAIYEDAQCSBAAhqAMBAJ0EACG9AwEAkgQAIb4DAQCdBAAhvwMBAJ0EACHAAwEAkgQAIcEDAQCSBAAhwgMBAJIEACHDAwEAnQQAIcQDAQCSBAAhxQNAAK8EACHGA0AArwQAIccDAQCSBAAhC0wAALwGACBQAAC9BgAgUQAAvgYAIFIAAL8GACBTAADABgAgqAMAAO0EACC-AwAA7QQAIL8DAADtBAAgwwMAAO0EACDFAwAA7QQAIMYDAADtBAAgGUwAANUEACBQAADWBAAgUQAA1wQAIFIAANgEACBTAADZBAAg2gIAANQEADDbAgAAcQAQ3AIAANQEADDdAgEAkgQAIeoCAQAAAAHtAkAAngQAIe4CQACeBAAhgQMBAJIEACGoAwEAnQQAIb0DAQAAAAG-AwEAnQQAIb8DAQCdBAAhwAMBAJIEACHBAwEAkgQAIcIDAQCSBAAhwwMBAJ0EACHEAwEAkgQAIcUDQACvBAAhxgNAAK8EACHHAwEAkgQAIQMAAABxACADAAByADAEAABzACANTwAAzwQAINoCAADTBAAw2wIAAHUAENwCAADTBAAw6gIBAJIEACH1AgEAnQQAIYEDAQCSBAAhiAMBAJIEACGLAwEAkgQAIbkDAQCSBAAhugNAAJ4EACG7A0AAngQAIbwDAgC5BAAhAk8AALsGACD1AgAA7QQAIA1PAADPBAAg2gIAANMEADDbAgAAdQAQ3AIAANMEADDqAgEAAAAB9QIBAJ0EACGBAwEAkgQAIYgDAQCSBAAhiwMBAJIEACG5AwEAkgQAIboDQACeBAAhuwNAAJ4EACG8AwIAuQQAIQMAAAB1ACADAAB2ADAEAAB3ACASTwAAzwQAINoCAADSBAAw2wIAAHkAENwCAADSBAAw6gIBAJIEACHrAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGIAwEAkgQAIYkDAQCSBAAhpwMBAJ0EACGyAwEAnQQAIbMDIACuBAAhtAMgAK4EACG1AwEAnQQAIbYDAQCdBAAhtwMBAJ0EACG4A0AArwQAIQdPAAC7BgAgpwMAAO0EACCyAwAA7QQAILUDAADtBAAgtgMAAO0EACC3AwAA7QQAILgDAADtBAAgE08AAM8EACDaAgAA0gQAMNsCAAB5ABDcAgAA0gQAMOoCAQAAAAHrAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGIAwEAkgQAIYkDAQCSBAAhpwMBAJ0EACGyAwEAnQQAIbMDIACuBAAhtAMgAK4EACG1AwEAnQQAIbYDAQCdBAAhtwMBAJ0EACG4A0AArwQAIdoDAADRBAAgAwAAAHkAIAMAAHoAMAQAAHsAIAtPAADPBAAg2gIAANAEADDbAgAAfQAQ3AIAANAEADDqAgEAkgQAIesCAQCSBAAh7QJAAJ4EACGIAwEAkgQAIa8DAQCSBAAhsAMBAJ0EACGxAwEAnQQAIQNPAAC7BgAgsAMAAO0EACCxAwAA7QQAIAtPAADPBAAg2gIAANAEADDbAgAAfQAQ3AIAANAEADDqAgEAAAAB6wIBAJIEACHtAkAAngQAIYgDAQCSBAAhrwMBAJIEACGwAwEAnQQAIbEDAQCdBAAhAwAAAH0AIAMAAH4AMAQAAH8AIBVPAADPBAAg2gIAAM4EADDbAgAAgQEAENwCAADOBAAw3QIBAJIEACHqAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGIAwEAkgQAIZMDAgC4BAAhlAMgAK4EACGVAwEAkgQAIaQDAQCSBAAhpwMBAJIEACGoAwEAnQQAIakDAQCSBAAhqgMgAK4EACGrAwEAnQQAIawDAgC4BAAhrQMBAJ0EACGuAyAArgQAIQZPAAC7BgAgkwMAAO0EACCoAwAA7QQAIKsDAADtBAAgrAMAAO0EACCtAwAA7QQAIBZPAADPBAAg2gIAAM4EADDbAgAAgQEAENwCAADOBAAw3QIBAJIEACHqAgEAAAAB7QJAAJ4EACHuAkAAngQAIYgDAQCSBAAhkwMCALgEACGUAyAArgQAIZUDAQCSBAAhpAMBAJIEACGnAwEAkgQAIagDAQCdBAAhqQMBAJIEACGqAyAArgQAIasDAQCdBAAhrAMCALgEACGtAwEAnQQAIa4DIACuBAAh2QMAAM0EACADAAAAgQEAIAMAAIIBADAEAACDAQAgAQAAAHUAIAEAAAB5ACABAAAAfQAgAQAAAIEBACABAAAAaQAgAQAAAG0AIAEAAABxACABAAAAZwAgGk0AAMoEACBOAADLBAAgVAAAzAQAINoCAADJBAAw2wIAAI0BABDcAgAAyQQAMN0CAQCdBAAh6gIBAJIEACHtAkAAngQAIe4CQACeBAAhvQMBAJIEACG_AwEAnQQAIccDAQCSBAAhygNAAK8EACHNAwEAkgQAIc4DQACvBAAhzwNAAK8EACHQAwEAnQQAIdEDAQCdBAAh0gMBAJ0EACHTAwEAnQQAIdQDAQCdBAAh1QMCALgEACHWA0AArwQAIdcDQACvBAAh2ANAAJ4EACEQTQAAuAYAIE4AALkGACBUAAC6BgAg3QIAAO0EACC_AwAA7QQAIMoDAADtBAAgzgMAAO0EACDPAwAA7QQAINADAADtBAAg0QMAAO0EACDSAwAA7QQAINMDAADtBAAg1AMAAO0EACDVAwAA7QQAINYDAADtBAAg1wMAAO0EACADAAAAjQEAIAMAAI4BADAEAABnACADAAAAjQEAIAMAAI4BADAEAABnACADAAAAjQEAIAMAAI4BADAEAABnACAXTQAAtQYAIE4AALYGACBUAAC3BgAg3QIBAAAAAeoCAQAAAAHtAkAAAAAB7gJAAAAAAb0DAQAAAAG_AwEAAAABxwMBAAAAAcoDQAAAAAHNAwEAAAABzgNAAAAAAc8DQAAAAAHQAwEAAAAB0QMBAAAAAdIDAQAAAAHTAwEAAAAB1AMBAAAAAdUDAgAAAAHWA0AAAAAB1wNAAAAAAdgDQAAAAAEBCAAAkgEAIBTdAgEAAAAB6gIBAAAAAe0CQAAAAAHuAkAAAAABvQMBAAAAAb8DAQAAAAHHAwEAAAABygNAAAAAAc0DAQAAAAHOA0AAAAABzwNAAAAAAdADAQAAAAHRAwEAAAAB0gMBAAAAAdMDAQAAAAHUAwEAAAAB1QMCAAAAAdYDQAAAAAHXA0AAAAAB2ANAAAAAAQEIAACUAQAwAQgAAJQBADAXTQAAjgYAIE4AAI8GACBUAACQBgAg3QIBAPEEACHqAgEA6wQAIe0CQADyBAAh7gJAAPIEACG9AwEA6wQAIb8DAQDxBAAhxwMBAOsEACHKA0AAhQUAIc0DAQDrBAAhzgNAAIUFACHPA0AAhQUAIdADAQDxBAAh0QMBAPEEACHSAwEA8QQAIdMDAQDxBAAh1AMBAPEEACHVAwIAjgUAIdYDQACFBQAh1wNAAIUFACHYA0AA8gQAIQIAAABnACAIAACXAQAgFN0CAQDxBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhvQMBAOsEACG_AwEA8QQAIccDAQDrBAAhygNAAIUFACHNAwEA6wQAIc4DQACFBQAhzwNAAIUFACHQAwEA8QQAIdEDAQDxBAAh0gMBAPEEACHTAwEA8QQAIdQDAQDxBAAh1QMCAI4FACHWA0AAhQUAIdcDQACFBQAh2ANAAPIEACECAAAAjQEAIAgAAJkBACACAAAAjQEAIAgAAJkBACADAAAAZwAgDwAAkgEAIBAAAJcBACABAAAAZwAgAQAAAI0BACASFQAAiQYAIBYAAIwGACAXAACLBgAgYwAAigYAIGQAAI0GACDdAgAA7QQAIL8DAADtBAAgygMAAO0EACDOAwAA7QQAIM8DAADtBAAg0AMAAO0EACDRAwAA7QQAINIDAADtBAAg0wMAAO0EACDUAwAA7QQAINUDAADtBAAg1gMAAO0EACDXAwAA7QQAIBfaAgAAyAQAMNsCAACgAQAQ3AIAAMgEADDdAgEAlQQAIeoCAQCJBAAh7QJAAJYEACHuAkAAlgQAIb0DAQCJBAAhvwMBAJUEACHHAwEAiQQAIcoDQACoBAAhzQMBAIkEACHOA0AAqAQAIc8DQACoBAAh0AMBAJUEACHRAwEAlQQAIdIDAQCVBAAh0wMBAJUEACHUAwEAlQQAIdUDAgCyBAAh1gNAAKgEACHXA0AAqAQAIdgDQACWBAAhAwAAAI0BACADAACfAQAwFAAAoAEAIAMAAACNAQAgAwAAjgEAMAQAAGcAIAEAAABvACABAAAAbwAgAwAAAG0AIAMAAG4AMAQAAG8AIAMAAABtACADAABuADAEAABvACADAAAAbQAgAwAAbgAwBAAAbwAgBUwAAIgGACDqAgEAAAABgQMBAAAAAcsDQAAAAAHMA0AAAAABAQgAAKgBACAE6gIBAAAAAYEDAQAAAAHLA0AAAAABzANAAAAAAQEIAACqAQAwAQgAAKoBADAFTAAAhwYAIOoCAQDrBAAhgQMBAOsEACHLA0AA8gQAIcwDQADyBAAhAgAAAG8AIAgAAK0BACAE6gIBAOsEACGBAwEA6wQAIcsDQADyBAAhzANAAPIEACECAAAAbQAgCAAArwEAIAIAAABtACAIAACvAQAgAwAAAG8AIA8AAKgBACAQAACtAQAgAQAAAG8AIAEAAABtACADFQAAhAYAIBYAAIYGACAXAACFBgAgB9oCAADHBAAw2wIAALYBABDcAgAAxwQAMOoCAQCJBAAhgQMBAIkEACHLA0AAlgQAIcwDQACWBAAhAwAAAG0AIAMAALUBADAUAAC2AQAgAwAAAG0AIAMAAG4AMAQAAG8AIAEAAABrACABAAAAawAgAwAAAGkAIAMAAGoAMAQAAGsAIAMAAABpACADAABqADAEAABrACADAAAAaQAgAwAAagAwBAAAawAgCUwAAIMGACDqAgEAAAAB7QJAAAAAAe4CQAAAAAGBAwEAAAABiwMBAAAAAcgDAQAAAAHJA0AAAAABygNAAAAAAQEIAAC-AQAgCOoCAQAAAAHtAkAAAAAB7gJAAAAAAYEDAQAAAAGLAwEAAAAByAMBAAAAAckDQAAAAAHKA0AAAAABAQgAAMABADABCAAAwAEAMAlMAACCBgAg6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhgQMBAOsEACGLAwEA6wQAIcgDAQDrBAAhyQNAAIUFACHKA0AAhQUAIQIAAABrACAIAADDAQAgCOoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIYEDAQDrBAAhiwMBAOsEACHIAwEA6wQAIckDQACFBQAhygNAAIUFACECAAAAaQAgCAAAxQEAIAIAAABpACAIAADFAQAgAwAAAGsAIA8AAL4BACAQAADDAQAgAQAAAGsAIAEAAABpACAFFQAA_wUAIBYAAIEGACAXAACABgAgyQMAAO0EACDKAwAA7QQAIAvaAgAAxgQAMNsCAADMAQAQ3AIAAMYEADDqAgEAiQQAIe0CQACWBAAh7gJAAJYEACGBAwEAiQQAIYsDAQCJBAAhyAMBAIkEACHJA0AAqAQAIcoDQACoBAAhAwAAAGkAIAMAAMsBADAUAADMAQAgAwAAAGkAIAMAAGoAMAQAAGsAIAEAAABzACABAAAAcwAgAwAAAHEAIAMAAHIAMAQAAHMAIAMAAABxACADAAByADAEAABzACADAAAAcQAgAwAAcgAwBAAAcwAgFkwAAPoFACBQAAD7BQAgUQAA_AUAIFIAAP0FACBTAAD-BQAg3QIBAAAAAeoCAQAAAAHtAkAAAAAB7gJAAAAAAYEDAQAAAAGoAwEAAAABvQMBAAAAAb4DAQAAAAG_AwEAAAABwAMBAAAAAcEDAQAAAAHCAwEAAAABwwMBAAAAAcQDAQAAAAHFA0AAAAABxgNAAAAAAccDAQAAAAEBCAAA1AEAIBHdAgEAAAAB6gIBAAAAAe0CQAAAAAHuAkAAAAABgQMBAAAAAagDAQAAAAG9AwEAAAABvgMBAAAAAb8DAQAAAAHAAwEAAAABwQMBAAAAAcIDAQAAAAHDAwEAAAABxAMBAAAAAcUDQAAAAAHGA0AAAAABxwMBAAAAAQEIAADWAQAwAQgAANYBADAWTAAAxQUAIFAAAMYFACBRAADHBQAgUgAAyAUAIFMAAMkFACDdAgEA6wQAIeoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIYEDAQDrBAAhqAMBAPEEACG9AwEA6wQAIb4DAQDxBAAhvwMBAPEEACHAAwEA6wQAIcEDAQDrBAAhwgMBAOsEACHDAwEA8QQAIcQDAQDrBAAhxQNAAIUFACHGA0AAhQUAIccDAQDrBAAhAgAAAHMAIAgAANkBACAR3QIBAOsEACHqAgEA6wQAIe0CQADyBAAh7gJAAPIEACGBAwEA6wQAIagDAQDxBAAhvQMBAOsEACG-AwEA8QQAIb8DAQDxBAAhwAMBAOsEACHBAwEA6wQAIcIDAQDrBAAhwwMBAPEEACHEAwEA6wQAIcUDQACFBQAhxgNAAIUFACHHAwEA6wQAIQIAAABxACAIAADbAQAgAgAAAHEAIAgAANsBACADAAAAcwAgDwAA1AEAIBAAANkBACABAAAAcwAgAQAAAHEAIAkVAADCBQAgFgAAxAUAIBcAAMMFACCoAwAA7QQAIL4DAADtBAAgvwMAAO0EACDDAwAA7QQAIMUDAADtBAAgxgMAAO0EACAU2gIAAMUEADDbAgAA4gEAENwCAADFBAAw3QIBAIkEACHqAgEAiQQAIe0CQACWBAAh7gJAAJYEACGBAwEAiQQAIagDAQCVBAAhvQMBAIkEACG-AwEAlQQAIb8DAQCVBAAhwAMBAIkEACHBAwEAiQQAIcIDAQCJBAAhwwMBAJUEACHEAwEAiQQAIcUDQACoBAAhxgNAAKgEACHHAwEAiQQAIQMAAABxACADAADhAQAwFAAA4gEAIAMAAABxACADAAByADAEAABzACABAAAAdwAgAQAAAHcAIAMAAAB1ACADAAB2ADAEAAB3ACADAAAAdQAgAwAAdgAwBAAAdwAgAwAAAHUAIAMAAHYAMAQAAHcAIApPAADBBQAg6gIBAAAAAfUCAQAAAAGBAwEAAAABiAMBAAAAAYsDAQAAAAG5AwEAAAABugNAAAAAAbsDQAAAAAG8AwIAAAABAQgAAOoBACAJ6gIBAAAAAfUCAQAAAAGBAwEAAAABiAMBAAAAAYsDAQAAAAG5AwEAAAABugNAAAAAAbsDQAAAAAG8AwIAAAABAQgAAOwBADABCAAA7AEAMApPAADABQAg6gIBAOsEACH1AgEA8QQAIYEDAQDrBAAhiAMBAOsEACGLAwEA6wQAIbkDAQDrBAAhugNAAPIEACG7A0AA8gQAIbwDAgD-BAAhAgAAAHcAIAgAAO8BACAJ6gIBAOsEACH1AgEA8QQAIYEDAQDrBAAhiAMBAOsEACGLAwEA6wQAIbkDAQDrBAAhugNAAPIEACG7A0AA8gQAIbwDAgD-BAAhAgAAAHUAIAgAAPEBACACAAAAdQAgCAAA8QEAIAMAAAB3ACAPAADqAQAgEAAA7wEAIAEAAAB3ACABAAAAdQAgBhUAALsFACAWAAC-BQAgFwAAvQUAIGMAALwFACBkAAC_BQAg9QIAAO0EACAM2gIAAMQEADDbAgAA-AEAENwCAADEBAAw6gIBAIkEACH1AgEAlQQAIYEDAQCJBAAhiAMBAIkEACGLAwEAiQQAIbkDAQCJBAAhugNAAJYEACG7A0AAlgQAIbwDAgCkBAAhAwAAAHUAIAMAAPcBADAUAAD4AQAgAwAAAHUAIAMAAHYAMAQAAHcAIAEAAAB7ACABAAAAewAgAwAAAHkAIAMAAHoAMAQAAHsAIAMAAAB5ACADAAB6ADAEAAB7ACADAAAAeQAgAwAAegAwBAAAewAgD08AALoFACDqAgEAAAAB6wIBAAAAAe0CQAAAAAHuAkAAAAABiAMBAAAAAYkDAQAAAAGnAwEAAAABsgMBAAAAAbMDIAAAAAG0AyAAAAABtQMBAAAAAbYDAQAAAAG3AwEAAAABuANAAAAAAQEIAACAAgAgDuoCAQAAAAHrAgEAAAAB7QJAAAAAAe4CQAAAAAGIAwEAAAABiQMBAAAAAacDAQAAAAGyAwEAAAABswMgAAAAAbQDIAAAAAG1AwEAAAABtgMBAAAAAbcDAQAAAAG4A0AAAAABAQgAAIICADABCAAAggIAMA9PAAC5BQAg6gIBAOsEACHrAgEA6wQAIe0CQADyBAAh7gJAAPIEACGIAwEA6wQAIYkDAQDrBAAhpwMBAPEEACGyAwEA8QQAIbMDIACEBQAhtAMgAIQFACG1AwEA8QQAIbYDAQDxBAAhtwMBAPEEACG4A0AAhQUAIQIAAAB7ACAIAACFAgAgDuoCAQDrBAAh6wIBAOsEACHtAkAA8gQAIe4CQADyBAAhiAMBAOsEACGJAwEA6wQAIacDAQDxBAAhsgMBAPEEACGzAyAAhAUAIbQDIACEBQAhtQMBAPEEACG2AwEA8QQAIbcDAQDxBAAhuANAAIUFACECAAAAeQAgCAAAhwIAIAIAAAB5ACAIAACHAgAgAwAAAHsAIA8AAIACACAQAACFAgAgAQAAAHsAIAEAAAB5ACAJFQAAtgUAIBYAALgFACAXAAC3BQAgpwMAAO0EACCyAwAA7QQAILUDAADtBAAgtgMAAO0EACC3AwAA7QQAILgDAADtBAAgEdoCAADDBAAw2wIAAI4CABDcAgAAwwQAMOoCAQCJBAAh6wIBAIkEACHtAkAAlgQAIe4CQACWBAAhiAMBAIkEACGJAwEAiQQAIacDAQCVBAAhsgMBAJUEACGzAyAApwQAIbQDIACnBAAhtQMBAJUEACG2AwEAlQQAIbcDAQCVBAAhuANAAKgEACEDAAAAeQAgAwAAjQIAMBQAAI4CACADAAAAeQAgAwAAegAwBAAAewAgAQAAAH8AIAEAAAB_ACADAAAAfQAgAwAAfgAwBAAAfwAgAwAAAH0AIAMAAH4AMAQAAH8AIAMAAAB9ACADAAB-ADAEAAB_ACAITwAAtQUAIOoCAQAAAAHrAgEAAAAB7QJAAAAAAYgDAQAAAAGvAwEAAAABsAMBAAAAAbEDAQAAAAEBCAAAlgIAIAfqAgEAAAAB6wIBAAAAAe0CQAAAAAGIAwEAAAABrwMBAAAAAbADAQAAAAGxAwEAAAABAQgAAJgCADABCAAAmAIAMAhPAAC0BQAg6gIBAOsEACHrAgEA6wQAIe0CQADyBAAhiAMBAOsEACGvAwEA6wQAIbADAQDxBAAhsQMBAPEEACECAAAAfwAgCAAAmwIAIAfqAgEA6wQAIesCAQDrBAAh7QJAAPIEACGIAwEA6wQAIa8DAQDrBAAhsAMBAPEEACGxAwEA8QQAIQIAAAB9ACAIAACdAgAgAgAAAH0AIAgAAJ0CACADAAAAfwAgDwAAlgIAIBAAAJsCACABAAAAfwAgAQAAAH0AIAUVAACxBQAgFgAAswUAIBcAALIFACCwAwAA7QQAILEDAADtBAAgCtoCAADCBAAw2wIAAKQCABDcAgAAwgQAMOoCAQCJBAAh6wIBAIkEACHtAkAAlgQAIYgDAQCJBAAhrwMBAIkEACGwAwEAlQQAIbEDAQCVBAAhAwAAAH0AIAMAAKMCADAUAACkAgAgAwAAAH0AIAMAAH4AMAQAAH8AIAEAAACDAQAgAQAAAIMBACADAAAAgQEAIAMAAIIBADAEAACDAQAgAwAAAIEBACADAACCAQAwBAAAgwEAIAMAAACBAQAgAwAAggEAMAQAAIMBACASTwAAsAUAIN0CAQAAAAHqAgEAAAAB7QJAAAAAAe4CQAAAAAGIAwEAAAABkwMCAAAAAZQDIAAAAAGVAwEAAAABpAMBAAAAAacDAQAAAAGoAwEAAAABqQMBAAAAAaoDIAAAAAGrAwEAAAABrAMCAAAAAa0DAQAAAAGuAyAAAAABAQgAAKwCACAR3QIBAAAAAeoCAQAAAAHtAkAAAAAB7gJAAAAAAYgDAQAAAAGTAwIAAAABlAMgAAAAAZUDAQAAAAGkAwEAAAABpwMBAAAAAagDAQAAAAGpAwEAAAABqgMgAAAAAasDAQAAAAGsAwIAAAABrQMBAAAAAa4DIAAAAAEBCAAArgIAMAEIAACuAgAwEk8AAK8FACDdAgEA6wQAIeoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIYgDAQDrBAAhkwMCAI4FACGUAyAAhAUAIZUDAQDrBAAhpAMBAOsEACGnAwEA6wQAIagDAQDxBAAhqQMBAOsEACGqAyAAhAUAIasDAQDxBAAhrAMCAI4FACGtAwEA8QQAIa4DIACEBQAhAgAAAIMBACAIAACxAgAgEd0CAQDrBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhiAMBAOsEACGTAwIAjgUAIZQDIACEBQAhlQMBAOsEACGkAwEA6wQAIacDAQDrBAAhqAMBAPEEACGpAwEA6wQAIaoDIACEBQAhqwMBAPEEACGsAwIAjgUAIa0DAQDxBAAhrgMgAIQFACECAAAAgQEAIAgAALMCACACAAAAgQEAIAgAALMCACADAAAAgwEAIA8AAKwCACAQAACxAgAgAQAAAIMBACABAAAAgQEAIAoVAACqBQAgFgAArQUAIBcAAKwFACBjAACrBQAgZAAArgUAIJMDAADtBAAgqAMAAO0EACCrAwAA7QQAIKwDAADtBAAgrQMAAO0EACAU2gIAAMEEADDbAgAAugIAENwCAADBBAAw3QIBAIkEACHqAgEAiQQAIe0CQACWBAAh7gJAAJYEACGIAwEAiQQAIZMDAgCyBAAhlAMgAKcEACGVAwEAiQQAIaQDAQCJBAAhpwMBAIkEACGoAwEAlQQAIakDAQCJBAAhqgMgAKcEACGrAwEAlQQAIawDAgCyBAAhrQMBAJUEACGuAyAApwQAIQMAAACBAQAgAwAAuQIAMBQAALoCACADAAAAgQEAIAMAAIIBADAEAACDAQAgCdoCAAC_BAAw2wIAAMACABDcAgAAvwQAMIgDAQCSBAAhigMBAJIEACGjAwEAkgQAIaQDAQCSBAAhpQNAAJ4EACGmAwAAwAQAIAEAAAC9AgAgAQAAAL0CACAI2gIAAL8EADDbAgAAwAIAENwCAAC_BAAwiAMBAJIEACGKAwEAkgQAIaMDAQCSBAAhpAMBAJIEACGlA0AAngQAIQADAAAAwAIAIAMAAMECADAEAAC9AgAgAwAAAMACACADAADBAgAwBAAAvQIAIAMAAADAAgAgAwAAwQIAMAQAAL0CACAFiAMBAAAAAYoDAQAAAAGjAwEAAAABpAMBAAAAAaUDQAAAAAEBCAAAxQIAIAWIAwEAAAABigMBAAAAAaMDAQAAAAGkAwEAAAABpQNAAAAAAQEIAADHAgAwAQgAAMcCADAFiAMBAOsEACGKAwEA6wQAIaMDAQDrBAAhpAMBAOsEACGlA0AA8gQAIQIAAAC9AgAgCAAAygIAIAWIAwEA6wQAIYoDAQDrBAAhowMBAOsEACGkAwEA6wQAIaUDQADyBAAhAgAAAMACACAIAADMAgAgAgAAAMACACAIAADMAgAgAwAAAL0CACAPAADFAgAgEAAAygIAIAEAAAC9AgAgAQAAAMACACADFQAApwUAIBYAAKkFACAXAACoBQAgCNoCAAC-BAAw2wIAANMCABDcAgAAvgQAMIgDAQCJBAAhigMBAIkEACGjAwEAiQQAIaQDAQCJBAAhpQNAAJYEACEDAAAAwAIAIAMAANICADAUAADTAgAgAwAAAMACACADAADBAgAwBAAAvQIAICPoAQAAuwQAIOkBAAC8BAAg2gIAALcEADDbAgAA4AIAENwCAAC3BAAw6gIBAAAAAe0CQACeBAAh7gJAAJ4EACH7AkAArwQAIYEDAQCSBAAhhQNAAK8EACGIAwEAkgQAIYkDAQCSBAAhigMBAJIEACGLAwEAkgQAIYwDAQCSBAAhjQMBAJ0EACGOAyAArgQAIY8DAQCdBAAhkAMBAJ0EACGRAwEAnQQAIZIDAQCdBAAhkwMCALgEACGUAyAArgQAIZUDAQCSBAAhlgMCALkEACGXAwEAnQQAIZgDQACvBAAhmQNAAK8EACGaA0AArwQAIZsDQACvBAAhnAMCALkEACGdAwgAugQAIZ4DAQCdBAAhnwNAAK8EACEBAAAA1gIAIBAIAQCSBAAh5wEAALAEACDaAgAArQQAMNsCAADYAgAQ3AIAAK0EADDqAgEAkgQAIe0CQACeBAAh9QIBAJ0EACH8AgEAkgQAIYEDAQCSBAAhggMgAK4EACGDAwEAkgQAIYQDAQCSBAAhhQNAAK8EACGGA0AArwQAIYcDQACeBAAhAQAAANgCACAK5wEAALAEACDaAgAAvQQAMNsCAADaAgAQ3AIAAL0EADDqAgEAkgQAIfwCAQCSBAAh_QICALkEACH-AkAAngQAIf8CAQCSBAAhgAMBAJIEACEB5wEAAIgFACAK5wEAALAEACDaAgAAvQQAMNsCAADaAgAQ3AIAAL0EADDqAgEAAAAB_AIBAJIEACH9AgIAuQQAIf4CQACeBAAh_wIBAJIEACGAAwEAkgQAIQMAAADaAgAgAwAA2wIAMAQAANwCACABAAAA2gIAIAEAAADWAgAgI-gBAAC7BAAg6QEAALwEACDaAgAAtwQAMNsCAADgAgAQ3AIAALcEADDqAgEAkgQAIe0CQACeBAAh7gJAAJ4EACH7AkAArwQAIYEDAQCSBAAhhQNAAK8EACGIAwEAkgQAIYkDAQCSBAAhigMBAJIEACGLAwEAkgQAIYwDAQCSBAAhjQMBAJ0EACGOAyAArgQAIY8DAQCdBAAhkAMBAJ0EACGRAwEAnQQAIZIDAQCdBAAhkwMCALgEACGUAyAArgQAIZUDAQCSBAAhlgMCALkEACGXAwEAnQQAIZgDQACvBAAhmQNAAK8EACGaA0AArwQAIZsDQACvBAAhnAMCALkEACGdAwgAugQAIZ4DAQCdBAAhnwNAAK8EACES6AEAAKUFACDpAQAApgUAIPsCAADtBAAghQMAAO0EACCNAwAA7QQAII8DAADtBAAgkAMAAO0EACCRAwAA7QQAIJIDAADtBAAgkwMAAO0EACCXAwAA7QQAIJgDAADtBAAgmQMAAO0EACCaAwAA7QQAIJsDAADtBAAgnQMAAO0EACCeAwAA7QQAIJ8DAADtBAAgAwAAAOACACADAADhAgAwBAAA1gIAIAMAAADgAgAgAwAA4QIAMAQAANYCACADAAAA4AIAIAMAAOECADAEAADWAgAgIOgBAACjBQAg6QEAAKQFACDqAgEAAAAB7QJAAAAAAe4CQAAAAAH7AkAAAAABgQMBAAAAAYUDQAAAAAGIAwEAAAABiQMBAAAAAYoDAQAAAAGLAwEAAAABjAMBAAAAAY0DAQAAAAGOAyAAAAABjwMBAAAAAZADAQAAAAGRAwEAAAABkgMBAAAAAZMDAgAAAAGUAyAAAAABlQMBAAAAAZYDAgAAAAGXAwEAAAABmANAAAAAAZkDQAAAAAGaA0AAAAABmwNAAAAAAZwDAgAAAAGdAwgAAAABngMBAAAAAZ8DQAAAAAEBCAAA5QIAIB7qAgEAAAAB7QJAAAAAAe4CQAAAAAH7AkAAAAABgQMBAAAAAYUDQAAAAAGIAwEAAAABiQMBAAAAAYoDAQAAAAGLAwEAAAABjAMBAAAAAY0DAQAAAAGOAyAAAAABjwMBAAAAAZADAQAAAAGRAwEAAAABkgMBAAAAAZMDAgAAAAGUAyAAAAABlQMBAAAAAZYDAgAAAAGXAwEAAAABmANAAAAAAZkDQAAAAAGaA0AAAAABmwNAAAAAAZwDAgAAAAGdAwgAAAABngMBAAAAAZ8DQAAAAAEBCAAA5wIAMAEIAADnAgAwIOgBAACQBQAg6QEAAJEFACDqAgEA6wQAIe0CQADyBAAh7gJAAPIEACH7AkAAhQUAIYEDAQDrBAAhhQNAAIUFACGIAwEA6wQAIYkDAQDrBAAhigMBAOsEACGLAwEA6wQAIYwDAQDrBAAhjQMBAPEEACGOAyAAhAUAIY8DAQDxBAAhkAMBAPEEACGRAwEA8QQAIZIDAQDxBAAhkwMCAI4FACGUAyAAhAUAIZUDAQDrBAAhlgMCAP4EACGXAwEA8QQAIZgDQACFBQAhmQNAAIUFACGaA0AAhQUAIZsDQACFBQAhnAMCAP4EACGdAwgAjwUAIZ4DAQDxBAAhnwNAAIUFACECAAAA1gIAIAgAAOoCACAe6gIBAOsEACHtAkAA8gQAIe4CQADyBAAh-wJAAIUFACGBAwEA6wQAIYUDQACFBQAhiAMBAOsEACGJAwEA6wQAIYoDAQDrBAAhiwMBAOsEACGMAwEA6wQAIY0DAQDxBAAhjgMgAIQFACGPAwEA8QQAIZADAQDxBAAhkQMBAPEEACGSAwEA8QQAIZMDAgCOBQAhlAMgAIQFACGVAwEA6wQAIZYDAgD-BAAhlwMBAPEEACGYA0AAhQUAIZkDQACFBQAhmgNAAIUFACGbA0AAhQUAIZwDAgD-BAAhnQMIAI8FACGeAwEA8QQAIZ8DQACFBQAhAgAAAOACACAIAADsAgAgAgAAAOACACAIAADsAgAgAwAAANYCACAPAADlAgAgEAAA6gIAIAEAAADWAgAgAQAAAOACACAVFQAAiQUAIBYAAIwFACAXAACLBQAgYwAAigUAIGQAAI0FACD7AgAA7QQAIIUDAADtBAAgjQMAAO0EACCPAwAA7QQAIJADAADtBAAgkQMAAO0EACCSAwAA7QQAIJMDAADtBAAglwMAAO0EACCYAwAA7QQAIJkDAADtBAAgmgMAAO0EACCbAwAA7QQAIJ0DAADtBAAgngMAAO0EACCfAwAA7QQAICHaAgAAsQQAMNsCAADzAgAQ3AIAALEEADDqAgEAiQQAIe0CQACWBAAh7gJAAJYEACH7AkAAqAQAIYEDAQCJBAAhhQNAAKgEACGIAwEAiQQAIYkDAQCJBAAhigMBAIkEACGLAwEAiQQAIYwDAQCJBAAhjQMBAJUEACGOAyAApwQAIY8DAQCVBAAhkAMBAJUEACGRAwEAlQQAIZIDAQCVBAAhkwMCALIEACGUAyAApwQAIZUDAQCJBAAhlgMCAKQEACGXAwEAlQQAIZgDQACoBAAhmQNAAKgEACGaA0AAqAQAIZsDQACoBAAhnAMCAKQEACGdAwgAswQAIZ4DAQCVBAAhnwNAAKgEACEDAAAA4AIAIAMAAPICADAUAADzAgAgAwAAAOACACADAADhAgAwBAAA1gIAIBAIAQCSBAAh5wEAALAEACDaAgAArQQAMNsCAADYAgAQ3AIAAK0EADDqAgEAAAAB7QJAAJ4EACH1AgEAnQQAIfwCAQAAAAGBAwEAkgQAIYIDIACuBAAhgwMBAJIEACGEAwEAkgQAIYUDQACvBAAhhgNAAK8EACGHA0AAngQAIQEAAAD2AgAgAQAAAPYCACAE5wEAAIgFACD1AgAA7QQAIIUDAADtBAAghgMAAO0EACADAAAA2AIAIAMAAPkCADAEAAD2AgAgAwAAANgCACADAAD5AgAwBAAA9gIAIAMAAADYAgAgAwAA-QIAMAQAAPYCACANCAEAAAAB5wEAAIcFACDqAgEAAAAB7QJAAAAAAfUCAQAAAAH8AgEAAAABgQMBAAAAAYIDIAAAAAGDAwEAAAABhAMBAAAAAYUDQAAAAAGGA0AAAAABhwNAAAAAAQEIAAD9AgAgDAgBAAAAAeoCAQAAAAHtAkAAAAAB9QIBAAAAAfwCAQAAAAGBAwEAAAABggMgAAAAAYMDAQAAAAGEAwEAAAABhQNAAAAAAYYDQAAAAAGHA0AAAAABAQgAAP8CADABCAAA_wIAMA0IAQDrBAAh5wEAAIYFACDqAgEA6wQAIe0CQADyBAAh9QIBAPEEACH8AgEA6wQAIYEDAQDrBAAhggMgAIQFACGDAwEA6wQAIYQDAQDrBAAhhQNAAIUFACGGA0AAhQUAIYcDQADyBAAhAgAAAPYCACAIAACCAwAgDAgBAOsEACHqAgEA6wQAIe0CQADyBAAh9QIBAPEEACH8AgEA6wQAIYEDAQDrBAAhggMgAIQFACGDAwEA6wQAIYQDAQDrBAAhhQNAAIUFACGGA0AAhQUAIYcDQADyBAAhAgAAANgCACAIAACEAwAgAgAAANgCACAIAACEAwAgAwAAAPYCACAPAAD9AgAgEAAAggMAIAEAAAD2AgAgAQAAANgCACAGFQAAgQUAIBYAAIMFACAXAACCBQAg9QIAAO0EACCFAwAA7QQAIIYDAADtBAAgDwgBAIkEACHaAgAApgQAMNsCAACLAwAQ3AIAAKYEADDqAgEAiQQAIe0CQACWBAAh9QIBAJUEACH8AgEAiQQAIYEDAQCJBAAhggMgAKcEACGDAwEAiQQAIYQDAQCJBAAhhQNAAKgEACGGA0AAqAQAIYcDQACWBAAhAwAAANgCACADAACKAwAwFAAAiwMAIAMAAADYAgAgAwAA-QIAMAQAAPYCACABAAAA3AIAIAEAAADcAgAgAwAAANoCACADAADbAgAwBAAA3AIAIAMAAADaAgAgAwAA2wIAMAQAANwCACADAAAA2gIAIAMAANsCADAEAADcAgAgB-cBAACABQAg6gIBAAAAAfwCAQAAAAH9AgIAAAAB_gJAAAAAAf8CAQAAAAGAAwEAAAABAQgAAJMDACAG6gIBAAAAAfwCAQAAAAH9AgIAAAAB_gJAAAAAAf8CAQAAAAGAAwEAAAABAQgAAJUDADABCAAAlQMAMAfnAQAA_wQAIOoCAQDrBAAh_AIBAOsEACH9AgIA_gQAIf4CQADyBAAh_wIBAOsEACGAAwEA6wQAIQIAAADcAgAgCAAAmAMAIAbqAgEA6wQAIfwCAQDrBAAh_QICAP4EACH-AkAA8gQAIf8CAQDrBAAhgAMBAOsEACECAAAA2gIAIAgAAJoDACACAAAA2gIAIAgAAJoDACADAAAA3AIAIA8AAJMDACAQAACYAwAgAQAAANwCACABAAAA2gIAIAUVAAD5BAAgFgAA_AQAIBcAAPsEACBjAAD6BAAgZAAA_QQAIAnaAgAAowQAMNsCAAChAwAQ3AIAAKMEADDqAgEAiQQAIfwCAQCJBAAh_QICAKQEACH-AkAAlgQAIf8CAQCJBAAhgAMBAIkEACEDAAAA2gIAIAMAAKADADAUAAChAwAgAwAAANoCACADAADbAgAwBAAA3AIAIAjaAgAAogQAMNsCAACnAwAQ3AIAAKIEADDqAgEAAAAB7QJAAJ4EACH5AgEAkgQAIfoCAQCSBAAh-wJAAJ4EACEBAAAApAMAIAEAAACkAwAgCNoCAACiBAAw2wIAAKcDABDcAgAAogQAMOoCAQCSBAAh7QJAAJ4EACH5AgEAkgQAIfoCAQCSBAAh-wJAAJ4EACEAAwAAAKcDACADAACoAwAwBAAApAMAIAMAAACnAwAgAwAAqAMAMAQAAKQDACADAAAApwMAIAMAAKgDADAEAACkAwAgBeoCAQAAAAHtAkAAAAAB-QIBAAAAAfoCAQAAAAH7AkAAAAABAQgAAKwDACAF6gIBAAAAAe0CQAAAAAH5AgEAAAAB-gIBAAAAAfsCQAAAAAEBCAAArgMAMAEIAACuAwAwBeoCAQDrBAAh7QJAAPIEACH5AgEA6wQAIfoCAQDrBAAh-wJAAPIEACECAAAApAMAIAgAALEDACAF6gIBAOsEACHtAkAA8gQAIfkCAQDrBAAh-gIBAOsEACH7AkAA8gQAIQIAAACnAwAgCAAAswMAIAIAAACnAwAgCAAAswMAIAMAAACkAwAgDwAArAMAIBAAALEDACABAAAApAMAIAEAAACnAwAgAxUAAPYEACAWAAD4BAAgFwAA9wQAIAjaAgAAoQQAMNsCAAC6AwAQ3AIAAKEEADDqAgEAiQQAIe0CQACWBAAh-QIBAIkEACH6AgEAiQQAIfsCQACWBAAhAwAAAKcDACADAAC5AwAwFAAAugMAIAMAAACnAwAgAwAAqAMAMAQAAKQDACAQ6AEBAJIEACHaAgAAoAQAMNsCAADAAwAQ3AIAAKAEADDqAgEAAAAB7QJAAJ4EACHvAgEAkgQAIfACAQCdBAAh8QIBAJ0EACHyAgEAkgQAIfMCAQCdBAAh9AIBAJ0EACH1AgEAnQQAIfYCAQCdBAAh9wIBAJ0EACH4AgEAkgQAIQEAAAC9AwAgAQAAAL0DACAQ6AEBAJIEACHaAgAAoAQAMNsCAADAAwAQ3AIAAKAEADDqAgEAkgQAIe0CQACeBAAh7wIBAJIEACHwAgEAnQQAIfECAQCdBAAh8gIBAJIEACHzAgEAnQQAIfQCAQCdBAAh9QIBAJ0EACH2AgEAnQQAIfcCAQCdBAAh-AIBAJIEACEH8AIAAO0EACDxAgAA7QQAIPMCAADtBAAg9AIAAO0EACD1AgAA7QQAIPYCAADtBAAg9wIAAO0EACADAAAAwAMAIAMAAMEDADAEAAC9AwAgAwAAAMADACADAADBAwAwBAAAvQMAIAMAAADAAwAgAwAAwQMAMAQAAL0DACAN6AEBAAAAAeoCAQAAAAHtAkAAAAAB7wIBAAAAAfACAQAAAAHxAgEAAAAB8gIBAAAAAfMCAQAAAAH0AgEAAAAB9QIBAAAAAfYCAQAAAAH3AgEAAAAB-AIBAAAAAQEIAADFAwAgDegBAQAAAAHqAgEAAAAB7QJAAAAAAe8CAQAAAAHwAgEAAAAB8QIBAAAAAfICAQAAAAHzAgEAAAAB9AIBAAAAAfUCAQAAAAH2AgEAAAAB9wIBAAAAAfgCAQAAAAEBCAAAxwMAMAEIAADHAwAwDegBAQDrBAAh6gIBAOsEACHtAkAA8gQAIe8CAQDrBAAh8AIBAPEEACHxAgEA8QQAIfICAQDrBAAh8wIBAPEEACH0AgEA8QQAIfUCAQDxBAAh9gIBAPEEACH3AgEA8QQAIfgCAQDrBAAhAgAAAL0DACAIAADKAwAgDegBAQDrBAAh6gIBAOsEACHtAkAA8gQAIe8CAQDrBAAh8AIBAPEEACHxAgEA8QQAIfICAQDrBAAh8wIBAPEEACH0AgEA8QQAIfUCAQDxBAAh9gIBAPEEACH3AgEA8QQAIfgCAQDrBAAhAgAAAMADACAIAADMAwAgAgAAAMADACAIAADMAwAgAwAAAL0DACAPAADFAwAgEAAAygMAIAEAAAC9AwAgAQAAAMADACAKFQAA8wQAIBYAAPUEACAXAAD0BAAg8AIAAO0EACDxAgAA7QQAIPMCAADtBAAg9AIAAO0EACD1AgAA7QQAIPYCAADtBAAg9wIAAO0EACAQ6AEBAIkEACHaAgAAnwQAMNsCAADTAwAQ3AIAAJ8EADDqAgEAiQQAIe0CQACWBAAh7wIBAIkEACHwAgEAlQQAIfECAQCVBAAh8gIBAIkEACHzAgEAlQQAIfQCAQCVBAAh9QIBAJUEACH2AgEAlQQAIfcCAQCVBAAh-AIBAIkEACEDAAAAwAMAIAMAANIDADAUAADTAwAgAwAAAMADACADAADBAwAwBAAAvQMAIAnaAgAAnAQAMNsCAADZAwAQ3AIAAJwEADDeAgEAkgQAIeoCAQAAAAHrAgEAAAAB7AIBAJ0EACHtAkAAngQAIe4CQACeBAAhAQAAANYDACABAAAA1gMAIAnaAgAAnAQAMNsCAADZAwAQ3AIAAJwEADDeAgEAkgQAIeoCAQCSBAAh6wIBAJIEACHsAgEAnQQAIe0CQACeBAAh7gJAAJ4EACEB7AIAAO0EACADAAAA2QMAIAMAANoDADAEAADWAwAgAwAAANkDACADAADaAwAwBAAA1gMAIAMAAADZAwAgAwAA2gMAMAQAANYDACAG3gIBAAAAAeoCAQAAAAHrAgEAAAAB7AIBAAAAAe0CQAAAAAHuAkAAAAABAQgAAN4DACAG3gIBAAAAAeoCAQAAAAHrAgEAAAAB7AIBAAAAAe0CQAAAAAHuAkAAAAABAQgAAOADADABCAAA4AMAMAbeAgEA6wQAIeoCAQDrBAAh6wIBAOsEACHsAgEA8QQAIe0CQADyBAAh7gJAAPIEACECAAAA1gMAIAgAAOMDACAG3gIBAOsEACHqAgEA6wQAIesCAQDrBAAh7AIBAPEEACHtAkAA8gQAIe4CQADyBAAhAgAAANkDACAIAADlAwAgAgAAANkDACAIAADlAwAgAwAAANYDACAPAADeAwAgEAAA4wMAIAEAAADWAwAgAQAAANkDACAEFQAA7gQAIBYAAPAEACAXAADvBAAg7AIAAO0EACAJ2gIAAJQEADDbAgAA7AMAENwCAACUBAAw3gIBAIkEACHqAgEAiQQAIesCAQCJBAAh7AIBAJUEACHtAkAAlgQAIe4CQACWBAAhAwAAANkDACADAADrAwAwFAAA7AMAIAMAAADZAwAgAwAA2gMAMAQAANYDACAF2gIAAJEEADDbAgAA8gMAENwCAACRBAAw3QIBAAAAAd4CBACTBAAhAQAAAO8DACABAAAA7wMAIAXaAgAAkQQAMNsCAADyAwAQ3AIAAJEEADDdAgEAkgQAId4CBACTBAAhAAMAAADyAwAgAwAA8wMAMAQAAO8DACADAAAA8gMAIAMAAPMDADAEAADvAwAgAwAAAPIDACADAADzAwAwBAAA7wMAIALdAgEAAAAB3gIEAAAAAQEIAAD3AwAgAt0CAQAAAAHeAgQAAAABAQgAAPkDADABCAAA-QMAMALdAgEA6wQAId4CBADsBAAhAgAAAO8DACAIAAD8AwAgAt0CAQDrBAAh3gIEAOwEACECAAAA8gMAIAgAAP4DACACAAAA8gMAIAgAAP4DACADAAAA7wMAIA8AAPcDACAQAAD8AwAgAQAAAO8DACABAAAA8gMAIAUVAADmBAAgFgAA6QQAIBcAAOgEACBjAADnBAAgZAAA6gQAIAXaAgAAiAQAMNsCAACFBAAQ3AIAAIgEADDdAgEAiQQAId4CBACKBAAhAwAAAPIDACADAACEBAAwFAAAhQQAIAMAAADyAwAgAwAA8wMAMAQAAO8DACAF2gIAAIgEADDbAgAAhQQAENwCAACIBAAw3QIBAIkEACHeAgQAigQAIQ4VAACMBAAgFgAAkAQAIBcAAJAEACDfAgEAAAAB4AIBAAAABOECAQAAAATiAgEAAAAB4wIBAAAAAeQCAQAAAAHlAgEAAAAB5gIBAI8EACHnAgEAAAAB6AIBAAAAAekCAQAAAAENFQAAjAQAIBYAAI4EACAXAACOBAAgYwAAjQQAIGQAAI4EACDfAgQAAAAB4AIEAAAABOECBAAAAATiAgQAAAAB4wIEAAAAAeQCBAAAAAHlAgQAAAAB5gIEAIsEACENFQAAjAQAIBYAAI4EACAXAACOBAAgYwAAjQQAIGQAAI4EACDfAgQAAAAB4AIEAAAABOECBAAAAATiAgQAAAAB4wIEAAAAAeQCBAAAAAHlAgQAAAAB5gIEAIsEACEI3wICAAAAAeACAgAAAAThAgIAAAAE4gICAAAAAeMCAgAAAAHkAgIAAAAB5QICAAAAAeYCAgCMBAAhCN8CCAAAAAHgAggAAAAE4QIIAAAABOICCAAAAAHjAggAAAAB5AIIAAAAAeUCCAAAAAHmAggAjQQAIQjfAgQAAAAB4AIEAAAABOECBAAAAATiAgQAAAAB4wIEAAAAAeQCBAAAAAHlAgQAAAAB5gIEAI4EACEOFQAAjAQAIBYAAJAEACAXAACQBAAg3wIBAAAAAeACAQAAAAThAgEAAAAE4gIBAAAAAeMCAQAAAAHkAgEAAAAB5QIBAAAAAeYCAQCPBAAh5wIBAAAAAegCAQAAAAHpAgEAAAABC98CAQAAAAHgAgEAAAAE4QIBAAAABOICAQAAAAHjAgEAAAAB5AIBAAAAAeUCAQAAAAHmAgEAkAQAIecCAQAAAAHoAgEAAAAB6QIBAAAAAQXaAgAAkQQAMNsCAADyAwAQ3AIAAJEEADDdAgEAkgQAId4CBACTBAAhC98CAQAAAAHgAgEAAAAE4QIBAAAABOICAQAAAAHjAgEAAAAB5AIBAAAAAeUCAQAAAAHmAgEAkAQAIecCAQAAAAHoAgEAAAAB6QIBAAAAAQjfAgQAAAAB4AIEAAAABOECBAAAAATiAgQAAAAB4wIEAAAAAeQCBAAAAAHlAgQAAAAB5gIEAI4EACEJ2gIAAJQEADDbAgAA7AMAENwCAACUBAAw3gIBAIkEACHqAgEAiQQAIesCAQCJBAAh7AIBAJUEACHtAkAAlgQAIe4CQACWBAAhDhUAAJoEACAWAACbBAAgFwAAmwQAIN8CAQAAAAHgAgEAAAAF4QIBAAAABeICAQAAAAHjAgEAAAAB5AIBAAAAAeUCAQAAAAHmAgEAmQQAIecCAQAAAAHoAgEAAAAB6QIBAAAAAQsVAACMBAAgFgAAmAQAIBcAAJgEACDfAkAAAAAB4AJAAAAABOECQAAAAATiAkAAAAAB4wJAAAAAAeQCQAAAAAHlAkAAAAAB5gJAAJcEACELFQAAjAQAIBYAAJgEACAXAACYBAAg3wJAAAAAAeACQAAAAAThAkAAAAAE4gJAAAAAAeMCQAAAAAHkAkAAAAAB5QJAAAAAAeYCQACXBAAhCN8CQAAAAAHgAkAAAAAE4QJAAAAABOICQAAAAAHjAkAAAAAB5AJAAAAAAeUCQAAAAAHmAkAAmAQAIQ4VAACaBAAgFgAAmwQAIBcAAJsEACDfAgEAAAAB4AIBAAAABeECAQAAAAXiAgEAAAAB4wIBAAAAAeQCAQAAAAHlAgEAAAAB5gIBAJkEACHnAgEAAAAB6AIBAAAAAekCAQAAAAEI3wICAAAAAeACAgAAAAXhAgIAAAAF4gICAAAAAeMCAgAAAAHkAgIAAAAB5QICAAAAAeYCAgCaBAAhC98CAQAAAAHgAgEAAAAF4QIBAAAABeICAQAAAAHjAgEAAAAB5AIBAAAAAeUCAQAAAAHmAgEAmwQAIecCAQAAAAHoAgEAAAAB6QIBAAAAAQnaAgAAnAQAMNsCAADZAwAQ3AIAAJwEADDeAgEAkgQAIeoCAQCSBAAh6wIBAJIEACHsAgEAnQQAIe0CQACeBAAh7gJAAJ4EACEL3wIBAAAAAeACAQAAAAXhAgEAAAAF4gIBAAAAAeMCAQAAAAHkAgEAAAAB5QIBAAAAAeYCAQCbBAAh5wIBAAAAAegCAQAAAAHpAgEAAAABCN8CQAAAAAHgAkAAAAAE4QJAAAAABOICQAAAAAHjAkAAAAAB5AJAAAAAAeUCQAAAAAHmAkAAmAQAIRDoAQEAiQQAIdoCAACfBAAw2wIAANMDABDcAgAAnwQAMOoCAQCJBAAh7QJAAJYEACHvAgEAiQQAIfACAQCVBAAh8QIBAJUEACHyAgEAiQQAIfMCAQCVBAAh9AIBAJUEACH1AgEAlQQAIfYCAQCVBAAh9wIBAJUEACH4AgEAiQQAIRDoAQEAkgQAIdoCAACgBAAw2wIAAMADABDcAgAAoAQAMOoCAQCSBAAh7QJAAJ4EACHvAgEAkgQAIfACAQCdBAAh8QIBAJ0EACHyAgEAkgQAIfMCAQCdBAAh9AIBAJ0EACH1AgEAnQQAIfYCAQCdBAAh9wIBAJ0EACH4AgEAkgQAIQjaAgAAoQQAMNsCAAC6AwAQ3AIAAKEEADDqAgEAiQQAIe0CQACWBAAh-QIBAIkEACH6AgEAiQQAIfsCQACWBAAhCNoCAACiBAAw2wIAAKcDABDcAgAAogQAMOoCAQCSBAAh7QJAAJ4EACH5AgEAkgQAIfoCAQCSBAAh-wJAAJ4EACEJ2gIAAKMEADDbAgAAoQMAENwCAACjBAAw6gIBAIkEACH8AgEAiQQAIf0CAgCkBAAh_gJAAJYEACH_AgEAiQQAIYADAQCJBAAhDRUAAIwEACAWAACMBAAgFwAAjAQAIGMAAI0EACBkAACMBAAg3wICAAAAAeACAgAAAAThAgIAAAAE4gICAAAAAeMCAgAAAAHkAgIAAAAB5QICAAAAAeYCAgClBAAhDRUAAIwEACAWAACMBAAgFwAAjAQAIGMAAI0EACBkAACMBAAg3wICAAAAAeACAgAAAAThAgIAAAAE4gICAAAAAeMCAgAAAAHkAgIAAAAB5QICAAAAAeYCAgClBAAhDwgBAIkEACHaAgAApgQAMNsCAACLAwAQ3AIAAKYEADDqAgEAiQQAIe0CQACWBAAh9QIBAJUEACH8AgEAiQQAIYEDAQCJBAAhggMgAKcEACGDAwEAiQQAIYQDAQCJBAAhhQNAAKgEACGGA0AAqAQAIYcDQACWBAAhBRUAAIwEACAWAACsBAAgFwAArAQAIN8CIAAAAAHmAiAAqwQAIQsVAACaBAAgFgAAqgQAIBcAAKoEACDfAkAAAAAB4AJAAAAABeECQAAAAAXiAkAAAAAB4wJAAAAAAeQCQAAAAAHlAkAAAAAB5gJAAKkEACELFQAAmgQAIBYAAKoEACAXAACqBAAg3wJAAAAAAeACQAAAAAXhAkAAAAAF4gJAAAAAAeMCQAAAAAHkAkAAAAAB5QJAAAAAAeYCQACpBAAhCN8CQAAAAAHgAkAAAAAF4QJAAAAABeICQAAAAAHjAkAAAAAB5AJAAAAAAeUCQAAAAAHmAkAAqgQAIQUVAACMBAAgFgAArAQAIBcAAKwEACDfAiAAAAAB5gIgAKsEACEC3wIgAAAAAeYCIACsBAAhEAgBAJIEACHnAQAAsAQAINoCAACtBAAw2wIAANgCABDcAgAArQQAMOoCAQCSBAAh7QJAAJ4EACH1AgEAnQQAIfwCAQCSBAAhgQMBAJIEACGCAyAArgQAIYMDAQCSBAAhhAMBAJIEACGFA0AArwQAIYYDQACvBAAhhwNAAJ4EACEC3wIgAAAAAeYCIACsBAAhCN8CQAAAAAHgAkAAAAAF4QJAAAAABeICQAAAAAHjAkAAAAAB5AJAAAAAAeUCQAAAAAHmAkAAqgQAISXoAQAAuwQAIOkBAAC8BAAg2gIAALcEADDbAgAA4AIAENwCAAC3BAAw6gIBAJIEACHtAkAAngQAIe4CQACeBAAh-wJAAK8EACGBAwEAkgQAIYUDQACvBAAhiAMBAJIEACGJAwEAkgQAIYoDAQCSBAAhiwMBAJIEACGMAwEAkgQAIY0DAQCdBAAhjgMgAK4EACGPAwEAnQQAIZADAQCdBAAhkQMBAJ0EACGSAwEAnQQAIZMDAgC4BAAhlAMgAK4EACGVAwEAkgQAIZYDAgC5BAAhlwMBAJ0EACGYA0AArwQAIZkDQACvBAAhmgNAAK8EACGbA0AArwQAIZwDAgC5BAAhnQMIALoEACGeAwEAnQQAIZ8DQACvBAAh5wMAAOACACDoAwAA4AIAICHaAgAAsQQAMNsCAADzAgAQ3AIAALEEADDqAgEAiQQAIe0CQACWBAAh7gJAAJYEACH7AkAAqAQAIYEDAQCJBAAhhQNAAKgEACGIAwEAiQQAIYkDAQCJBAAhigMBAIkEACGLAwEAiQQAIYwDAQCJBAAhjQMBAJUEACGOAyAApwQAIY8DAQCVBAAhkAMBAJUEACGRAwEAlQQAIZIDAQCVBAAhkwMCALIEACGUAyAApwQAIZUDAQCJBAAhlgMCAKQEACGXAwEAlQQAIZgDQACoBAAhmQNAAKgEACGaA0AAqAQAIZsDQACoBAAhnAMCAKQEACGdAwgAswQAIZ4DAQCVBAAhnwNAAKgEACENFQAAmgQAIBYAAJoEACAXAACaBAAgYwAAtQQAIGQAAJoEACDfAgIAAAAB4AICAAAABeECAgAAAAXiAgIAAAAB4wICAAAAAeQCAgAAAAHlAgIAAAAB5gICALYEACENFQAAmgQAIBYAALUEACAXAAC1BAAgYwAAtQQAIGQAALUEACDfAggAAAAB4AIIAAAABeECCAAAAAXiAggAAAAB4wIIAAAAAeQCCAAAAAHlAggAAAAB5gIIALQEACENFQAAmgQAIBYAALUEACAXAAC1BAAgYwAAtQQAIGQAALUEACDfAggAAAAB4AIIAAAABeECCAAAAAXiAggAAAAB4wIIAAAAAeQCCAAAAAHlAggAAAAB5gIIALQEACEI3wIIAAAAAeACCAAAAAXhAggAAAAF4gIIAAAAAeMCCAAAAAHkAggAAAAB5QIIAAAAAeYCCAC1BAAhDRUAAJoEACAWAACaBAAgFwAAmgQAIGMAALUEACBkAACaBAAg3wICAAAAAeACAgAAAAXhAgIAAAAF4gICAAAAAeMCAgAAAAHkAgIAAAAB5QICAAAAAeYCAgC2BAAhI-gBAAC7BAAg6QEAALwEACDaAgAAtwQAMNsCAADgAgAQ3AIAALcEADDqAgEAkgQAIe0CQACeBAAh7gJAAJ4EACH7AkAArwQAIYEDAQCSBAAhhQNAAK8EACGIAwEAkgQAIYkDAQCSBAAhigMBAJIEACGLAwEAkgQAIYwDAQCSBAAhjQMBAJ0EACGOAyAArgQAIY8DAQCdBAAhkAMBAJ0EACGRAwEAnQQAIZIDAQCdBAAhkwMCALgEACGUAyAArgQAIZUDAQCSBAAhlgMCALkEACGXAwEAnQQAIZgDQACvBAAhmQNAAK8EACGaA0AArwQAIZsDQACvBAAhnAMCALkEACGdAwgAugQAIZ4DAQCdBAAhnwNAAK8EACEI3wICAAAAAeACAgAAAAXhAgIAAAAF4gICAAAAAeMCAgAAAAHkAgIAAAAB5QICAAAAAeYCAgCaBAAhCN8CAgAAAAHgAgIAAAAE4QICAAAABOICAgAAAAHjAgIAAAAB5AICAAAAAeUCAgAAAAHmAgIAjAQAIQjfAggAAAAB4AIIAAAABeECCAAAAAXiAggAAAAB4wIIAAAAAeQCCAAAAAHlAggAAAAB5gIIALUEACESCAEAkgQAIecBAACwBAAg2gIAAK0EADDbAgAA2AIAENwCAACtBAAw6gIBAJIEACHtAkAAngQAIfUCAQCdBAAh_AIBAJIEACGBAwEAkgQAIYIDIACuBAAhgwMBAJIEACGEAwEAkgQAIYUDQACvBAAhhgNAAK8EACGHA0AAngQAIecDAADYAgAg6AMAANgCACADoAMAANoCACChAwAA2gIAIKIDAADaAgAgCucBAACwBAAg2gIAAL0EADDbAgAA2gIAENwCAAC9BAAw6gIBAJIEACH8AgEAkgQAIf0CAgC5BAAh_gJAAJ4EACH_AgEAkgQAIYADAQCSBAAhCNoCAAC-BAAw2wIAANMCABDcAgAAvgQAMIgDAQCJBAAhigMBAIkEACGjAwEAiQQAIaQDAQCJBAAhpQNAAJYEACEI2gIAAL8EADDbAgAAwAIAENwCAAC_BAAwiAMBAJIEACGKAwEAkgQAIaMDAQCSBAAhpAMBAJIEACGlA0AAngQAIQOIAwEAAAABigMBAAAAAaMDAQAAAAEU2gIAAMEEADDbAgAAugIAENwCAADBBAAw3QIBAIkEACHqAgEAiQQAIe0CQACWBAAh7gJAAJYEACGIAwEAiQQAIZMDAgCyBAAhlAMgAKcEACGVAwEAiQQAIaQDAQCJBAAhpwMBAIkEACGoAwEAlQQAIakDAQCJBAAhqgMgAKcEACGrAwEAlQQAIawDAgCyBAAhrQMBAJUEACGuAyAApwQAIQraAgAAwgQAMNsCAACkAgAQ3AIAAMIEADDqAgEAiQQAIesCAQCJBAAh7QJAAJYEACGIAwEAiQQAIa8DAQCJBAAhsAMBAJUEACGxAwEAlQQAIRHaAgAAwwQAMNsCAACOAgAQ3AIAAMMEADDqAgEAiQQAIesCAQCJBAAh7QJAAJYEACHuAkAAlgQAIYgDAQCJBAAhiQMBAIkEACGnAwEAlQQAIbIDAQCVBAAhswMgAKcEACG0AyAApwQAIbUDAQCVBAAhtgMBAJUEACG3AwEAlQQAIbgDQACoBAAhDNoCAADEBAAw2wIAAPgBABDcAgAAxAQAMOoCAQCJBAAh9QIBAJUEACGBAwEAiQQAIYgDAQCJBAAhiwMBAIkEACG5AwEAiQQAIboDQACWBAAhuwNAAJYEACG8AwIApAQAIRTaAgAAxQQAMNsCAADiAQAQ3AIAAMUEADDdAgEAiQQAIeoCAQCJBAAh7QJAAJYEACHuAkAAlgQAIYEDAQCJBAAhqAMBAJUEACG9AwEAiQQAIb4DAQCVBAAhvwMBAJUEACHAAwEAiQQAIcEDAQCJBAAhwgMBAIkEACHDAwEAlQQAIcQDAQCJBAAhxQNAAKgEACHGA0AAqAQAIccDAQCJBAAhC9oCAADGBAAw2wIAAMwBABDcAgAAxgQAMOoCAQCJBAAh7QJAAJYEACHuAkAAlgQAIYEDAQCJBAAhiwMBAIkEACHIAwEAiQQAIckDQACoBAAhygNAAKgEACEH2gIAAMcEADDbAgAAtgEAENwCAADHBAAw6gIBAIkEACGBAwEAiQQAIcsDQACWBAAhzANAAJYEACEX2gIAAMgEADDbAgAAoAEAENwCAADIBAAw3QIBAJUEACHqAgEAiQQAIe0CQACWBAAh7gJAAJYEACG9AwEAiQQAIb8DAQCVBAAhxwMBAIkEACHKA0AAqAQAIc0DAQCJBAAhzgNAAKgEACHPA0AAqAQAIdADAQCVBAAh0QMBAJUEACHSAwEAlQQAIdMDAQCVBAAh1AMBAJUEACHVAwIAsgQAIdYDQACoBAAh1wNAAKgEACHYA0AAlgQAIRpNAADKBAAgTgAAywQAIFQAAMwEACDaAgAAyQQAMNsCAACNAQAQ3AIAAMkEADDdAgEAnQQAIeoCAQCSBAAh7QJAAJ4EACHuAkAAngQAIb0DAQCSBAAhvwMBAJ0EACHHAwEAkgQAIcoDQACvBAAhzQMBAJIEACHOA0AArwQAIc8DQACvBAAh0AMBAJ0EACHRAwEAnQQAIdIDAQCdBAAh0wMBAJ0EACHUAwEAnQQAIdUDAgC4BAAh1gNAAK8EACHXA0AArwQAIdgDQACeBAAhA6ADAABpACChAwAAaQAgogMAAGkAIAOgAwAAbQAgoQMAAG0AIKIDAABtACADoAMAAHEAIKEDAABxACCiAwAAcQAgAt0CAQAAAAGIAwEAAAABFU8AAM8EACDaAgAAzgQAMNsCAACBAQAQ3AIAAM4EADDdAgEAkgQAIeoCAQCSBAAh7QJAAJ4EACHuAkAAngQAIYgDAQCSBAAhkwMCALgEACGUAyAArgQAIZUDAQCSBAAhpAMBAJIEACGnAwEAkgQAIagDAQCdBAAhqQMBAJIEACGqAyAArgQAIasDAQCdBAAhrAMCALgEACGtAwEAnQQAIa4DIACuBAAhG0wAANUEACBQAADWBAAgUQAA1wQAIFIAANgEACBTAADZBAAg2gIAANQEADDbAgAAcQAQ3AIAANQEADDdAgEAkgQAIeoCAQCSBAAh7QJAAJ4EACHuAkAAngQAIYEDAQCSBAAhqAMBAJ0EACG9AwEAkgQAIb4DAQCdBAAhvwMBAJ0EACHAAwEAkgQAIcEDAQCSBAAhwgMBAJIEACHDAwEAnQQAIcQDAQCSBAAhxQNAAK8EACHGA0AArwQAIccDAQCSBAAh5wMAAHEAIOgDAABxACALTwAAzwQAINoCAADQBAAw2wIAAH0AENwCAADQBAAw6gIBAJIEACHrAgEAkgQAIe0CQACeBAAhiAMBAJIEACGvAwEAkgQAIbADAQCdBAAhsQMBAJ0EACEC6wIBAAAAAYgDAQAAAAESTwAAzwQAINoCAADSBAAw2wIAAHkAENwCAADSBAAw6gIBAJIEACHrAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGIAwEAkgQAIYkDAQCSBAAhpwMBAJ0EACGyAwEAnQQAIbMDIACuBAAhtAMgAK4EACG1AwEAnQQAIbYDAQCdBAAhtwMBAJ0EACG4A0AArwQAIQ1PAADPBAAg2gIAANMEADDbAgAAdQAQ3AIAANMEADDqAgEAkgQAIfUCAQCdBAAhgQMBAJIEACGIAwEAkgQAIYsDAQCSBAAhuQMBAJIEACG6A0AAngQAIbsDQACeBAAhvAMCALkEACEZTAAA1QQAIFAAANYEACBRAADXBAAgUgAA2AQAIFMAANkEACDaAgAA1AQAMNsCAABxABDcAgAA1AQAMN0CAQCSBAAh6gIBAJIEACHtAkAAngQAIe4CQACeBAAhgQMBAJIEACGoAwEAnQQAIb0DAQCSBAAhvgMBAJ0EACG_AwEAnQQAIcADAQCSBAAhwQMBAJIEACHCAwEAkgQAIcMDAQCdBAAhxAMBAJIEACHFA0AArwQAIcYDQACvBAAhxwMBAJIEACEcTQAAygQAIE4AAMsEACBUAADMBAAg2gIAAMkEADDbAgAAjQEAENwCAADJBAAw3QIBAJ0EACHqAgEAkgQAIe0CQACeBAAh7gJAAJ4EACG9AwEAkgQAIb8DAQCdBAAhxwMBAJIEACHKA0AArwQAIc0DAQCSBAAhzgNAAK8EACHPA0AArwQAIdADAQCdBAAh0QMBAJ0EACHSAwEAnQQAIdMDAQCdBAAh1AMBAJ0EACHVAwIAuAQAIdYDQACvBAAh1wNAAK8EACHYA0AAngQAIecDAACNAQAg6AMAAI0BACADoAMAAHUAIKEDAAB1ACCiAwAAdQAgA6ADAAB5ACChAwAAeQAgogMAAHkAIAOgAwAAfQAgoQMAAH0AIKIDAAB9ACADoAMAAIEBACChAwAAgQEAIKIDAACBAQAgCEwAANUEACDaAgAA2gQAMNsCAABtABDcAgAA2gQAMOoCAQCSBAAhgQMBAJIEACHLA0AAngQAIcwDQACeBAAhDEwAANUEACDaAgAA2wQAMNsCAABpABDcAgAA2wQAMOoCAQCSBAAh7QJAAJ4EACHuAkAAngQAIYEDAQCSBAAhiwMBAJIEACHIAwEAkgQAIckDQACvBAAhygNAAK8EACEP2gIAANwEADDbAgAAZAAQ3AIAANwEADDdAgEAiQQAIeoCAQCJBAAh7QJAAJYEACHuAkAAlgQAIfsCQACoBAAhgQMBAJUEACGLAwEAiQQAIY8DAQCVBAAhyAMBAIkEACHKA0AAqAQAIdsDAQCVBAAh3ANAAKgEACEP2gIAAN0EADDbAgAAUQAQ3AIAAN0EADDdAgEAkgQAIeoCAQCSBAAh7QJAAJ4EACHuAkAAngQAIfsCQACvBAAhgQMBAJ0EACGLAwEAkgQAIY8DAQCdBAAhyAMBAJIEACHKA0AArwQAIdsDAQCdBAAh3ANAAK8EACEO2gIAAN4EADDbAgAASwAQ3AIAAN4EADDqAgEAiQQAIe0CQACWBAAh9gIBAJUEACH3AgEAlQQAIfsCQACWBAAhowMBAIkEACHMA0AAlgQAId0DAQCJBAAh3gMBAJUEACHfA0AAqAQAIeADQACWBAAhDdoCAADfBAAw2wIAADUAENwCAADfBAAw6gIBAIkEACHtAkAAlgQAIe4CQACWBAAhiwMBAIkEACHhAwEAiQQAIeIDAQCVBAAh4wMBAIkEACHkA0AAlgQAIeUDAQCJBAAh5gNAAKgEACEOGwAA4QQAINoCAADgBAAw2wIAACIAENwCAADgBAAw6gIBAJIEACHtAkAAngQAIe4CQACeBAAhiwMBAJIEACHhAwEAkgQAIeIDAQCdBAAh4wMBAJIEACHkA0AAngQAIeUDAQCSBAAh5gNAAK8EACEDoAMAABwAIKEDAAAcACCiAwAAHAAgDxoAAOMEACDaAgAA4gQAMNsCAAAcABDcAgAA4gQAMOoCAQCSBAAh7QJAAJ4EACH2AgEAnQQAIfcCAQCdBAAh-wJAAJ4EACGjAwEAkgQAIcwDQACeBAAh3QMBAJIEACHeAwEAnQQAId8DQACvBAAh4ANAAJ4EACEQGwAA4QQAINoCAADgBAAw2wIAACIAENwCAADgBAAw6gIBAJIEACHtAkAAngQAIe4CQACeBAAhiwMBAJIEACHhAwEAkgQAIeIDAQCdBAAh4wMBAJIEACHkA0AAngQAIeUDAQCSBAAh5gNAAK8EACHnAwAAIgAg6AMAACIAIAnaAgAA5AQAMNsCAAAXABDcAgAA5AQAMN0CAQCJBAAh6gIBAIkEACHtAkAAlgQAIe4CQACWBAAhiwMBAIkEACG9AwEAiQQAIQnaAgAA5QQAMNsCAAAEABDcAgAA5QQAMN0CAQCSBAAh6gIBAJIEACHtAkAAngQAIe4CQACeBAAhiwMBAJIEACG9AwEAkgQAIQAAAAAAAewDAQAAAAEF7AMEAAAAAfIDBAAAAAHzAwQAAAAB9AMEAAAAAfUDBAAAAAEAAAAAAewDAQAAAAEB7ANAAAAAAQAAAAAAAAAAAAAABewDAgAAAAHyAwIAAAAB8wMCAAAAAfQDAgAAAAH1AwIAAAABBQ8AAJYHACAQAACZBwAg6QMAAJcHACDqAwAAmAcAIO8DAADWAgAgAw8AAJYHACDpAwAAlwcAIO8DAADWAgAgAAAAAewDIAAAAAEB7ANAAAAAAQUPAACRBwAgEAAAlAcAIOkDAACSBwAg6gMAAJMHACDvAwAA1gIAIAMPAACRBwAg6QMAAJIHACDvAwAA1gIAIBLoAQAApQUAIOkBAACmBQAg-wIAAO0EACCFAwAA7QQAII0DAADtBAAgjwMAAO0EACCQAwAA7QQAIJEDAADtBAAgkgMAAO0EACCTAwAA7QQAIJcDAADtBAAgmAMAAO0EACCZAwAA7QQAIJoDAADtBAAgmwMAAO0EACCdAwAA7QQAIJ4DAADtBAAgnwMAAO0EACAAAAAAAAXsAwIAAAAB8gMCAAAAAfMDAgAAAAH0AwIAAAAB9QMCAAAAAQXsAwgAAAAB8gMIAAAAAfMDCAAAAAH0AwgAAAAB9QMIAAAAAQcPAACeBQAgEAAAoQUAIOkDAACfBQAg6gMAAKAFACDtAwAA2AIAIO4DAADYAgAg7wMAAPYCACALDwAAkgUAMBAAAJcFADDpAwAAkwUAMOoDAACUBQAw6wMAAJUFACDsAwAAlgUAMO0DAACWBQAw7gMAAJYFADDvAwAAlgUAMPADAACYBQAw8QMAAJkFADAF6gIBAAAAAf0CAgAAAAH-AkAAAAAB_wIBAAAAAYADAQAAAAECAAAA3AIAIA8AAJ0FACADAAAA3AIAIA8AAJ0FACAQAACcBQAgAQgAAJAHADAK5wEAALAEACDaAgAAvQQAMNsCAADaAgAQ3AIAAL0EADDqAgEAAAAB_AIBAJIEACH9AgIAuQQAIf4CQACeBAAh_wIBAJIEACGAAwEAkgQAIQIAAADcAgAgCAAAnAUAIAIAAACaBQAgCAAAmwUAIAnaAgAAmQUAMNsCAACaBQAQ3AIAAJkFADDqAgEAkgQAIfwCAQCSBAAh_QICALkEACH-AkAAngQAIf8CAQCSBAAhgAMBAJIEACEJ2gIAAJkFADDbAgAAmgUAENwCAACZBQAw6gIBAJIEACH8AgEAkgQAIf0CAgC5BAAh_gJAAJ4EACH_AgEAkgQAIYADAQCSBAAhBeoCAQDrBAAh_QICAP4EACH-AkAA8gQAIf8CAQDrBAAhgAMBAOsEACEF6gIBAOsEACH9AgIA_gQAIf4CQADyBAAh_wIBAOsEACGAAwEA6wQAIQXqAgEAAAAB_QICAAAAAf4CQAAAAAH_AgEAAAABgAMBAAAAAQsIAQAAAAHqAgEAAAAB7QJAAAAAAfUCAQAAAAGBAwEAAAABggMgAAAAAYMDAQAAAAGEAwEAAAABhQNAAAAAAYYDQAAAAAGHA0AAAAABAgAAAPYCACAPAACeBQAgAwAAANgCACAPAACeBQAgEAAAjwcAIAwAAADYAgAgCAEAogUAIeoCAQDrBAAh7QJAAPIEACH1AgEA8QQAIYEDAQDrBAAhggMgAIQFACGDAwEA6wQAIYQDAQDrBAAhhQNAAIUFACGGA0AAhQUAIYcDQADyBAAhDAgBAOsEACHqAgEA6wQAIe0CQADyBAAh9QIBAPEEACGBAwEA6wQAIYIDIACEBQAhgwMBAOsEACGEAwEA6wQAIYUDQACFBQAhhgNAAIUFACGHA0AA8gQAIewDAQAAAAEDDwAAngUAIOkDAACfBQAg7wMAAPYCACAEDwAAkgUAMOkDAACTBQAw6wMAAJUFACDvAwAAlgUAMATnAQAAiAUAIPUCAADtBAAghQMAAO0EACCGAwAA7QQAIAAAAAAAAAAAAAUPAACKBwAgEAAAjQcAIOkDAACLBwAg6gMAAIwHACDvAwAAcwAgAw8AAIoHACDpAwAAiwcAIO8DAABzACAAAAAFDwAAhQcAIBAAAIgHACDpAwAAhgcAIOoDAACHBwAg7wMAAHMAIAMPAACFBwAg6QMAAIYHACDvAwAAcwAgAAAABQ8AAIAHACAQAACDBwAg6QMAAIEHACDqAwAAggcAIO8DAABzACADDwAAgAcAIOkDAACBBwAg7wMAAHMAIAAAAAAABQ8AAPsGACAQAAD-BgAg6QMAAPwGACDqAwAA_QYAIO8DAABzACADDwAA-wYAIOkDAAD8BgAg7wMAAHMAIAAAAAUPAADyBgAgEAAA-QYAIOkDAADzBgAg6gMAAPgGACDvAwAAZwAgCw8AAO4FADAQAADzBQAw6QMAAO8FADDqAwAA8AUAMOsDAADxBQAg7AMAAPIFADDtAwAA8gUAMO4DAADyBQAw7wMAAPIFADDwAwAA9AUAMPEDAAD1BQAwCw8AAOIFADAQAADnBQAw6QMAAOMFADDqAwAA5AUAMOsDAADlBQAg7AMAAOYFADDtAwAA5gUAMO4DAADmBQAw7wMAAOYFADDwAwAA6AUAMPEDAADpBQAwCw8AANYFADAQAADbBQAw6QMAANcFADDqAwAA2AUAMOsDAADZBQAg7AMAANoFADDtAwAA2gUAMO4DAADaBQAw7wMAANoFADDwAwAA3AUAMPEDAADdBQAwCw8AAMoFADAQAADPBQAw6QMAAMsFADDqAwAAzAUAMOsDAADNBQAg7AMAAM4FADDtAwAAzgUAMO4DAADOBQAw7wMAAM4FADDwAwAA0AUAMPEDAADRBQAwEN0CAQAAAAHqAgEAAAAB7QJAAAAAAe4CQAAAAAGTAwIAAAABlAMgAAAAAZUDAQAAAAGkAwEAAAABpwMBAAAAAagDAQAAAAGpAwEAAAABqgMgAAAAAasDAQAAAAGsAwIAAAABrQMBAAAAAa4DIAAAAAECAAAAgwEAIA8AANUFACADAAAAgwEAIA8AANUFACAQAADUBQAgAQgAAPcGADAWTwAAzwQAINoCAADOBAAw2wIAAIEBABDcAgAAzgQAMN0CAQCSBAAh6gIBAAAAAe0CQACeBAAh7gJAAJ4EACGIAwEAkgQAIZMDAgC4BAAhlAMgAK4EACGVAwEAkgQAIaQDAQCSBAAhpwMBAJIEACGoAwEAnQQAIakDAQCSBAAhqgMgAK4EACGrAwEAnQQAIawDAgC4BAAhrQMBAJ0EACGuAyAArgQAIdkDAADNBAAgAgAAAIMBACAIAADUBQAgAgAAANIFACAIAADTBQAgFNoCAADRBQAw2wIAANIFABDcAgAA0QUAMN0CAQCSBAAh6gIBAJIEACHtAkAAngQAIe4CQACeBAAhiAMBAJIEACGTAwIAuAQAIZQDIACuBAAhlQMBAJIEACGkAwEAkgQAIacDAQCSBAAhqAMBAJ0EACGpAwEAkgQAIaoDIACuBAAhqwMBAJ0EACGsAwIAuAQAIa0DAQCdBAAhrgMgAK4EACEU2gIAANEFADDbAgAA0gUAENwCAADRBQAw3QIBAJIEACHqAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGIAwEAkgQAIZMDAgC4BAAhlAMgAK4EACGVAwEAkgQAIaQDAQCSBAAhpwMBAJIEACGoAwEAnQQAIakDAQCSBAAhqgMgAK4EACGrAwEAnQQAIawDAgC4BAAhrQMBAJ0EACGuAyAArgQAIRDdAgEA6wQAIeoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIZMDAgCOBQAhlAMgAIQFACGVAwEA6wQAIaQDAQDrBAAhpwMBAOsEACGoAwEA8QQAIakDAQDrBAAhqgMgAIQFACGrAwEA8QQAIawDAgCOBQAhrQMBAPEEACGuAyAAhAUAIRDdAgEA6wQAIeoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIZMDAgCOBQAhlAMgAIQFACGVAwEA6wQAIaQDAQDrBAAhpwMBAOsEACGoAwEA8QQAIakDAQDrBAAhqgMgAIQFACGrAwEA8QQAIawDAgCOBQAhrQMBAPEEACGuAyAAhAUAIRDdAgEAAAAB6gIBAAAAAe0CQAAAAAHuAkAAAAABkwMCAAAAAZQDIAAAAAGVAwEAAAABpAMBAAAAAacDAQAAAAGoAwEAAAABqQMBAAAAAaoDIAAAAAGrAwEAAAABrAMCAAAAAa0DAQAAAAGuAyAAAAABBuoCAQAAAAHrAgEAAAAB7QJAAAAAAa8DAQAAAAGwAwEAAAABsQMBAAAAAQIAAAB_ACAPAADhBQAgAwAAAH8AIA8AAOEFACAQAADgBQAgAQgAAPYGADALTwAAzwQAINoCAADQBAAw2wIAAH0AENwCAADQBAAw6gIBAAAAAesCAQCSBAAh7QJAAJ4EACGIAwEAkgQAIa8DAQCSBAAhsAMBAJ0EACGxAwEAnQQAIQIAAAB_ACAIAADgBQAgAgAAAN4FACAIAADfBQAgCtoCAADdBQAw2wIAAN4FABDcAgAA3QUAMOoCAQCSBAAh6wIBAJIEACHtAkAAngQAIYgDAQCSBAAhrwMBAJIEACGwAwEAnQQAIbEDAQCdBAAhCtoCAADdBQAw2wIAAN4FABDcAgAA3QUAMOoCAQCSBAAh6wIBAJIEACHtAkAAngQAIYgDAQCSBAAhrwMBAJIEACGwAwEAnQQAIbEDAQCdBAAhBuoCAQDrBAAh6wIBAOsEACHtAkAA8gQAIa8DAQDrBAAhsAMBAPEEACGxAwEA8QQAIQbqAgEA6wQAIesCAQDrBAAh7QJAAPIEACGvAwEA6wQAIbADAQDxBAAhsQMBAPEEACEG6gIBAAAAAesCAQAAAAHtAkAAAAABrwMBAAAAAbADAQAAAAGxAwEAAAABDeoCAQAAAAHrAgEAAAAB7QJAAAAAAe4CQAAAAAGJAwEAAAABpwMBAAAAAbIDAQAAAAGzAyAAAAABtAMgAAAAAbUDAQAAAAG2AwEAAAABtwMBAAAAAbgDQAAAAAECAAAAewAgDwAA7QUAIAMAAAB7ACAPAADtBQAgEAAA7AUAIAEIAAD1BgAwE08AAM8EACDaAgAA0gQAMNsCAAB5ABDcAgAA0gQAMOoCAQAAAAHrAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGIAwEAkgQAIYkDAQCSBAAhpwMBAJ0EACGyAwEAnQQAIbMDIACuBAAhtAMgAK4EACG1AwEAnQQAIbYDAQCdBAAhtwMBAJ0EACG4A0AArwQAIdoDAADRBAAgAgAAAHsAIAgAAOwFACACAAAA6gUAIAgAAOsFACAR2gIAAOkFADDbAgAA6gUAENwCAADpBQAw6gIBAJIEACHrAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGIAwEAkgQAIYkDAQCSBAAhpwMBAJ0EACGyAwEAnQQAIbMDIACuBAAhtAMgAK4EACG1AwEAnQQAIbYDAQCdBAAhtwMBAJ0EACG4A0AArwQAIRHaAgAA6QUAMNsCAADqBQAQ3AIAAOkFADDqAgEAkgQAIesCAQCSBAAh7QJAAJ4EACHuAkAAngQAIYgDAQCSBAAhiQMBAJIEACGnAwEAnQQAIbIDAQCdBAAhswMgAK4EACG0AyAArgQAIbUDAQCdBAAhtgMBAJ0EACG3AwEAnQQAIbgDQACvBAAhDeoCAQDrBAAh6wIBAOsEACHtAkAA8gQAIe4CQADyBAAhiQMBAOsEACGnAwEA8QQAIbIDAQDxBAAhswMgAIQFACG0AyAAhAUAIbUDAQDxBAAhtgMBAPEEACG3AwEA8QQAIbgDQACFBQAhDeoCAQDrBAAh6wIBAOsEACHtAkAA8gQAIe4CQADyBAAhiQMBAOsEACGnAwEA8QQAIbIDAQDxBAAhswMgAIQFACG0AyAAhAUAIbUDAQDxBAAhtgMBAPEEACG3AwEA8QQAIbgDQACFBQAhDeoCAQAAAAHrAgEAAAAB7QJAAAAAAe4CQAAAAAGJAwEAAAABpwMBAAAAAbIDAQAAAAGzAyAAAAABtAMgAAAAAbUDAQAAAAG2AwEAAAABtwMBAAAAAbgDQAAAAAEI6gIBAAAAAfUCAQAAAAGBAwEAAAABiwMBAAAAAbkDAQAAAAG6A0AAAAABuwNAAAAAAbwDAgAAAAECAAAAdwAgDwAA-QUAIAMAAAB3ACAPAAD5BQAgEAAA-AUAIAEIAAD0BgAwDU8AAM8EACDaAgAA0wQAMNsCAAB1ABDcAgAA0wQAMOoCAQAAAAH1AgEAnQQAIYEDAQCSBAAhiAMBAJIEACGLAwEAkgQAIbkDAQCSBAAhugNAAJ4EACG7A0AAngQAIbwDAgC5BAAhAgAAAHcAIAgAAPgFACACAAAA9gUAIAgAAPcFACAM2gIAAPUFADDbAgAA9gUAENwCAAD1BQAw6gIBAJIEACH1AgEAnQQAIYEDAQCSBAAhiAMBAJIEACGLAwEAkgQAIbkDAQCSBAAhugNAAJ4EACG7A0AAngQAIbwDAgC5BAAhDNoCAAD1BQAw2wIAAPYFABDcAgAA9QUAMOoCAQCSBAAh9QIBAJ0EACGBAwEAkgQAIYgDAQCSBAAhiwMBAJIEACG5AwEAkgQAIboDQACeBAAhuwNAAJ4EACG8AwIAuQQAIQjqAgEA6wQAIfUCAQDxBAAhgQMBAOsEACGLAwEA6wQAIbkDAQDrBAAhugNAAPIEACG7A0AA8gQAIbwDAgD-BAAhCOoCAQDrBAAh9QIBAPEEACGBAwEA6wQAIYsDAQDrBAAhuQMBAOsEACG6A0AA8gQAIbsDQADyBAAhvAMCAP4EACEI6gIBAAAAAfUCAQAAAAGBAwEAAAABiwMBAAAAAbkDAQAAAAG6A0AAAAABuwNAAAAAAbwDAgAAAAEDDwAA8gYAIOkDAADzBgAg7wMAAGcAIAQPAADuBQAw6QMAAO8FADDrAwAA8QUAIO8DAADyBQAwBA8AAOIFADDpAwAA4wUAMOsDAADlBQAg7wMAAOYFADAEDwAA1gUAMOkDAADXBQAw6wMAANkFACDvAwAA2gUAMAQPAADKBQAw6QMAAMsFADDrAwAAzQUAIO8DAADOBQAwAAAABQ8AAO0GACAQAADwBgAg6QMAAO4GACDqAwAA7wYAIO8DAABnACADDwAA7QYAIOkDAADuBgAg7wMAAGcAIAAAAAUPAADoBgAgEAAA6wYAIOkDAADpBgAg6gMAAOoGACDvAwAAZwAgAw8AAOgGACDpAwAA6QYAIO8DAABnACAAAAAAAAsPAACpBgAwEAAArgYAMOkDAACqBgAw6gMAAKsGADDrAwAArAYAIOwDAACtBgAw7QMAAK0GADDuAwAArQYAMO8DAACtBgAw8AMAAK8GADDxAwAAsAYAMAsPAACdBgAwEAAAogYAMOkDAACeBgAw6gMAAJ8GADDrAwAAoAYAIOwDAAChBgAw7QMAAKEGADDuAwAAoQYAMO8DAAChBgAw8AMAAKMGADDxAwAApAYAMAsPAACRBgAwEAAAlgYAMOkDAACSBgAw6gMAAJMGADDrAwAAlAYAIOwDAACVBgAw7QMAAJUGADDuAwAAlQYAMO8DAACVBgAw8AMAAJcGADDxAwAAmAYAMBRQAAD7BQAgUQAA_AUAIFIAAP0FACBTAAD-BQAg3QIBAAAAAeoCAQAAAAHtAkAAAAAB7gJAAAAAAagDAQAAAAG9AwEAAAABvgMBAAAAAb8DAQAAAAHAAwEAAAABwQMBAAAAAcIDAQAAAAHDAwEAAAABxAMBAAAAAcUDQAAAAAHGA0AAAAABxwMBAAAAAQIAAABzACAPAACcBgAgAwAAAHMAIA8AAJwGACAQAACbBgAgAQgAAOcGADAZTAAA1QQAIFAAANYEACBRAADXBAAgUgAA2AQAIFMAANkEACDaAgAA1AQAMNsCAABxABDcAgAA1AQAMN0CAQCSBAAh6gIBAAAAAe0CQACeBAAh7gJAAJ4EACGBAwEAkgQAIagDAQCdBAAhvQMBAAAAAb4DAQCdBAAhvwMBAJ0EACHAAwEAkgQAIcEDAQCSBAAhwgMBAJIEACHDAwEAnQQAIcQDAQCSBAAhxQNAAK8EACHGA0AArwQAIccDAQCSBAAhAgAAAHMAIAgAAJsGACACAAAAmQYAIAgAAJoGACAU2gIAAJgGADDbAgAAmQYAENwCAACYBgAw3QIBAJIEACHqAgEAkgQAIe0CQACeBAAh7gJAAJ4EACGBAwEAkgQAIagDAQCdBAAhvQMBAJIEACG-AwEAnQQAIb8DAQCdBAAhwAMBAJIEACHBAwEAkgQAIcIDAQCSBAAhwwMBAJ0EACHEAwEAkgQAIcUDQACvBAAhxgNAAK8EACHHAwEAkgQAIRTaAgAAmAYAMNsCAACZBgAQ3AIAAJgGADDdAgEAkgQAIeoCAQCSBAAh7QJAAJ4EACHuAkAAngQAIYEDAQCSBAAhqAMBAJ0EACG9AwEAkgQAIb4DAQCdBAAhvwMBAJ0EACHAAwEAkgQAIcEDAQCSBAAhwgMBAJIEACHDAwEAnQQAIcQDAQCSBAAhxQNAAK8EACHGA0AArwQAIccDAQCSBAAhEN0CAQDrBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhqAMBAPEEACG9AwEA6wQAIb4DAQDxBAAhvwMBAPEEACHAAwEA6wQAIcEDAQDrBAAhwgMBAOsEACHDAwEA8QQAIcQDAQDrBAAhxQNAAIUFACHGA0AAhQUAIccDAQDrBAAhFFAAAMYFACBRAADHBQAgUgAAyAUAIFMAAMkFACDdAgEA6wQAIeoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIagDAQDxBAAhvQMBAOsEACG-AwEA8QQAIb8DAQDxBAAhwAMBAOsEACHBAwEA6wQAIcIDAQDrBAAhwwMBAPEEACHEAwEA6wQAIcUDQACFBQAhxgNAAIUFACHHAwEA6wQAIRRQAAD7BQAgUQAA_AUAIFIAAP0FACBTAAD-BQAg3QIBAAAAAeoCAQAAAAHtAkAAAAAB7gJAAAAAAagDAQAAAAG9AwEAAAABvgMBAAAAAb8DAQAAAAHAAwEAAAABwQMBAAAAAcIDAQAAAAHDAwEAAAABxAMBAAAAAcUDQAAAAAHGA0AAAAABxwMBAAAAAQPqAgEAAAABywNAAAAAAcwDQAAAAAECAAAAbwAgDwAAqAYAIAMAAABvACAPAACoBgAgEAAApwYAIAEIAADmBgAwCEwAANUEACDaAgAA2gQAMNsCAABtABDcAgAA2gQAMOoCAQAAAAGBAwEAkgQAIcsDQACeBAAhzANAAJ4EACECAAAAbwAgCAAApwYAIAIAAAClBgAgCAAApgYAIAfaAgAApAYAMNsCAAClBgAQ3AIAAKQGADDqAgEAkgQAIYEDAQCSBAAhywNAAJ4EACHMA0AAngQAIQfaAgAApAYAMNsCAAClBgAQ3AIAAKQGADDqAgEAkgQAIYEDAQCSBAAhywNAAJ4EACHMA0AAngQAIQPqAgEA6wQAIcsDQADyBAAhzANAAPIEACED6gIBAOsEACHLA0AA8gQAIcwDQADyBAAhA-oCAQAAAAHLA0AAAAABzANAAAAAAQfqAgEAAAAB7QJAAAAAAe4CQAAAAAGLAwEAAAAByAMBAAAAAckDQAAAAAHKA0AAAAABAgAAAGsAIA8AALQGACADAAAAawAgDwAAtAYAIBAAALMGACABCAAA5QYAMAxMAADVBAAg2gIAANsEADDbAgAAaQAQ3AIAANsEADDqAgEAAAAB7QJAAJ4EACHuAkAAngQAIYEDAQCSBAAhiwMBAJIEACHIAwEAAAAByQNAAK8EACHKA0AArwQAIQIAAABrACAIAACzBgAgAgAAALEGACAIAACyBgAgC9oCAACwBgAw2wIAALEGABDcAgAAsAYAMOoCAQCSBAAh7QJAAJ4EACHuAkAAngQAIYEDAQCSBAAhiwMBAJIEACHIAwEAkgQAIckDQACvBAAhygNAAK8EACEL2gIAALAGADDbAgAAsQYAENwCAACwBgAw6gIBAJIEACHtAkAAngQAIe4CQACeBAAhgQMBAJIEACGLAwEAkgQAIcgDAQCSBAAhyQNAAK8EACHKA0AArwQAIQfqAgEA6wQAIe0CQADyBAAh7gJAAPIEACGLAwEA6wQAIcgDAQDrBAAhyQNAAIUFACHKA0AAhQUAIQfqAgEA6wQAIe0CQADyBAAh7gJAAPIEACGLAwEA6wQAIcgDAQDrBAAhyQNAAIUFACHKA0AAhQUAIQfqAgEAAAAB7QJAAAAAAe4CQAAAAAGLAwEAAAAByAMBAAAAAckDQAAAAAHKA0AAAAABBA8AAKkGADDpAwAAqgYAMOsDAACsBgAg7wMAAK0GADAEDwAAnQYAMOkDAACeBgAw6wMAAKAGACDvAwAAoQYAMAQPAACRBgAw6QMAAJIGADDrAwAAlAYAIO8DAACVBgAwAAAAC0wAALwGACBQAAC9BgAgUQAAvgYAIFIAAL8GACBTAADABgAgqAMAAO0EACC-AwAA7QQAIL8DAADtBAAgwwMAAO0EACDFAwAA7QQAIMYDAADtBAAgEE0AALgGACBOAAC5BgAgVAAAugYAIN0CAADtBAAgvwMAAO0EACDKAwAA7QQAIM4DAADtBAAgzwMAAO0EACDQAwAA7QQAINEDAADtBAAg0gMAAO0EACDTAwAA7QQAINQDAADtBAAg1QMAAO0EACDWAwAA7QQAINcDAADtBAAgAAAAAAAAAAAAAAUPAADgBgAgEAAA4wYAIOkDAADhBgAg6gMAAOIGACDvAwAAGgAgAw8AAOAGACDpAwAA4QYAIO8DAAAaACAAAAALDwAAzQYAMBAAANIGADDpAwAAzgYAMOoDAADPBgAw6wMAANAGACDsAwAA0QYAMO0DAADRBgAw7gMAANEGADDvAwAA0QYAMPADAADTBgAw8QMAANQGADAK6gIBAAAAAe0CQAAAAAH2AgEAAAAB9wIBAAAAAfsCQAAAAAHMA0AAAAAB3QMBAAAAAd4DAQAAAAHfA0AAAAAB4ANAAAAAAQIAAAAeACAPAADYBgAgAwAAAB4AIA8AANgGACAQAADXBgAgAQgAAN8GADAPGgAA4wQAINoCAADiBAAw2wIAABwAENwCAADiBAAw6gIBAAAAAe0CQACeBAAh9gIBAJ0EACH3AgEAnQQAIfsCQACeBAAhowMBAJIEACHMA0AAngQAId0DAQCSBAAh3gMBAJ0EACHfA0AArwQAIeADQACeBAAhAgAAAB4AIAgAANcGACACAAAA1QYAIAgAANYGACAO2gIAANQGADDbAgAA1QYAENwCAADUBgAw6gIBAJIEACHtAkAAngQAIfYCAQCdBAAh9wIBAJ0EACH7AkAAngQAIaMDAQCSBAAhzANAAJ4EACHdAwEAkgQAId4DAQCdBAAh3wNAAK8EACHgA0AAngQAIQ7aAgAA1AYAMNsCAADVBgAQ3AIAANQGADDqAgEAkgQAIe0CQACeBAAh9gIBAJ0EACH3AgEAnQQAIfsCQACeBAAhowMBAJIEACHMA0AAngQAId0DAQCSBAAh3gMBAJ0EACHfA0AArwQAIeADQACeBAAhCuoCAQDrBAAh7QJAAPIEACH2AgEA8QQAIfcCAQDxBAAh-wJAAPIEACHMA0AA8gQAId0DAQDrBAAh3gMBAPEEACHfA0AAhQUAIeADQADyBAAhCuoCAQDrBAAh7QJAAPIEACH2AgEA8QQAIfcCAQDxBAAh-wJAAPIEACHMA0AA8gQAId0DAQDrBAAh3gMBAPEEACHfA0AAhQUAIeADQADyBAAhCuoCAQAAAAHtAkAAAAAB9gIBAAAAAfcCAQAAAAH7AkAAAAABzANAAAAAAd0DAQAAAAHeAwEAAAAB3wNAAAAAAeADQAAAAAEEDwAAzQYAMOkDAADOBgAw6wMAANAGACDvAwAA0QYAMAADGwAA2gYAIOIDAADtBAAg5gMAAO0EACAAAAAK6gIBAAAAAe0CQAAAAAH2AgEAAAAB9wIBAAAAAfsCQAAAAAHMA0AAAAAB3QMBAAAAAd4DAQAAAAHfA0AAAAAB4ANAAAAAAQrqAgEAAAAB7QJAAAAAAe4CQAAAAAGLAwEAAAAB4QMBAAAAAeIDAQAAAAHjAwEAAAAB5ANAAAAAAeUDAQAAAAHmA0AAAAABAgAAABoAIA8AAOAGACADAAAAIgAgDwAA4AYAIBAAAOQGACAMAAAAIgAgCAAA5AYAIOoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIYsDAQDrBAAh4QMBAOsEACHiAwEA8QQAIeMDAQDrBAAh5ANAAPIEACHlAwEA6wQAIeYDQACFBQAhCuoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIYsDAQDrBAAh4QMBAOsEACHiAwEA8QQAIeMDAQDrBAAh5ANAAPIEACHlAwEA6wQAIeYDQACFBQAhB-oCAQAAAAHtAkAAAAAB7gJAAAAAAYsDAQAAAAHIAwEAAAAByQNAAAAAAcoDQAAAAAED6gIBAAAAAcsDQAAAAAHMA0AAAAABEN0CAQAAAAHqAgEAAAAB7QJAAAAAAe4CQAAAAAGoAwEAAAABvQMBAAAAAb4DAQAAAAG_AwEAAAABwAMBAAAAAcEDAQAAAAHCAwEAAAABwwMBAAAAAcQDAQAAAAHFA0AAAAABxgNAAAAAAccDAQAAAAEWTQAAtQYAIFQAALcGACDdAgEAAAAB6gIBAAAAAe0CQAAAAAHuAkAAAAABvQMBAAAAAb8DAQAAAAHHAwEAAAABygNAAAAAAc0DAQAAAAHOA0AAAAABzwNAAAAAAdADAQAAAAHRAwEAAAAB0gMBAAAAAdMDAQAAAAHUAwEAAAAB1QMCAAAAAdYDQAAAAAHXA0AAAAAB2ANAAAAAAQIAAABnACAPAADoBgAgAwAAAI0BACAPAADoBgAgEAAA7AYAIBgAAACNAQAgCAAA7AYAIE0AAI4GACBUAACQBgAg3QIBAPEEACHqAgEA6wQAIe0CQADyBAAh7gJAAPIEACG9AwEA6wQAIb8DAQDxBAAhxwMBAOsEACHKA0AAhQUAIc0DAQDrBAAhzgNAAIUFACHPA0AAhQUAIdADAQDxBAAh0QMBAPEEACHSAwEA8QQAIdMDAQDxBAAh1AMBAPEEACHVAwIAjgUAIdYDQACFBQAh1wNAAIUFACHYA0AA8gQAIRZNAACOBgAgVAAAkAYAIN0CAQDxBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhvQMBAOsEACG_AwEA8QQAIccDAQDrBAAhygNAAIUFACHNAwEA6wQAIc4DQACFBQAhzwNAAIUFACHQAwEA8QQAIdEDAQDxBAAh0gMBAPEEACHTAwEA8QQAIdQDAQDxBAAh1QMCAI4FACHWA0AAhQUAIdcDQACFBQAh2ANAAPIEACEWTgAAtgYAIFQAALcGACDdAgEAAAAB6gIBAAAAAe0CQAAAAAHuAkAAAAABvQMBAAAAAb8DAQAAAAHHAwEAAAABygNAAAAAAc0DAQAAAAHOA0AAAAABzwNAAAAAAdADAQAAAAHRAwEAAAAB0gMBAAAAAdMDAQAAAAHUAwEAAAAB1QMCAAAAAdYDQAAAAAHXA0AAAAAB2ANAAAAAAQIAAABnACAPAADtBgAgAwAAAI0BACAPAADtBgAgEAAA8QYAIBgAAACNAQAgCAAA8QYAIE4AAI8GACBUAACQBgAg3QIBAPEEACHqAgEA6wQAIe0CQADyBAAh7gJAAPIEACG9AwEA6wQAIb8DAQDxBAAhxwMBAOsEACHKA0AAhQUAIc0DAQDrBAAhzgNAAIUFACHPA0AAhQUAIdADAQDxBAAh0QMBAPEEACHSAwEA8QQAIdMDAQDxBAAh1AMBAPEEACHVAwIAjgUAIdYDQACFBQAh1wNAAIUFACHYA0AA8gQAIRZOAACPBgAgVAAAkAYAIN0CAQDxBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhvQMBAOsEACG_AwEA8QQAIccDAQDrBAAhygNAAIUFACHNAwEA6wQAIc4DQACFBQAhzwNAAIUFACHQAwEA8QQAIdEDAQDxBAAh0gMBAPEEACHTAwEA8QQAIdQDAQDxBAAh1QMCAI4FACHWA0AAhQUAIdcDQACFBQAh2ANAAPIEACEWTQAAtQYAIE4AALYGACDdAgEAAAAB6gIBAAAAAe0CQAAAAAHuAkAAAAABvQMBAAAAAb8DAQAAAAHHAwEAAAABygNAAAAAAc0DAQAAAAHOA0AAAAABzwNAAAAAAdADAQAAAAHRAwEAAAAB0gMBAAAAAdMDAQAAAAHUAwEAAAAB1QMCAAAAAdYDQAAAAAHXA0AAAAAB2ANAAAAAAQIAAABnACAPAADyBgAgCOoCAQAAAAH1AgEAAAABgQMBAAAAAYsDAQAAAAG5AwEAAAABugNAAAAAAbsDQAAAAAG8AwIAAAABDeoCAQAAAAHrAgEAAAAB7QJAAAAAAe4CQAAAAAGJAwEAAAABpwMBAAAAAbIDAQAAAAGzAyAAAAABtAMgAAAAAbUDAQAAAAG2AwEAAAABtwMBAAAAAbgDQAAAAAEG6gIBAAAAAesCAQAAAAHtAkAAAAABrwMBAAAAAbADAQAAAAGxAwEAAAABEN0CAQAAAAHqAgEAAAAB7QJAAAAAAe4CQAAAAAGTAwIAAAABlAMgAAAAAZUDAQAAAAGkAwEAAAABpwMBAAAAAagDAQAAAAGpAwEAAAABqgMgAAAAAasDAQAAAAGsAwIAAAABrQMBAAAAAa4DIAAAAAEDAAAAjQEAIA8AAPIGACAQAAD6BgAgGAAAAI0BACAIAAD6BgAgTQAAjgYAIE4AAI8GACDdAgEA8QQAIeoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIb0DAQDrBAAhvwMBAPEEACHHAwEA6wQAIcoDQACFBQAhzQMBAOsEACHOA0AAhQUAIc8DQACFBQAh0AMBAPEEACHRAwEA8QQAIdIDAQDxBAAh0wMBAPEEACHUAwEA8QQAIdUDAgCOBQAh1gNAAIUFACHXA0AAhQUAIdgDQADyBAAhFk0AAI4GACBOAACPBgAg3QIBAPEEACHqAgEA6wQAIe0CQADyBAAh7gJAAPIEACG9AwEA6wQAIb8DAQDxBAAhxwMBAOsEACHKA0AAhQUAIc0DAQDrBAAhzgNAAIUFACHPA0AAhQUAIdADAQDxBAAh0QMBAPEEACHSAwEA8QQAIdMDAQDxBAAh1AMBAPEEACHVAwIAjgUAIdYDQACFBQAh1wNAAIUFACHYA0AA8gQAIRVMAAD6BQAgUQAA_AUAIFIAAP0FACBTAAD-BQAg3QIBAAAAAeoCAQAAAAHtAkAAAAAB7gJAAAAAAYEDAQAAAAGoAwEAAAABvQMBAAAAAb4DAQAAAAG_AwEAAAABwAMBAAAAAcEDAQAAAAHCAwEAAAABwwMBAAAAAcQDAQAAAAHFA0AAAAABxgNAAAAAAccDAQAAAAECAAAAcwAgDwAA-wYAIAMAAABxACAPAAD7BgAgEAAA_wYAIBcAAABxACAIAAD_BgAgTAAAxQUAIFEAAMcFACBSAADIBQAgUwAAyQUAIN0CAQDrBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhgQMBAOsEACGoAwEA8QQAIb0DAQDrBAAhvgMBAPEEACG_AwEA8QQAIcADAQDrBAAhwQMBAOsEACHCAwEA6wQAIcMDAQDxBAAhxAMBAOsEACHFA0AAhQUAIcYDQACFBQAhxwMBAOsEACEVTAAAxQUAIFEAAMcFACBSAADIBQAgUwAAyQUAIN0CAQDrBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhgQMBAOsEACGoAwEA8QQAIb0DAQDrBAAhvgMBAPEEACG_AwEA8QQAIcADAQDrBAAhwQMBAOsEACHCAwEA6wQAIcMDAQDxBAAhxAMBAOsEACHFA0AAhQUAIcYDQACFBQAhxwMBAOsEACEVTAAA-gUAIFAAAPsFACBSAAD9BQAgUwAA_gUAIN0CAQAAAAHqAgEAAAAB7QJAAAAAAe4CQAAAAAGBAwEAAAABqAMBAAAAAb0DAQAAAAG-AwEAAAABvwMBAAAAAcADAQAAAAHBAwEAAAABwgMBAAAAAcMDAQAAAAHEAwEAAAABxQNAAAAAAcYDQAAAAAHHAwEAAAABAgAAAHMAIA8AAIAHACADAAAAcQAgDwAAgAcAIBAAAIQHACAXAAAAcQAgCAAAhAcAIEwAAMUFACBQAADGBQAgUgAAyAUAIFMAAMkFACDdAgEA6wQAIeoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIYEDAQDrBAAhqAMBAPEEACG9AwEA6wQAIb4DAQDxBAAhvwMBAPEEACHAAwEA6wQAIcEDAQDrBAAhwgMBAOsEACHDAwEA8QQAIcQDAQDrBAAhxQNAAIUFACHGA0AAhQUAIccDAQDrBAAhFUwAAMUFACBQAADGBQAgUgAAyAUAIFMAAMkFACDdAgEA6wQAIeoCAQDrBAAh7QJAAPIEACHuAkAA8gQAIYEDAQDrBAAhqAMBAPEEACG9AwEA6wQAIb4DAQDxBAAhvwMBAPEEACHAAwEA6wQAIcEDAQDrBAAhwgMBAOsEACHDAwEA8QQAIcQDAQDrBAAhxQNAAIUFACHGA0AAhQUAIccDAQDrBAAhFUwAAPoFACBQAAD7BQAgUQAA_AUAIFMAAP4FACDdAgEAAAAB6gIBAAAAAe0CQAAAAAHuAkAAAAABgQMBAAAAAagDAQAAAAG9AwEAAAABvgMBAAAAAb8DAQAAAAHAAwEAAAABwQMBAAAAAcIDAQAAAAHDAwEAAAABxAMBAAAAAcUDQAAAAAHGA0AAAAABxwMBAAAAAQIAAABzACAPAACFBwAgAwAAAHEAIA8AAIUHACAQAACJBwAgFwAAAHEAIAgAAIkHACBMAADFBQAgUAAAxgUAIFEAAMcFACBTAADJBQAg3QIBAOsEACHqAgEA6wQAIe0CQADyBAAh7gJAAPIEACGBAwEA6wQAIagDAQDxBAAhvQMBAOsEACG-AwEA8QQAIb8DAQDxBAAhwAMBAOsEACHBAwEA6wQAIcIDAQDrBAAhwwMBAPEEACHEAwEA6wQAIcUDQACFBQAhxgNAAIUFACHHAwEA6wQAIRVMAADFBQAgUAAAxgUAIFEAAMcFACBTAADJBQAg3QIBAOsEACHqAgEA6wQAIe0CQADyBAAh7gJAAPIEACGBAwEA6wQAIagDAQDxBAAhvQMBAOsEACG-AwEA8QQAIb8DAQDxBAAhwAMBAOsEACHBAwEA6wQAIcIDAQDrBAAhwwMBAPEEACHEAwEA6wQAIcUDQACFBQAhxgNAAIUFACHHAwEA6wQAIRVMAAD6BQAgUAAA-wUAIFEAAPwFACBSAAD9BQAg3QIBAAAAAeoCAQAAAAHtAkAAAAAB7gJAAAAAAYEDAQAAAAGoAwEAAAABvQMBAAAAAb4DAQAAAAG_AwEAAAABwAMBAAAAAcEDAQAAAAHCAwEAAAABwwMBAAAAAcQDAQAAAAHFA0AAAAABxgNAAAAAAccDAQAAAAECAAAAcwAgDwAAigcAIAMAAABxACAPAACKBwAgEAAAjgcAIBcAAABxACAIAACOBwAgTAAAxQUAIFAAAMYFACBRAADHBQAgUgAAyAUAIN0CAQDrBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhgQMBAOsEACGoAwEA8QQAIb0DAQDrBAAhvgMBAPEEACG_AwEA8QQAIcADAQDrBAAhwQMBAOsEACHCAwEA6wQAIcMDAQDxBAAhxAMBAOsEACHFA0AAhQUAIcYDQACFBQAhxwMBAOsEACEVTAAAxQUAIFAAAMYFACBRAADHBQAgUgAAyAUAIN0CAQDrBAAh6gIBAOsEACHtAkAA8gQAIe4CQADyBAAhgQMBAOsEACGoAwEA8QQAIb0DAQDrBAAhvgMBAPEEACG_AwEA8QQAIcADAQDrBAAhwQMBAOsEACHCAwEA6wQAIcMDAQDxBAAhxAMBAOsEACHFA0AAhQUAIcYDQACFBQAhxwMBAOsEACELCAEA6wQAIeoCAQDrBAAh7QJAAPIEACH1AgEA8QQAIYEDAQDrBAAhggMgAIQFACGDAwEA6wQAIYQDAQDrBAAhhQNAAIUFACGGA0AAhQUAIYcDQADyBAAhBeoCAQAAAAH9AgIAAAAB_gJAAAAAAf8CAQAAAAGAAwEAAAABH-kBAACkBQAg6gIBAAAAAe0CQAAAAAHuAkAAAAAB-wJAAAAAAYEDAQAAAAGFA0AAAAABiAMBAAAAAYkDAQAAAAGKAwEAAAABiwMBAAAAAYwDAQAAAAGNAwEAAAABjgMgAAAAAY8DAQAAAAGQAwEAAAABkQMBAAAAAZIDAQAAAAGTAwIAAAABlAMgAAAAAZUDAQAAAAGWAwIAAAABlwMBAAAAAZgDQAAAAAGZA0AAAAABmgNAAAAAAZsDQAAAAAGcAwIAAAABnQMIAAAAAZ4DAQAAAAGfA0AAAAABAgAAANYCACAPAACRBwAgAwAAAOACACAPAACRBwAgEAAAlQcAICEAAADgAgAgCAAAlQcAIOkBAACRBQAg6gIBAOsEACHtAkAA8gQAIe4CQADyBAAh-wJAAIUFACGBAwEA6wQAIYUDQACFBQAhiAMBAOsEACGJAwEA6wQAIYoDAQDrBAAhiwMBAOsEACGMAwEA6wQAIY0DAQDxBAAhjgMgAIQFACGPAwEA8QQAIZADAQDxBAAhkQMBAPEEACGSAwEA8QQAIZMDAgCOBQAhlAMgAIQFACGVAwEA6wQAIZYDAgD-BAAhlwMBAPEEACGYA0AAhQUAIZkDQACFBQAhmgNAAIUFACGbA0AAhQUAIZwDAgD-BAAhnQMIAI8FACGeAwEA8QQAIZ8DQACFBQAhH-kBAACRBQAg6gIBAOsEACHtAkAA8gQAIe4CQADyBAAh-wJAAIUFACGBAwEA6wQAIYUDQACFBQAhiAMBAOsEACGJAwEA6wQAIYoDAQDrBAAhiwMBAOsEACGMAwEA6wQAIY0DAQDxBAAhjgMgAIQFACGPAwEA8QQAIZADAQDxBAAhkQMBAPEEACGSAwEA8QQAIZMDAgCOBQAhlAMgAIQFACGVAwEA6wQAIZYDAgD-BAAhlwMBAPEEACGYA0AAhQUAIZkDQACFBQAhmgNAAIUFACGbA0AAhQUAIZwDAgD-BAAhnQMIAI8FACGeAwEA8QQAIZ8DQACFBQAhH-gBAACjBQAg6gIBAAAAAe0CQAAAAAHuAkAAAAAB-wJAAAAAAYEDAQAAAAGFA0AAAAABiAMBAAAAAYkDAQAAAAGKAwEAAAABiwMBAAAAAYwDAQAAAAGNAwEAAAABjgMgAAAAAY8DAQAAAAGQAwEAAAABkQMBAAAAAZIDAQAAAAGTAwIAAAABlAMgAAAAAZUDAQAAAAGWAwIAAAABlwMBAAAAAZgDQAAAAAGZA0AAAAABmgNAAAAAAZsDQAAAAAGcAwIAAAABnQMIAAAAAZ4DAQAAAAGfA0AAAAABAgAAANYCACAPAACWBwAgAwAAAOACACAPAACWBwAgEAAAmgcAICEAAADgAgAgCAAAmgcAIOgBAACQBQAg6gIBAOsEACHtAkAA8gQAIe4CQADyBAAh-wJAAIUFACGBAwEA6wQAIYUDQACFBQAhiAMBAOsEACGJAwEA6wQAIYoDAQDrBAAhiwMBAOsEACGMAwEA6wQAIY0DAQDxBAAhjgMgAIQFACGPAwEA8QQAIZADAQDxBAAhkQMBAPEEACGSAwEA8QQAIZMDAgCOBQAhlAMgAIQFACGVAwEA6wQAIZYDAgD-BAAhlwMBAPEEACGYA0AAhQUAIZkDQACFBQAhmgNAAIUFACGbA0AAhQUAIZwDAgD-BAAhnQMIAI8FACGeAwEA8QQAIZ8DQACFBQAhH-gBAACQBQAg6gIBAOsEACHtAkAA8gQAIe4CQADyBAAh-wJAAIUFACGBAwEA6wQAIYUDQACFBQAhiAMBAOsEACGJAwEA6wQAIYoDAQDrBAAhiwMBAOsEACGMAwEA6wQAIY0DAQDxBAAhjgMgAIQFACGPAwEA8QQAIZADAQDxBAAhkQMBAPEEACGSAwEA8QQAIZMDAgCOBQAhlAMgAIQFACGVAwEA6wQAIZYDAgD-BAAhlwMBAPEEACGYA0AAhQUAIZkDQACFBQAhmgNAAIUFACGbA0AAhQUAIZwDAgD-BAAhnQMIAI8FACGeAwEA8QQAIZ8DQACFBQAhAAAAAAMVAAYWAAcXAAgAAAADFQAGFgAHFwAIAhUADBsfCwEaAAoBGyAAAAADFQAQFgARFwASAAAAAxUAEBYAERcAEgEaAAoBGgAKAxUAFxYAGBcAGQAAAAMVABcWABgXABkAAAADFQAfFgAgFwAhAAAAAxUAHxYAIBcAIQQVACxNbCROcCVUdCYBTAAjAUwAIwYVACtMACNQeCdRfChSgAEpU4QBKgFPACYBTwAmAU8AJgFPACYEUIUBAFGGAQBShwEAU4gBAANNiQEATooBAFSLAQAAAAUVADAWADMXADRjADFkADIAAAAAAAUVADAWADMXADRjADFkADIBTAAjAUwAIwMVADkWADoXADsAAAADFQA5FgA6FwA7AUwAIwFMACMDFQBAFgBBFwBCAAAAAxUAQBYAQRcAQgFMACMBTAAjAxUARxYASBcASQAAAAMVAEcWAEgXAEkBTwAmAU8AJgUVAE4WAFEXAFJjAE9kAFAAAAAAAAUVAE4WAFEXAFJjAE9kAFABTwAmAU8AJgMVAFcWAFgXAFkAAAADFQBXFgBYFwBZAU8AJgFPACYDFQBeFgBfFwBgAAAAAxUAXhYAXxcAYAFPACYBTwAmBRUAZRYAaBcAaWMAZmQAZwAAAAAABRUAZRYAaBcAaWMAZmQAZwAAAAMVAG8WAHAXAHEAAAADFQBvFgBwFwBxAxUAdugB2QJ06QHdAnUB5wEAcwHnAQBzAekB3gIAAAAFFQB6FgB9FwB-YwB7ZAB8AAAAAAAFFQB6FgB9FwB-YwB7ZAB8AecBAHMB5wEAcwMVAIMBFgCEARcAhQEAAAADFQCDARYAhAEXAIUBAecBAHMB5wEAcwUVAIoBFgCNARcAjgFjAIsBZACMAQAAAAAABRUAigEWAI0BFwCOAWMAiwFkAIwBAAAAAxUAlAEWAJUBFwCWAQAAAAMVAJQBFgCVARcAlgEAAAADFQCcARYAnQEXAJ4BAAAAAxUAnAEWAJ0BFwCeAQAAAAMVAKQBFgClARcApgEAAAADFQCkARYApQEXAKYBAAAABRUArAEWAK8BFwCwAWMArQFkAK4BAAAAAAAFFQCsARYArwEXALABYwCtAWQArgEBAgECAwEFBgEGBwEHCAEJCgEKDAILDQMMDwENEQIOEgQREwESFAETFQIYGAUZGQkcGwodIQoeJAofJQogJgohKAoiKgIjKw0kLQolLwImMA4nMQooMgopMwIqNg8rNxMsOAstOQsuOgsvOwswPAsxPgsyQAIzQRQ0Qws1RQI2RhU3Rws4SAs5SQI6TBY7TRo8Txs9UBs-Uxs_VBtAVRtBVxtCWQJDWhxEXBtFXgJGXx1HYBtIYRtJYgJKZR5LZiJVaCNWjAEjV48BI1iQASNZkQEjWpMBI1uVAQJclgEtXZgBI16aAQJfmwEuYJwBI2GdASNingECZaEBL2aiATVnowElaKQBJWmlASVqpgEla6cBJWypASVtqwECbqwBNm-uASVwsAECcbEBN3KyASVzswEldLQBAnW3ATh2uAE8d7kBJHi6ASR5uwEkerwBJHu9ASR8vwEkfcEBAn7CAT1_xAEkgAHGAQKBAccBPoIByAEkgwHJASSEAcoBAoUBzQE_hgHOAUOHAc8BJogB0AEmiQHRASaKAdIBJosB0wEmjAHVASaNAdcBAo4B2AFEjwHaASaQAdwBApEB3QFFkgHeASaTAd8BJpQB4AEClQHjAUaWAeQBSpcB5QEnmAHmASeZAecBJ5oB6AEnmwHpASecAesBJ50B7QECngHuAUufAfABJ6AB8gECoQHzAUyiAfQBJ6MB9QEnpAH2AQKlAfkBTaYB-gFTpwH7ASioAfwBKKkB_QEoqgH-ASirAf8BKKwBgQIorQGDAgKuAYQCVK8BhgIosAGIAgKxAYkCVbIBigIoswGLAii0AYwCArUBjwJWtgGQAlq3AZECKbgBkgIpuQGTAim6AZQCKbsBlQIpvAGXAim9AZkCAr4BmgJbvwGcAinAAZ4CAsEBnwJcwgGgAinDAaECKcQBogICxQGlAl3GAaYCYccBpwIqyAGoAirJAakCKsoBqgIqywGrAirMAa0CKs0BrwICzgGwAmLPAbICKtABtAIC0QG1AmPSAbYCKtMBtwIq1AG4AgLVAbsCZNYBvAJq1wG-AmvYAb8Ca9kBwgJr2gHDAmvbAcQCa9wBxgJr3QHIAgLeAckCbN8BywJr4AHNAgLhAc4CbeIBzwJr4wHQAmvkAdECAuUB1AJu5gHVAnLqAdcCc-sB3wJz7AHiAnPtAeMCc-4B5AJz7wHmAnPwAegCAvEB6QJ38gHrAnPzAe0CAvQB7gJ49QHvAnP2AfACc_cB8QIC-AH0Ann5AfUCf_oB9wJ0-wH4AnT8AfoCdP0B-wJ0_gH8AnT_Af4CdIACgAMCgQKBA4ABggKDA3SDAoUDAoQChgOBAYUChwN0hgKIA3SHAokDAogCjAOCAYkCjQOGAYoCjgN1iwKPA3WMApADdY0CkQN1jgKSA3WPApQDdZAClgMCkQKXA4cBkgKZA3WTApsDApQCnAOIAZUCnQN1lgKeA3WXAp8DApgCogOJAZkCowOPAZoCpQOQAZsCpgOQAZwCqQOQAZ0CqgOQAZ4CqwOQAZ8CrQOQAaACrwMCoQKwA5EBogKyA5ABowK0AwKkArUDkgGlArYDkAGmArcDkAGnArgDAqgCuwOTAakCvAOXAaoCvgOYAasCvwOYAawCwgOYAa0CwwOYAa4CxAOYAa8CxgOYAbACyAMCsQLJA5kBsgLLA5gBswLNAwK0As4DmgG1As8DmAG2AtADmAG3AtEDArgC1AObAbkC1QOfAboC1wOgAbsC2AOgAbwC2wOgAb0C3AOgAb4C3QOgAb8C3wOgAcAC4QMCwQLiA6EBwgLkA6ABwwLmAwLEAucDogHFAugDoAHGAukDoAHHAuoDAsgC7QOjAckC7gOnAcoC8AOoAcsC8QOoAcwC9AOoAc0C9QOoAc4C9gOoAc8C-AOoAdAC-gMC0QL7A6kB0gL9A6gB0wL_AwLUAoAEqgHVAoEEqAHWAoIEqAHXAoMEAtgChgSrAdkChwSxAQ"
};
async function decodeBase64AsWasm(wasmBase64) {
  const { Buffer: Buffer2 } = await import("node:buffer");
  const wasmArray = Buffer2.from(wasmBase64, "base64");
  return new WebAssembly.Module(wasmArray);
}
config.compilerWasm = {
  getRuntime: async () => await import("@prisma/client/runtime/query_compiler_fast_bg.sqlite.mjs"),
  getQueryCompilerWasmModule: async () => {
    const { wasm } = await import("@prisma/client/runtime/query_compiler_fast_bg.sqlite.wasm-base64.mjs");
    return await decodeBase64AsWasm(wasm);
  },
  importName: "./query_compiler_fast_bg.js"
};
function getPrismaClientClass() {
  return runtime.getPrismaClient(config);
}

// prisma/generated/internal/prismaNamespace.ts
import * as runtime2 from "@prisma/client/runtime/client";
var getExtensionContext = runtime2.Extensions.getExtensionContext;
var NullTypes2 = {
  DbNull: runtime2.NullTypes.DbNull,
  JsonNull: runtime2.NullTypes.JsonNull,
  AnyNull: runtime2.NullTypes.AnyNull
};
var TransactionIsolationLevel = runtime2.makeStrictEnum({
  Serializable: "Serializable"
});
var defineExtension = runtime2.Extensions.defineExtension;

// prisma/generated/client.ts
globalThis["__dirname"] = path.dirname(fileURLToPath(import.meta.url));
var PrismaClient = getPrismaClientClass();

// server/store/queries/reader-database.ts
function openReaderDatabase(path2) {
  const adapter = new PrismaBetterSqlite3(
    { url: path2, readonly: true, timeout: 5e3 },
    { timestampFormat: "unixepoch-ms" }
  );
  const prisma = new PrismaClient({ adapter });
  const memory = /* @__PURE__ */ new Map();
  return {
    prisma,
    async select({ sql, args }) {
      const found = await prisma.$queryRawUnsafe(sql, ...args);
      return found.map((row) => rowFrom(row));
    },
    remembered(name, create) {
      const value = memory.get(name) ?? create();
      memory.set(name, value);
      return value;
    },
    close: () => prisma.$disconnect()
  };
}
function rowFrom(found) {
  const row = {};
  const entries = Object.entries(found);
  for (const [column, value] of entries) {
    if (value instanceof Date) row[column] = value.getTime();
    else row[column] = typeof value === "bigint" ? Number(value) : value;
  }
  return row;
}

// server/store/queries/agents.ts
async function listAgents(db, input) {
  const { ids: ids2, about } = await findPage(db, {
    from: '"Agent" a',
    alias: "a",
    conditions: [
      ...hasStatus(input),
      ...equals('a."mode"', input.mode),
      ...containsText(['a."code"', 'a."name"'], input.q)
    ],
    paging: input
  });
  const { prisma } = db;
  const found = await prisma.agent.findMany({ where: { id: { in: ids2 } } });
  const counts2 = await prisma.capsuleService.groupBy({
    by: "agentId",
    where: { agentId: { in: ids2 } },
    _count: true
  });
  const live = await prisma.agentInstance.findMany({
    where: {
      agentId: { in: ids2 },
      lastSeenAt: { gte: new Date(input.at.now - input.at.thresholds.offlineMs) }
    }
  });
  const serviceCount = new Map(counts2.map((each) => [each.agentId, each._count]));
  const instances = live.map(rowFrom);
  const items = inOrderOf(ids2, found.map(rowFrom)).map((row) => {
    const own = instances.filter(({ agentId }) => agentId === row.id);
    const beside = {
      serviceCount: serviceCount.get(row.id) ?? 0,
      twoInstances: hasTwoInstances(own, input.at)
    };
    return toAgent(row, beside, input.at);
  });
  return { items, ...about };
}
async function getAgent(db, { agentId, at }) {
  const found = await db.prisma.agent.findUnique({
    where: { id: agentId },
    include: {
      services: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
      tokens: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 100 },
      instances: { orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }], take: 100 }
    }
  });
  if (found === null) throw appError("AGENT_NOT_FOUND");
  const { services: services2, tokens, instances, ...facts2 } = found;
  const row = rowFrom(facts2);
  const instanceRows = instances.map(rowFrom);
  const beside = { serviceCount: services2.length, twoInstances: hasTwoInstances(instanceRows, at) };
  return {
    ...toAgent(row, beside, at),
    services: services2.map((service) => toService(rowFrom(service), row, at)),
    tokens: tokens.map((token) => toAgentTokenInfo(rowFrom(token))),
    instances: instanceRows.map(toAgentInstanceInfo)
  };
}
function hasStatus({ status, at }) {
  if (status === void 0) return [];
  const computed = agentStatusSql(at);
  return [{ sql: `(${computed.sql}) = ?`, args: [...computed.args, status] }];
}

// server/store/mappers/audit.ts
function toAuditEvent(row, targetName) {
  return {
    id: row.id,
    actorType: row.actorType,
    actorId: row.actorId,
    actorName: row.actorName,
    action: row.action,
    targetType: row.targetType,
    targetId: row.targetId,
    targetName,
    result: row.result,
    message: row.message,
    ipAddress: row.ipAddress,
    userAgent: row.userAgent,
    metadata: parseObject(row.metadata),
    createdAt: toInstant(row.createdAt)
  };
}

// server/store/queries/names.ts
async function readNames(db, wanted) {
  const codeAndName = { id: true, code: true, name: true };
  const { prisma } = db;
  const agents2 = await forIds(
    wanted.agents,
    (ids2) => prisma.agent.findMany({ where: { id: { in: ids2 } }, select: codeAndName })
  );
  const services2 = await forIds(
    wanted.services,
    (ids2) => prisma.capsuleService.findMany({ where: { id: { in: ids2 } }, select: codeAndName })
  );
  const users = await forIds(
    wanted.users,
    (ids2) => prisma.user.findMany({
      where: { id: { in: ids2 } },
      select: { id: true, username: true, displayName: true }
    })
  );
  const actions = await forIds(
    wanted.actions?.map(({ serviceId }) => serviceId),
    (ids2) => prisma.action.findMany({
      where: {
        serviceId: { in: ids2 },
        name: { in: distinct(wanted.actions?.map((each) => each.actionName)) }
      },
      select: { serviceId: true, name: true, label: true }
    })
  );
  const agentById = new Map(agents2.map((row) => [row.id, row]));
  const serviceById = new Map(services2.map((row) => [row.id, row]));
  const userById = new Map(users.map((row) => [row.id, row.displayName ?? row.username]));
  const labels = new Map(actions.map((row) => [`${row.serviceId} ${row.name}`, row.label]));
  return {
    agent: (id) => agentById.get(id ?? "") ?? null,
    service: (id) => serviceById.get(id ?? "") ?? null,
    user: (id) => userById.get(id ?? "") ?? null,
    actionLabel: (serviceId, actionName) => labels.get(`${serviceId} ${actionName}`) ?? null
  };
}
async function forIds(ids2, read2) {
  const wanted = distinct(ids2);
  return wanted.length === 0 ? [] : read2(wanted);
}
function distinct(values) {
  return [...new Set(values)].filter((value) => value !== null);
}

// server/store/queries/audit.ts
var searched = ['e."id"', 'e."actorId"', 'e."targetId"', 'e."action"'];
async function listAudit(db, input) {
  const { ids: ids2, about } = await findPage(db, {
    from: '"AuditEvent" e',
    alias: "e",
    conditions: conditionsOf(input),
    ...input.q === void 0 ? {} : { search: { columns: searched, matches: beginsWith, text: input.q } },
    paging: input
  });
  return { items: await readEvents(db, ids2), ...about };
}
var newestFirst = [
  { name: "createdAt", sql: 'e."createdAt"', direction: "desc" },
  { name: "id", sql: 'e."id"', direction: "desc" }
];
async function exportAudit(db, input) {
  const { q } = input.filters;
  const search = q === void 0 ? [] : [anyOf(searched.map((column) => beginsWith(`+${column}`, q)))];
  const behind = input.cursor === void 0 ? [] : [afterCursor(newestFirst, input.cursor)];
  const where = joinConditions([...conditionsOf(input.filters), ...search, ...behind]);
  const rows = await db.select({
    sql: `SELECT e."id" AS "id", e."createdAt" AS "createdAt" FROM "AuditEvent" e${where.sql}
      ORDER BY e."createdAt" DESC, e."id" DESC LIMIT ?`,
    args: [...where.args, input.limit]
  });
  const last = rows.length === input.limit ? rows.at(-1) : void 0;
  const nextCursor = last === void 0 ? void 0 : encodeCursor(newestFirst, [last.createdAt ?? null, last.id ?? null]);
  const events = await readEvents(
    db,
    rows.map((row) => String(row.id))
  );
  return nextCursor === void 0 ? { events } : { events, nextCursor };
}
async function auditActions(db) {
  const rows = await db.select({
    sql: `WITH RECURSIVE names("action") AS (
        SELECT min("action") FROM "AuditEvent"
        UNION ALL
        SELECT (SELECT min(e."action") FROM "AuditEvent" e WHERE e."action" > names."action")
        FROM names WHERE names."action" IS NOT NULL)
      SELECT "action" FROM names WHERE "action" IS NOT NULL LIMIT 1000`,
    args: []
  });
  return rows.map((row) => String(row.action));
}
async function readEvents(db, ids2) {
  const found = await db.prisma.auditEvent.findMany({ where: { id: { in: ids2 } } });
  const rows = inOrderOf(ids2, found.map(rowFrom));
  const nameOf2 = await readTargetNames(db, rows);
  return rows.map((row) => toAuditEvent(row, nameOf2(row)));
}
async function readTargetNames(db, rows) {
  const targets = (type) => rows.flatMap(({ targetType, targetId }) => targetType === type && targetId !== null ? [targetId] : []);
  const names = await readNames(db, {
    agents: targets("Agent"),
    services: targets("CapsuleService"),
    users: targets("User")
  });
  const tokens = await namesOf(
    targets("RegistrationToken"),
    (ids2) => db.prisma.registrationToken.findMany({ where: { id: { in: ids2 } }, select: { id: true, name: true } })
  );
  const commands = await namesOf(
    targets("Command"),
    async (ids2) => (await db.prisma.command.findMany({ where: { id: { in: ids2 } }, select: { id: true, actionName: true } })).map(({ id, actionName }) => ({ id, name: actionName }))
  );
  return ({ targetType, targetId }) => {
    if (targetId === null) return null;
    switch (targetType) {
      case "Agent":
        return named(names.agent(targetId));
      case "CapsuleService":
        return named(names.service(targetId));
      case "User":
        return names.user(targetId);
      case "RegistrationToken":
        return tokens.get(targetId) ?? null;
      case "Command":
        return commands.get(targetId) ?? null;
      case "Workspace":
        return defaultWorkspace.name;
      case "Backup":
        return targetId;
      default:
        return null;
    }
  };
}
function named(found) {
  return found === null ? null : found.name ?? found.code;
}
async function namesOf(ids2, read2) {
  if (ids2.length === 0) return /* @__PURE__ */ new Map();
  return new Map((await read2([...new Set(ids2)])).map(({ id, name }) => [id, name]));
}
function conditionsOf(filters) {
  return [
    ...equals('e."actorType"', filters.actorType),
    ...equals('e."actorId"', filters.actorId),
    ...equals('e."action"', filters.action),
    ...equals('e."targetType"', filters.targetType),
    ...equals('e."targetId"', filters.targetId),
    ...equals('e."result"', filters.result),
    ...within('e."createdAt"', filters)
  ];
}

// server/domain/redaction.ts
var redacted = "[REDACTED]";
var secretName = /token|secret|password|cookie|authorization|api[-_]?key(?![a-z])|generatedkey|rawkey|plaintextkey/i;
function isSecretName(name) {
  return secretName.test(name);
}
function redactKeys(value) {
  return redactIn(value, "value");
}
function redactIn(value, kind) {
  if (Array.isArray(value)) return value.map((item2) => redactIn(item2, kind));
  if (typeof value !== "object" || value === null) return value;
  return mapMembers(value, (name, member) => {
    if (kind === "properties" && isSchema(member)) return redactIn(withoutSamples(name, member), "schema");
    if (isSecretName(name)) return hasText(member) ? redacted : member;
    if (name === "properties" && isObject(member) && (kind === "schema" || isSchema(value)))
      return redactIn(member, "properties");
    return redactIn(member, kind === "properties" ? "value" : kind);
  });
}
var schemaWords = [
  "type",
  "$ref",
  "enum",
  "const",
  "anyOf",
  "oneOf",
  "allOf",
  "format",
  "properties",
  "title"
];
function isSchema(value) {
  return isObject(value) && schemaWords.some((word) => Object.hasOwn(value, word));
}
function withoutSamples(name, schema) {
  if (!isSecretName(name)) return schema;
  return mapMembers(
    schema,
    (word, member) => ["default", "const", "example", "examples"].includes(word) && hasText(member) ? redacted : member
  );
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function mapMembers(object, map) {
  return Object.fromEntries(Object.entries(object).map(([name, member]) => [name, map(name, member)]));
}
function hasText(value) {
  if (typeof value === "string") return value !== "";
  return typeof value === "object" && value !== null && Object.values(value).some(hasText);
}

// server/store/mappers/command.ts
function toCommandBase(row) {
  const { startedAt, completedAt } = row;
  return {
    id: row.id,
    agentId: row.agentId,
    serviceId: row.serviceId,
    type: row.type,
    actionName: row.actionName,
    status: row.status,
    createdByUserId: row.createdByUserId,
    errorCode: row.errorCode,
    errorMessage: row.errorMessage,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    startedAt: toInstantOrNull(startedAt),
    completedAt: toInstantOrNull(completedAt),
    expiresAt: toInstantOrNull(row.expiresAt),
    durationMs: startedAt === null || completedAt === null ? null : Math.max(0, completedAt - startedAt),
    attempt: row.attempt,
    timeoutSeconds: row.timeoutSeconds
  };
}
function toCommand(row, names) {
  return {
    ...toCommandBase(row),
    payload: redactObject(parseObject(row.payload)),
    agentCode: names.agentCode,
    agentName: names.agentName,
    serviceCode: names.serviceCode,
    serviceName: names.serviceName,
    actionLabel: names.actionLabel,
    createdByName: names.createdByName,
    sourceCommandId: row.sourceCommandId,
    progressPercent: row.progressPercent,
    progressMessage: row.progressMessage,
    cancelRequestedAt: toInstantOrNull(row.cancelRequestedAt),
    cancelAcknowledgedAt: toInstantOrNull(row.cancelAcknowledgedAt),
    cancelStoppedAt: toInstantOrNull(row.cancelStoppedAt),
    secretsErased: row.secretsErased
  };
}
function toCommandResult(row) {
  return {
    id: row.id,
    commandId: row.commandId,
    agentId: row.agentId,
    success: row.success,
    message: row.message,
    data: parseObject(row.data),
    error: parseObject(row.error),
    startedAt: toInstantOrNull(row.startedAt),
    finishedAt: toInstantOrNull(row.finishedAt),
    reportedAt: toInstant(row.reportedAt),
    createdAt: toInstant(row.createdAt)
  };
}
function toCommandLogLine(row) {
  const level = LogLevel.safeParse(row.level);
  return { seq: row.seq, at: toInstant(row.at), level: level.success ? level.data : "info", line: row.line };
}
function redactObject(payload) {
  return parseObject(JSON.stringify(redactKeys(payload)));
}

// server/store/queries/commands.ts
async function listCommands(db, input) {
  const { ids: ids2, about } = await findPage(db, {
    from: '"Command" c',
    alias: "c",
    conditions: [
      ...equals('c."status"', input.status),
      ...equals('c."type"', input.type),
      ...equals('c."actionName"', input.actionName),
      ...equals('c."agentId"', input.agentId),
      ...equals('c."serviceId"', input.serviceId),
      ...equals('c."createdByUserId"', input.createdByUserId),
      ...within('c."createdAt"', input)
    ],
    ...input.q === void 0 ? {} : { search: { columns: ['c."id"'], matches: beginsWith, text: input.q } },
    paging: input
  });
  const found = await db.prisma.command.findMany({ where: { id: { in: ids2 } } });
  return { items: await toCommands(db, inOrderOf(ids2, found.map(rowFrom))), ...about };
}
async function toCommands(db, rows) {
  const names = await readNames(db, {
    agents: rows.map(({ agentId }) => agentId),
    services: rows.map(({ serviceId }) => serviceId),
    users: rows.map(({ createdByUserId }) => createdByUserId),
    actions: rows
  });
  return rows.map((row) => {
    const agent = names.agent(row.agentId);
    const service = names.service(row.serviceId);
    return toCommand(row, {
      agentCode: agent?.code ?? null,
      agentName: agent?.name ?? null,
      serviceCode: service?.code ?? null,
      serviceName: service?.name ?? null,
      actionLabel: names.actionLabel(row.serviceId, row.actionName),
      createdByName: names.user(row.createdByUserId)
    });
  });
}
async function getCommand(db, { commandId }) {
  const found = await db.prisma.command.findUnique({ where: { id: commandId }, include: { result: true } });
  if (found === null) throw appError("COMMAND_NOT_FOUND");
  const { result, ...facts2 } = found;
  const [command] = await toCommands(db, [rowFrom(facts2)]);
  if (command === void 0) throw appError("COMMAND_NOT_FOUND");
  return {
    ...command,
    result: result === null ? null : toCommandResult(rowFrom(result)),
    oneTimeSecret: null
  };
}
async function commandLogs(db, input) {
  const known = await db.prisma.command.findUnique({ where: { id: input.commandId }, select: { id: true } });
  if (known === null) throw appError("COMMAND_NOT_FOUND");
  const found = await db.prisma.commandLog.findMany({
    where: { commandId: input.commandId, seq: { gt: input.afterSeq } },
    orderBy: [{ seq: "asc" }, { id: "asc" }],
    take: input.limit
  });
  const lines = found.map((row) => toCommandLogLine(rowFrom(row)));
  return { lines, lastSeq: lines.at(-1)?.seq ?? input.afterSeq };
}

// server/store/queries/attention.ts
var shown = 20;
var dayMs = 24 * 60 * 6e4;
var waitingMs = 5 * 6e4;
var expiringMs = dayMs;
var severities = ["critical", "warning", "notice"];
async function needsAttention(db, at) {
  const found = [
    await services(db, at),
    await agents(db, at),
    await twoInstances(db, at),
    await failedCommands(db, at),
    await waitingCommands(db, at),
    await expiringTokens(db, at)
  ];
  const items = found.flatMap((each) => each.items).sort((a, b) => rank(a) - rank(b) || (b.at ?? "").localeCompare(a.at ?? "")).slice(0, shown);
  return { items, total: found.reduce((sum2, each) => sum2 + each.total, 0) };
}
function rank({ severity }) {
  return severities.indexOf(severity);
}
var serviceSeverity = {
  UNHEALTHY: "critical",
  OFFLINE: "critical",
  STALE: "warning",
  UNKNOWN: "notice"
};
async function services(db, at) {
  const status = serviceStatusSql(at);
  return candidates(db, {
    statement: {
      sql: `SELECT * FROM (
        SELECT s."id" AS "id", s."name" AS "name", s."healthStatus" AS "health", s."healthMessage" AS "message",
          (${status.sql}) AS "status", coalesce(s."lastHealthAt", s."lastReportedAt") AS "at",
          a."disabledAt" IS NOT NULL OR a."revokedAt" IS NOT NULL AS "onPurpose"
        FROM "CapsuleService" s LEFT JOIN "Agent" a ON a."id" = s."agentId") f
      WHERE "status" <> 'HEALTHY' AND NOT "onPurpose"`,
      args: status.args
    },
    orderBy: `CASE "status" WHEN 'UNHEALTHY' THEN 0 WHEN 'OFFLINE' THEN 1 WHEN 'STALE' THEN 2 ELSE 3 END, "at" DESC`,
    toItem: (row) => {
      const { status: status2 } = row;
      if (status2 !== "UNHEALTHY" && status2 !== "OFFLINE" && status2 !== "STALE" && status2 !== "UNKNOWN")
        return [];
      const severity = row.health === "DEGRADED" && status2 === "UNHEALTHY" ? "warning" : serviceSeverity[status2];
      const message = status2 === "UNHEALTHY" ? text(row.message) : null;
      return [item(row, { code: `SERVICE_${status2}`, severity, targetType: "CapsuleService", message })];
    }
  });
}
async function agents(db, at) {
  const status = agentStatusSql(at);
  return candidates(db, {
    statement: {
      sql: `SELECT a."id" AS "id", coalesce(a."name", a."code") AS "name", a."lastHeartbeatAt" AS "at"
        FROM "Agent" a WHERE (${status.sql}) = 'OFFLINE'`,
      args: status.args
    },
    orderBy: `"at" DESC`,
    toItem: (row) => [item(row, { code: "AGENT_OFFLINE", severity: "critical", targetType: "Agent" })]
  });
}
async function twoInstances(db, at) {
  const suspects = await db.select({
    sql: `SELECT "agentId" FROM "AgentInstance" WHERE "lastSeenAt" >= ? GROUP BY "agentId" HAVING count(*) > 1`,
    args: [at.now - at.thresholds.offlineMs]
  });
  const agentIds = suspects.slice(0, 1e3).map((row) => String(row.agentId));
  if (agentIds.length === 0) return { items: [], total: 0 };
  const found = await db.prisma.agent.findMany({
    where: { id: { in: agentIds }, disabledAt: null, revokedAt: null },
    include: { instances: true }
  });
  const items = found.filter(({ instances }) => hasTwoInstances(instances.map(rowFrom), at)).map(
    ({ id, name, code, lastHeartbeatAt }) => item(
      { id, name: name ?? code, at: lastHeartbeatAt?.getTime() ?? null },
      { code: "AGENT_TWO_INSTANCES", severity: "warning", targetType: "Agent" }
    )
  );
  return { items: items.slice(0, shown), total: items.length };
}
async function failedCommands(db, at) {
  const since = at.now - dayMs;
  const where = `FROM "Command" c WHERE c."status" = 'FAILED' AND c."completedAt" >= ?`;
  const rows = await db.select({
    sql: `SELECT c."id" AS "id", c."actionName" AS "name", c."errorMessage" AS "message", c."completedAt" AS "at"
      ${where} ORDER BY c."completedAt" DESC LIMIT ${shown}`,
    args: [since]
  });
  const [counted] = await db.select({ sql: `SELECT count(*) AS "n" ${where}`, args: [since] });
  const facts2 = { code: "COMMAND_FAILED", severity: "warning", targetType: "Command" };
  return {
    items: rows.map((row) => item(row, { ...facts2, message: text(row.message) })),
    total: Number(counted?.n ?? 0)
  };
}
async function waitingCommands(db, at) {
  return candidates(db, {
    statement: {
      sql: `SELECT c."id" AS "id", c."actionName" AS "name", c."createdAt" AS "at"
        FROM "Command" c WHERE c."status" = 'PENDING' AND c."createdAt" < ?`,
      args: [at.now - waitingMs]
    },
    orderBy: `"at" ASC`,
    toItem: (row) => [item(row, { code: "COMMAND_WAITING", severity: "warning", targetType: "Command" })]
  });
}
async function expiringTokens(db, at) {
  return candidates(db, {
    statement: {
      sql: `SELECT t."id" AS "id", t."name" AS "name", t."expiresAt" AS "at" FROM "RegistrationToken" t
        WHERE t."status" = 'ACTIVE' AND t."expiresAt" > ? AND t."expiresAt" <= ?`,
      args: [at.now, at.now + expiringMs]
    },
    orderBy: `"at" ASC`,
    toItem: (row) => [
      item(row, { code: "TOKEN_EXPIRING", severity: "notice", targetType: "RegistrationToken" })
    ]
  });
}
async function candidates(db, query) {
  const { sql, args } = query.statement;
  const rows = await db.select({
    sql: `SELECT *, count(*) OVER () AS "total" FROM (${sql}) q ORDER BY ${query.orderBy} LIMIT ${shown}`,
    args
  });
  return { items: rows.flatMap(query.toItem), total: Number(rows[0]?.total ?? 0) };
}
function item(row, facts2) {
  return {
    ...facts2,
    targetId: String(row.id),
    name: String(row.name),
    message: facts2.message ?? null,
    at: typeof row.at === "number" ? toInstant(row.at) : null
  };
}
function text(value) {
  return typeof value === "string" ? value : null;
}

// server/store/queries/hourly.ts
var hourMs = 60 * 6e4;
var hours = 24;
var settledAfterMs = 6e4;
async function commandOutcomesPerHour(db, now) {
  return perHour(db, now, {
    name: "commandOutcomes",
    statement: (from, to) => ({
      sql: `SELECT "completedAt" / ${hourMs} AS "hour", "status" AS "key", count(*) AS "n" FROM "Command"
        WHERE "completedAt" >= ? AND "completedAt" < ? GROUP BY 1, 2`,
      args: [from, to]
    }),
    toItem: (hour, count) => ({
      hour,
      succeeded: count("SUCCEEDED"),
      failed: count("FAILED"),
      expired: count("EXPIRED"),
      cancelled: count("CANCELLED")
    })
  });
}
async function statusTransitionsPerHour(db, now) {
  const entered = (action, field) => `SELECT "createdAt" / ${hourMs} AS "hour", json_extract("metadata", '$.${field}') AS "key", count(*) AS "n"
     FROM "AuditEvent" WHERE "action" = '${action}' AND "createdAt" >= ? AND "createdAt" < ? GROUP BY 1, 2`;
  return perHour(db, now, {
    name: "statusTransitions",
    statement: (from, to) => ({
      sql: `${entered("service.health.changed", "status")}
        UNION ALL ${entered("service.status.changed", "to")}`,
      args: [from, to, from, to]
    }),
    toItem: (hour, count) => ({
      hour,
      healthy: count("HEALTHY"),
      unhealthy: count("UNHEALTHY"),
      stale: count("STALE"),
      offline: count("OFFLINE"),
      unknown: count("UNKNOWN")
    })
  });
}
async function perHour(db, now, { name, statement, toItem }) {
  const current = Math.floor(now / hourMs);
  const first = current - hours + 1;
  const kept = db.remembered(name, () => /* @__PURE__ */ new Map());
  for (const hour of kept.keys()) if (hour < first) kept.delete(hour);
  const wanted = Array.from({ length: hours }, (_, index) => first + index);
  const from = wanted.find((hour) => !kept.has(hour)) ?? current;
  const counted = groupByHour(await db.select(statement(from * hourMs, (current + 1) * hourMs)));
  return wanted.map((hour) => {
    const counts2 = kept.get(hour) ?? counted.get(hour) ?? /* @__PURE__ */ new Map();
    if ((hour + 1) * hourMs + settledAfterMs < now) kept.set(hour, counts2);
    return toItem(toInstant(hour * hourMs), (key) => counts2.get(key) ?? 0);
  });
}
function groupByHour(rows) {
  const groups = /* @__PURE__ */ new Map();
  for (const { hour, key, n } of rows) {
    const group = groups.get(Number(hour)) ?? /* @__PURE__ */ new Map();
    groups.set(Number(hour), group.set(String(key), (group.get(String(key)) ?? 0) + Number(n)));
  }
  return groups;
}

// server/store/queries/dashboard.ts
var dayMs2 = 24 * 60 * 6e4;
var recentRows = 10;
async function dashboardSummary(db, { at }) {
  const { prisma } = db;
  const serviceCounts = await countServices(db, at);
  const attention = await needsAttention(db, at);
  const recentCommands = (await prisma.command.findMany({ orderBy: newestFirst2(), take: recentRows })).map(
    rowFrom
  );
  const recentEvents = await prisma.auditEvent.findMany({
    select: { id: true },
    orderBy: newestFirst2(),
    take: recentRows
  });
  return {
    workspace: defaultWorkspace,
    agentCounts: await countAgents(db, at),
    serviceCounts,
    commandCounts: await countCommands(db),
    commandCounts24h: await countCommandsSince(db, at.now - dayMs2),
    auditEventCount: await countAuditEvents(db),
    needsAttention: attention.items,
    needsAttentionTotal: attention.total,
    commandOutcomesPerHour: await commandOutcomesPerHour(db, at.now),
    statusTransitionsPerHour: await statusTransitionsPerHour(db, at.now),
    recentCommands: await toCommands(db, recentCommands),
    recentAuditEvents: await readEvents(
      db,
      recentEvents.map(({ id }) => id)
    )
  };
}
function newestFirst2() {
  return [{ createdAt: "desc" }, { id: "desc" }];
}
async function countAgents(db, at) {
  const status = agentStatusSql(at);
  return countBy(db, AgentStatus.options, {
    sql: `SELECT (${status.sql}) AS "key", count(*) AS "n" FROM "Agent" a GROUP BY 1`,
    args: status.args
  });
}
async function countServices(db, at) {
  const status = serviceStatusSql(at);
  return countBy(db, ServiceStatus.options, {
    sql: `SELECT (${status.sql}) AS "key", count(*) AS "n"
      FROM "CapsuleService" s LEFT JOIN "Agent" a ON a."id" = s."agentId" GROUP BY 1`,
    args: status.args
  });
}
async function countCommands(db) {
  return countBy(db, CommandStatus.options, {
    sql: `SELECT substr("name", 10) AS "key", "value" AS "n" FROM "Counter"
      WHERE "name" >= 'commands.' AND "name" < 'commands/'`,
    args: []
  });
}
async function countAuditEvents(db) {
  const found = await db.prisma.counter.findUnique({ where: { name: "auditEvents" } });
  return Number(found?.value ?? 0);
}
async function countCommandsSince(db, since) {
  const each = CommandStatus.options.map(
    (status) => `SELECT '${status}' AS "key", count(*) AS "n" FROM "Command"
      WHERE "status" = '${status}' AND "createdAt" >= ?`
  );
  return countBy(db, CommandStatus.options, {
    sql: each.join(" UNION ALL "),
    args: CommandStatus.options.map(() => since)
  });
}
async function countBy(db, keys, statement) {
  const found = new Map((await db.select(statement)).map(({ key, n }) => [key, Number(n)]));
  return recordOf(keys, (key) => found.get(key) ?? 0);
}
function recordOf(keys, value) {
  return Object.fromEntries(keys.map((key) => [key, value(key)]));
}

// server/store/sql.ts
var quotedNames = /* @__PURE__ */ new Map();
function quote(name) {
  const known = quotedNames.get(name);
  if (known !== void 0) return known;
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) throw new TypeError(`"${name}" is no column or table name`);
  const quoted = `"${name}"`;
  quotedNames.set(name, quoted);
  return quoted;
}

// server/store/queries/due-work.ts
async function findExpiredTokens(db, { now, limit }) {
  return ids(db, {
    sql: `SELECT "id" FROM "RegistrationToken"
      WHERE "status" = 'ACTIVE' AND "expiresAt" <= ? ORDER BY "expiresAt" LIMIT ?`,
    args: [now, limit]
  });
}
async function findExpiredCommands(db, { now, limit }) {
  return ids(db, {
    sql: `SELECT "id" FROM "Command"
      WHERE "status" IN ('PENDING', 'RUNNING') AND "expiresAt" <= ? ORDER BY "expiresAt" LIMIT ?`,
    args: [now, limit]
  });
}
async function findLostCommands(db, { now, limit }) {
  return ids(db, {
    sql: `SELECT "id" FROM "Command"
      WHERE "status" = 'RUNNING' AND "leaseExpiresAt" <= ? ORDER BY "leaseExpiresAt" LIMIT ?`,
    args: [now, limit]
  });
}
async function findOfflineAgents(db, { at, limit }) {
  const status = agentStatusSql(at);
  return ids(db, {
    sql: `SELECT a."id" AS "id" FROM "Agent" a
      WHERE a."lastAuditedStatus" <> 'OFFLINE' AND (${status.sql}) = 'OFFLINE'
      ORDER BY a."lastHeartbeatAt" LIMIT ?`,
    args: [...status.args, limit]
  });
}
async function findChangedServices(db, { at, limit }) {
  const status = serviceStatusSql(at);
  return ids(db, {
    sql: `SELECT s."id" AS "id" FROM "CapsuleService" s LEFT JOIN "Agent" a ON a."id" = s."agentId"
      WHERE (${status.sql}) <> s."lastAuditedStatus" LIMIT ?`,
    args: [...status.args, limit]
  });
}
var prunable = {
  auditEvents: { table: "AuditEvent", age: '"createdAt" < ?' },
  /** Commands that have ended; their results and logs go with them. */
  commands: { table: "Command", age: '"completedAt" < ?' },
  healthIntervals: { table: "HealthInterval", age: '"toAt" < ?' },
  configChanges: { table: "ConfigChange", age: '"createdAt" < ?' },
  sessions: { table: "Session", age: '"expiresAt" < ?' },
  idempotencyKeys: { table: "IdempotencyKey", age: '"expiresAt" < ?' },
  agentInstances: { table: "AgentInstance", age: '"lastSeenAt" < ?' },
  /** Revoked credentials of agents. */
  agentTokens: { table: "AgentToken", age: `"status" = 'REVOKED' AND "revokedAt" < ?` },
  /** Tokens that can open nothing any more. */
  registrationTokens: {
    table: "RegistrationToken",
    age: `"status" IN ('USED', 'EXPIRED', 'REVOKED') AND "updatedAt" < ?`
  }
};
async function findPrunable(db, input) {
  const { table, age } = prunable[input.table];
  return ids(db, {
    sql: `SELECT "id" FROM ${quote(table)} WHERE ${age} LIMIT ?`,
    args: [input.before, input.limit]
  });
}
async function ids(db, statement) {
  const rows = await db.select(statement);
  return rows.map((row) => String(row.id));
}

// server/store/columns.ts
var tableSpecs = {
  workspaces: { table: "Workspace", key: ["id"], booleans: [] },
  users: { table: "User", key: ["id"], booleans: [] },
  sessions: { table: "Session", key: ["id"], booleans: [] },
  registrationTokens: { table: "RegistrationToken", key: ["id"], booleans: [] },
  agents: { table: "Agent", key: ["id"], booleans: [] },
  agentInstances: { table: "AgentInstance", key: ["id"], booleans: [] },
  agentTokens: { table: "AgentToken", key: ["id"], booleans: [] },
  services: { table: "CapsuleService", key: ["id"], booleans: [] },
  healthIntervals: { table: "HealthInterval", key: ["id"], booleans: [] },
  configItems: { table: "ConfigItem", key: ["id"], booleans: ["editable", "sensitive"] },
  configChanges: { table: "ConfigChange", key: ["id"], booleans: [] },
  actions: { table: "Action", key: ["id"], booleans: ["requiresConfirmation", "idempotent", "enabled"] },
  preparedSchemas: { table: "PreparedSchema", key: ["userId", "serviceId", "actionName"], booleans: [] },
  commands: { table: "Command", key: ["id"], booleans: ["secretsErased", "idempotent"] },
  commandResults: { table: "CommandResult", key: ["id"], booleans: ["success"] },
  commandLogs: { table: "CommandLog", key: ["id"], booleans: [] },
  idempotencyKeys: { table: "IdempotencyKey", key: ["id"], booleans: [] },
  auditEvents: { table: "AuditEvent", key: ["id"], booleans: [] },
  settings: { table: "Setting", key: ["id"], booleans: [] },
  counters: { table: "Counter", key: ["name"], booleans: [] }
};

// server/store/queries/metrics.ts
var sampledCommands = 1e3;
var shownErrors = 5;
async function metrics(db, { at }) {
  const agents2 = await countAgents(db, at);
  const capsuleServices = await countServices(db, at);
  const commands = await countCommands(db);
  const registrationTokens = await countTokens(db, at);
  return {
    totals: {
      users: await db.prisma.user.count(),
      agents: sum(agents2),
      capsuleServices: sum(capsuleServices),
      registrationTokens: sum(registrationTokens),
      commands: sum(commands),
      auditEvents: await countAuditEvents(db)
    },
    byStatus: { agents: agents2, capsuleServices, registrationTokens, commands },
    staleOnlineAgents: await countStaleOnline(db, at),
    commandDurations: await commandDurations(db),
    topCommandErrors: await topCommandErrors(db)
  };
}
async function counts(db) {
  const tables = Object.values(tableSpecs).map(({ table }) => table);
  const each = tables.map((table) => `SELECT '${table}' AS "key", count(*) AS "n" FROM ${quote(table)}`);
  return countBy(db, tables, { sql: each.join(" UNION ALL "), args: [] });
}
async function countTokens(db, at) {
  return countBy(db, TokenStatus.options, {
    sql: `SELECT CASE WHEN "status" = 'ACTIVE' AND "expiresAt" <= ? THEN 'EXPIRED' ELSE "status" END AS "key",
      count(*) AS "n" FROM "RegistrationToken" GROUP BY 1`,
    args: [at.now]
  });
}
async function countStaleOnline(db, at) {
  const status = agentStatusSql(at);
  const [found] = await db.select({
    sql: `SELECT count(*) AS "n" FROM "Agent" a WHERE a."lastAuditedStatus" = 'ONLINE' AND (${status.sql}) = 'OFFLINE'`,
    args: status.args
  });
  return Number(found?.n ?? 0);
}
async function commandDurations(db) {
  const rows = await db.select({
    sql: `SELECT "completedAt" - "startedAt" AS "ms" FROM "Command"
      WHERE "completedAt" IS NOT NULL AND "startedAt" IS NOT NULL ORDER BY "completedAt" DESC LIMIT ?`,
    args: [sampledCommands]
  });
  const sorted = rows.map(({ ms }) => Math.max(0, Number(ms))).sort((a, b) => a - b);
  const nearestRank = (share) => sorted[Math.ceil(sorted.length * share) - 1] ?? null;
  return {
    sampleSize: sorted.length,
    p50Ms: nearestRank(0.5),
    p95Ms: nearestRank(0.95),
    maxMs: sorted.at(-1) ?? null,
    meanMs: sorted.length === 0 ? null : sum(sorted) / sorted.length
  };
}
async function topCommandErrors(db) {
  const rows = await db.select({
    sql: `SELECT "errorCode" AS "code", count(*) AS "n" FROM "Command"
      WHERE "errorCode" IS NOT NULL AND "status" = 'FAILED' GROUP BY "errorCode" ORDER BY 2 DESC, 1 LIMIT ?`,
    args: [shownErrors]
  });
  return rows.map(({ code, n }) => ({ code: String(code), count: Number(n) }));
}
function sum(counts2) {
  return Object.values(counts2).reduce((total, count) => total + count, 0);
}

// server/store/mappers/registration-token.ts
function registrationTokenStatus(row, now) {
  const isOver = row.status === "ACTIVE" && row.expiresAt !== null && row.expiresAt <= now;
  return isOver ? "EXPIRED" : row.status;
}
function toRegistrationToken(row, names, now) {
  return {
    id: row.id,
    name: row.name,
    status: registrationTokenStatus(row, now),
    agentId: row.agentId,
    agentCode: names.agentCode,
    boundAgentId: row.boundAgentId,
    boundAgentCode: names.boundAgentCode,
    createdByUserId: row.createdByUserId,
    createdByName: names.createdByName,
    expiresAt: toInstantOrNull(row.expiresAt),
    usedAt: toInstantOrNull(row.usedAt),
    revokedAt: toInstantOrNull(row.revokedAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt)
  };
}

// server/store/queries/registration-tokens.ts
async function listRegistrationTokens(db, input) {
  const { ids: ids2, about } = await findPage(db, {
    from: '"RegistrationToken" t',
    alias: "t",
    conditions: [
      ...hasStatus2(input),
      ...equals('t."agentId"', input.agentId),
      ...containsText(['t."name"'], input.q)
    ],
    paging: input
  });
  const found = await db.prisma.registrationToken.findMany({ where: { id: { in: ids2 } } });
  const rows = inOrderOf(ids2, found.map(rowFrom));
  const names = await readNames(db, {
    agents: rows.flatMap(({ agentId, boundAgentId }) => [agentId, boundAgentId]),
    users: rows.map(({ createdByUserId }) => createdByUserId)
  });
  const items = rows.map((row) => {
    const about2 = {
      agentCode: names.agent(row.agentId)?.code ?? null,
      boundAgentCode: names.agent(row.boundAgentId)?.code ?? null,
      createdByName: names.user(row.createdByUserId)
    };
    return toRegistrationToken(row, about2, input.now);
  });
  return { items, ...about };
}
function hasStatus2({ status, now }) {
  const isOver = `(t."status" = 'ACTIVE' AND t."expiresAt" IS NOT NULL AND t."expiresAt" <= ?)`;
  if (status === "EXPIRED") return [{ sql: `(t."status" = 'EXPIRED' OR ${isOver})`, args: [now] }];
  if (status === "ACTIVE") return [{ sql: `(t."status" = 'ACTIVE' AND NOT ${isOver})`, args: [now] }];
  return equals('t."status"', status);
}

// server/store/queries/services.ts
async function listServices(db, input) {
  const { ids: ids2, about } = await findPage(db, {
    from: '"CapsuleService" s LEFT JOIN "Agent" a ON a."id" = s."agentId"',
    alias: "s",
    conditions: [
      ...hasStatus3(input),
      ...equals('s."healthStatus"', input.healthStatus),
      ...equals('s."agentId"', input.agentId),
      ...equals('s."runtime"', input.runtime),
      ...equals('s."version"', input.version),
      ...containsText(['s."code"', 's."name"'], input.q)
    ],
    paging: input
  });
  const found = await db.prisma.capsuleService.findMany({
    where: { id: { in: ids2 } },
    omit: { manifest: true, healthDetails: true },
    include: { agent: true }
  });
  const rows = found.map(({ agent, ...facts2 }) => ({
    id: facts2.id,
    row: rowFrom(facts2),
    agent: rowFrom(agent)
  }));
  return { items: inOrderOf(ids2, rows).map(({ row, agent }) => toService(row, agent, input.at)), ...about };
}
async function getService(db, { serviceId, at }) {
  const found = await db.prisma.capsuleService.findUnique({
    where: { id: serviceId },
    include: {
      agent: true,
      healthIntervals: { orderBy: [{ fromAt: "desc" }, { id: "desc" }], take: 1 },
      configItems: { orderBy: { key: "asc" } },
      actions: { orderBy: { name: "asc" } }
    }
  });
  if (found === null) throw appError("CAPSULE_SERVICE_NOT_FOUND");
  const { agent, healthIntervals, configItems, actions, ...facts2 } = found;
  const [interval] = healthIntervals;
  const parts = {
    agent: rowFrom(agent),
    interval: interval === void 0 ? null : rowFrom(interval),
    configs: configItems.map(rowFrom),
    actions: actions.map(rowFrom)
  };
  return toServiceDetail(rowFrom(facts2), parts, at);
}
var dayMs3 = 24 * 60 * 6e4;
var maxIntervals = 1e3;
async function healthHistory(db, input) {
  await requireService(db, input.serviceId);
  const to = input.to === void 0 ? input.now : Date.parse(input.to);
  const from = input.from === void 0 ? to - dayMs3 : Date.parse(input.from);
  const found = await db.prisma.healthInterval.findMany({
    where: { serviceId: input.serviceId, fromAt: { lte: new Date(to) }, toAt: { gte: new Date(from) } },
    orderBy: [{ fromAt: "desc" }, { id: "desc" }],
    take: maxIntervals + 1
  });
  return {
    serviceId: input.serviceId,
    from: toInstant(from),
    to: toInstant(to),
    intervals: found.slice(0, maxIntervals).map((row) => toHealthInterval(rowFrom(row))),
    truncated: found.length > maxIntervals
  };
}
async function configChanges(db, input) {
  await requireService(db, input.serviceId);
  const { ids: ids2, about } = await findPage(db, {
    from: '"ConfigChange" c',
    alias: "c",
    conditions: [
      ...equals('c."serviceId"', input.serviceId),
      ...equals('c."key"', input.key),
      ...equals('c."kind"', input.kind)
    ],
    paging: input
  });
  const found = await db.prisma.configChange.findMany({ where: { id: { in: ids2 } } });
  const rows = inOrderOf(ids2, found.map(rowFrom));
  return { items: rows.map(toConfigChange), ...about };
}
async function requireService(db, id) {
  const found = await db.prisma.capsuleService.findUnique({ where: { id }, select: { id: true } });
  if (found === null) throw appError("CAPSULE_SERVICE_NOT_FOUND");
}
function hasStatus3({ status, at }) {
  if (status === void 0) return [];
  const computed = serviceStatusSql(at);
  return [{ sql: `(${computed.sql}) = ?`, args: [...computed.args, status] }];
}

// server/store/mappers/user.ts
function toUser(row) {
  return {
    id: row.id,
    username: row.username,
    displayName: row.displayName,
    role: row.role,
    status: row.status,
    lastLoginAt: toInstantOrNull(row.lastLoginAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt)
  };
}
function toSessionInfo(row, currentId) {
  return {
    id: row.id,
    current: row.id === currentId,
    ipAddress: row.ipAddress,
    userAgent: row.userAgent,
    createdAt: toInstant(row.createdAt),
    lastSeenAt: toInstant(row.lastSeenAt),
    expiresAt: toInstant(row.expiresAt)
  };
}

// server/store/queries/users.ts
async function listUsers(db, input) {
  const { ids: ids2, about } = await findPage(db, {
    from: '"User" u',
    alias: "u",
    conditions: [
      ...equals('u."role"', input.role),
      ...equals('u."status"', input.status),
      ...containsText(['u."username"', 'u."displayName"'], input.q)
    ],
    paging: input
  });
  const found = await db.prisma.user.findMany({ where: { id: { in: ids2 } } });
  const rows = inOrderOf(ids2, found.map(rowFrom));
  return { items: rows.map(toUser), ...about };
}
async function listSessions(db, input) {
  const now = new Date(input.now);
  const found = await db.prisma.session.findMany({
    where: { userId: input.userId, expiresAt: { gt: now }, absoluteExpiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 1e3
  });
  return found.map((row) => toSessionInfo(rowFrom(row), input.sessionId));
}

// server/store/queries/index.ts
var queries = {
  listUsers,
  listSessions,
  listRegistrationTokens,
  listAgents,
  getAgent,
  listServices,
  getService,
  healthHistory,
  configChanges,
  listCommands,
  getCommand,
  commandLogs,
  listAudit,
  exportAudit,
  auditActions,
  dashboardSummary,
  metrics,
  counts,
  findExpiredTokens,
  findExpiredCommands,
  findLostCommands,
  findOfflineAgents,
  findChangedServices,
  findPrunable
};
async function answer(db, name, input) {
  const query = queries[name];
  return query(db, input);
}
function isQueryName(name) {
  return Object.hasOwn(queries, name);
}

// server/worker/readers-thread.ts
var { databasePath } = z10.object({ databasePath: z10.string() }).parse(workerData);
var database = openReaderDatabase(databasePath);
async function read({ name, input, startedAt }) {
  new Float64Array(startedAt)[0] = performance.timeOrigin + performance.now();
  if (!isQueryName(name)) throw new Error(`There is no query named ${name}`);
  try {
    return { ok: true, value: await answer(database, name, input) };
  } catch (error) {
    if (!isAppError(error) || !isErrorCode(error.code)) throw error;
    const { code, message, details } = error;
    return { ok: false, code, message: message ?? errorCatalog[code].message, details };
  }
}
export {
  read as default
};
//# sourceMappingURL=readers-thread.js.map
