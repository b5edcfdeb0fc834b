import type {
  ActorType,
  AgentId,
  AgentMode,
  AgentStatus,
  AuditResult,
  BatchId,
  BatchStatus,
  BatchTargetStatus,
  BusAwayPolicy,
  BusDeliveryStatus,
  BusDisabledReason,
  BusEventOutcome,
  BusRouteStatus,
  CommandId,
  CommandStatus,
  CommandType,
  DangerLevel,
  HealthStatus,
  Id,
  InstanceId,
  Role,
  ServiceId,
  ServiceStatus,
  SessionId,
  TokenId,
  TokenStatus,
  UserId,
} from "@opstage/contracts";
import type { EpochMs } from "../domain/time";

export type { EpochMs };

/*
 * One interface a table, exactly the columns of prisma/schema.prisma. Instants are epoch milliseconds, booleans are
 * real ones, JSON is text: whoever writes it stringifies, the mappers parse.
 */

export interface WorkspaceRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly status: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface UserRow {
  readonly id: UserId;
  readonly username: string;
  readonly displayName: string | null;
  readonly passwordHash: string;
  readonly passwordChangedAt: EpochMs;
  readonly role: Role;
  readonly status: "ACTIVE" | "DISABLED";
  readonly lastLoginAt: EpochMs | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface SessionRow {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly csrfToken: string;
  readonly previousCsrfToken: string | null;
  readonly csrfRotatedAt: EpochMs | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly createdAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly absoluteExpiresAt: EpochMs;
}

export interface RegistrationTokenRow {
  readonly id: TokenId;
  readonly name: string;
  readonly tokenHash: string;
  readonly status: TokenStatus;
  readonly boundAgentId: AgentId | null;
  readonly agentId: AgentId | null;
  readonly createdByUserId: UserId | null;
  readonly expiresAt: EpochMs | null;
  readonly usedAt: EpochMs | null;
  readonly revokedAt: EpochMs | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface AgentRow {
  readonly id: AgentId;
  readonly code: string;
  readonly name: string | null;
  readonly mode: AgentMode;
  readonly runtime: string | null;
  readonly disabledAt: EpochMs | null;
  readonly revokedAt: EpochMs | null;
  readonly lastHeartbeatAt: EpochMs | null;
  readonly lastAuditedStatus: AgentStatus;
  readonly instanceId: InstanceId | null;
  readonly sdkName: string | null;
  readonly sdkVersion: string | null;
  readonly hostname: string | null;
  readonly platform: string | null;
  readonly pid: number | null;
  readonly processStartedAt: EpochMs | null;
  readonly busySinceAt: EpochMs | null;
  readonly rotationRequestedAt: EpochMs | null;
  readonly registeredAt: EpochMs;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface AgentInstanceRow {
  readonly id: InstanceId;
  readonly agentId: AgentId;
  readonly firstSeenAt: EpochMs;
  readonly lastSeenAt: EpochMs;
}

export interface AgentTokenRow {
  readonly id: TokenId;
  readonly agentId: AgentId;
  readonly tokenHash: string;
  readonly status: "ACTIVE" | "CANDIDATE" | "REVOKED";
  readonly lastUsedAt: EpochMs | null;
  readonly revokedAt: EpochMs | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface ServiceRow {
  readonly id: ServiceId;
  readonly agentId: AgentId;
  readonly code: string;
  readonly name: string;
  readonly description: string | null;
  readonly version: string | null;
  readonly runtime: string | null;
  readonly manifest: string;
  readonly reportHash: string;
  readonly healthStatus: HealthStatus;
  readonly healthMessage: string | null;
  readonly healthDetails: string;
  readonly lastReportedAt: EpochMs | null;
  readonly lastHealthAt: EpochMs | null;
  readonly lastAuditedStatus: ServiceStatus;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface HealthIntervalRow {
  readonly id: Id<"hlr">;
  readonly serviceId: ServiceId;
  readonly agentId: AgentId;
  readonly status: HealthStatus;
  readonly message: string | null;
  readonly details: string;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly samples: number;
}

export interface ConfigItemRow {
  readonly id: Id<"cfg">;
  readonly serviceId: ServiceId;
  readonly key: string;
  readonly label: string | null;
  readonly type: string;
  readonly source: string | null;
  readonly editable: boolean;
  readonly sensitive: boolean;
  readonly valuePreview: string | null;
  readonly defaultValue: string | null;
  readonly secretRef: string | null;
  readonly changedAt: EpochMs | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface ConfigChangeRow {
  readonly id: Id<"cch">;
  readonly serviceId: ServiceId;
  readonly key: string;
  readonly kind: "ADDED" | "CHANGED" | "REMOVED";
  readonly before: string | null;
  readonly after: string | null;
  readonly createdAt: EpochMs;
}

export interface ActionRow {
  readonly id: Id<"act">;
  readonly serviceId: ServiceId;
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly dangerLevel: DangerLevel;
  readonly requiresConfirmation: boolean;
  readonly category: string | null;
  readonly order: number | null;
  readonly inputSchema: string;
  readonly outputSchema: string | null;
  readonly timeoutSeconds: number | null;
  readonly idempotent: boolean;
  readonly ephemeralFields: string;
  readonly enabled: boolean;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface PreparedSchemaRow {
  readonly userId: UserId;
  readonly serviceId: ServiceId;
  readonly actionName: string;
  readonly inputSchema: string;
  readonly preparedAt: EpochMs;
}

export interface CommandRow {
  readonly id: CommandId;
  readonly agentId: AgentId;
  readonly serviceId: ServiceId;
  readonly type: CommandType;
  readonly actionName: string;
  readonly status: CommandStatus;
  readonly payload: string;
  readonly sealedSecrets: string | null;
  readonly secretsErased: boolean;
  readonly createdByUserId: UserId | null;
  readonly sourceCommandId: CommandId | null;
  readonly batchId: BatchId | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly timeoutSeconds: number | null;
  readonly idempotent: boolean;
  readonly ephemeralFields: string;
  readonly attempt: number;
  readonly leaseInstanceId: InstanceId | null;
  readonly leaseExpiresAt: EpochMs | null;
  readonly queuedUntil: EpochMs | null;
  readonly cancelRequestedAt: EpochMs | null;
  readonly cancelToldAt: EpochMs | null;
  readonly cancelAcknowledgedAt: EpochMs | null;
  readonly cancelStoppedAt: EpochMs | null;
  readonly progressSeq: number;
  readonly progressPercent: number | null;
  readonly progressMessage: string | null;
  readonly logSeq: number;
  readonly logBytes: number;
  readonly logDropped: number;
  readonly expiresAt: EpochMs | null;
  readonly startedAt: EpochMs | null;
  readonly completedAt: EpochMs | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface CommandResultRow {
  readonly id: Id<"crs">;
  readonly commandId: CommandId;
  readonly agentId: AgentId;
  readonly success: boolean;
  readonly message: string | null;
  readonly data: string;
  readonly error: string;
  readonly resultHash: string;
  readonly startedAt: EpochMs | null;
  readonly finishedAt: EpochMs | null;
  readonly reportedAt: EpochMs;
  readonly createdAt: EpochMs;
}

export interface CommandLogRow {
  readonly id: Id<"clg">;
  readonly commandId: CommandId;
  readonly seq: number;
  readonly at: EpochMs;
  readonly level: string;
  readonly line: string;
}

export interface BatchRow {
  readonly id: BatchId;
  readonly actionName: string;
  readonly actionLabel: string;
  readonly dangerLevel: DangerLevel;
  readonly status: BatchStatus;
  readonly payload: string;
  readonly sealedSecrets: string | null;
  readonly concurrency: number;
  readonly stopAfterFailures: number | null;
  readonly isConfirmed: boolean;
  readonly createdByUserId: UserId | null;
  readonly completedAt: EpochMs | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface BatchTargetRow {
  readonly id: Id<"btt">;
  readonly batchId: BatchId;
  readonly position: number;
  readonly serviceId: ServiceId;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly status: BatchTargetStatus;
  readonly commandId: CommandId | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** False for those that could not run when the batch was made: they count as no failure. */
  readonly isCounted: boolean;
  readonly startedAt: EpochMs | null;
  readonly completedAt: EpochMs | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface IdempotencyKeyRow {
  /** SHA-256 of caller, operation and key. */
  readonly id: string;
  readonly requestHash: string;
  readonly reply: string;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
}

export interface AuditEventRow {
  readonly id: Id<"aud">;
  readonly actorType: ActorType;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly result: AuditResult;
  readonly message: string | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly metadata: string;
  readonly createdAt: EpochMs;
}

export interface BusRouteRow {
  readonly id: Id<"brt">;
  readonly name: string;
  readonly description: string | null;
  readonly status: BusRouteStatus;
  readonly eventType: string;
  readonly sourceServiceCode: string | null;
  readonly targetServiceCode: string;
  readonly actionName: string;
  readonly condition: string | null;
  readonly inputMapping: string | null;
  readonly metadata: string;
  readonly allowGuarded: boolean;
  readonly whenAway: BusAwayPolicy;
  readonly queueSeconds: number;
  readonly maxPerMinute: number;
  readonly disabledReason: BusDisabledReason | null;
  readonly disabledAt: EpochMs | null;
  readonly createdByUserId: UserId | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface BusEventRow {
  readonly id: Id<"bev">;
  readonly envelopeId: string | null;
  readonly agentId: AgentId;
  readonly sourceServiceId: ServiceId | null;
  readonly sourceServiceCode: string;
  readonly eventType: string;
  readonly payload: string;
  readonly metadata: string;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  readonly depth: number;
  readonly dryRun: boolean;
  readonly outcome: BusEventOutcome;
  readonly routeCount: number;
  readonly failedCount: number;
  readonly occurredAt: EpochMs;
  readonly createdAt: EpochMs;
}

export interface BusDeliveryRow {
  readonly id: Id<"bdl">;
  readonly eventId: Id<"bev">;
  readonly routeId: Id<"brt">;
  readonly routeName: string;
  readonly status: BusDeliveryStatus;
  readonly dryRun: boolean;
  readonly targetServiceCode: string;
  readonly targetServiceId: ServiceId | null;
  readonly actionName: string;
  readonly commandId: CommandId | null;
  readonly payload: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly replayOfId: Id<"bdl"> | null;
  readonly replayedById: Id<"bdl"> | null;
  readonly createdAt: EpochMs;
}

export interface SettingRow {
  readonly id: Id<"set">;
  readonly key: string;
  readonly value: string;
  readonly updatedByUserId: UserId | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface CounterRow {
  readonly name: string;
  readonly value: number;
}

/** Every table by the name the gateway gives it. */
export interface RowsByTable {
  readonly workspaces: WorkspaceRow;
  readonly users: UserRow;
  readonly sessions: SessionRow;
  readonly registrationTokens: RegistrationTokenRow;
  readonly agents: AgentRow;
  readonly agentInstances: AgentInstanceRow;
  readonly agentTokens: AgentTokenRow;
  readonly services: ServiceRow;
  readonly healthIntervals: HealthIntervalRow;
  readonly configItems: ConfigItemRow;
  readonly configChanges: ConfigChangeRow;
  readonly actions: ActionRow;
  readonly preparedSchemas: PreparedSchemaRow;
  readonly commands: CommandRow;
  readonly commandResults: CommandResultRow;
  readonly commandLogs: CommandLogRow;
  readonly batches: BatchRow;
  readonly batchTargets: BatchTargetRow;
  readonly idempotencyKeys: IdempotencyKeyRow;
  readonly auditEvents: AuditEventRow;
  readonly busRoutes: BusRouteRow;
  readonly busEvents: BusEventRow;
  readonly busDeliveries: BusDeliveryRow;
  readonly settings: SettingRow;
  readonly counters: CounterRow;
}

export type TableName = keyof RowsByTable;
