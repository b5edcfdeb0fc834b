import type { Id, IdPrefix } from "@opstage/contracts";
import type {
  AgentRow,
  AuditEventRow,
  CommandRow,
  ServiceRow,
  SessionRow,
  UserRow,
  WorkspaceRow,
} from "./rows";

/*
 * Complete rows for tests; each test names only what it is about.
 */

let made = 0;

/** An id that no other row of this process has; later ones sort after earlier ones. */
export function sampleId<P extends IdPrefix>(prefix: P): Id<P> {
  return `${prefix}_${String(++made).padStart(26, "0")}`;
}

const at = Date.UTC(2026, 0, 1);

export function sampleWorkspace(facts?: Partial<WorkspaceRow>): WorkspaceRow {
  const row = { id: "wks_default", code: "default", name: "Default Workspace", status: "ACTIVE" };
  return { ...row, createdAt: at, updatedAt: at, ...facts };
}

export function sampleUser(facts?: Partial<UserRow>): UserRow {
  const id = sampleId("usr");
  return {
    id,
    username: `${id}@example.local`,
    displayName: null,
    passwordHash: "",
    passwordChangedAt: at,
    role: "operator",
    status: "ACTIVE",
    lastLoginAt: null,
    createdAt: at,
    updatedAt: at,
    ...facts,
  };
}

export function sampleSession(facts: Pick<SessionRow, "userId"> & Partial<SessionRow>): SessionRow {
  return {
    id: sampleId("ses"),
    csrfToken: "csrf",
    previousCsrfToken: null,
    csrfRotatedAt: null,
    ipAddress: null,
    userAgent: null,
    createdAt: 0,
    lastSeenAt: 0,
    expiresAt: 0,
    absoluteExpiresAt: Date.UTC(2100, 0),
    ...facts,
  };
}

export function sampleAgent(facts?: Partial<AgentRow>): AgentRow {
  const id = sampleId("agt");
  return {
    id,
    code: id,
    name: null,
    mode: "embedded",
    runtime: "nodejs",
    disabledAt: null,
    revokedAt: null,
    lastHeartbeatAt: at,
    lastAuditedStatus: "ONLINE",
    instanceId: null,
    sdkName: null,
    sdkVersion: null,
    hostname: null,
    platform: null,
    pid: null,
    processStartedAt: null,
    busySinceAt: null,
    rotationRequestedAt: null,
    registeredAt: at,
    createdAt: at,
    updatedAt: at,
    ...facts,
  };
}

export function sampleService(facts: Pick<ServiceRow, "agentId"> & Partial<ServiceRow>): ServiceRow {
  const id = sampleId("svc");
  return {
    id,
    code: id,
    name: "Sample service",
    description: null,
    version: "1.0.0",
    runtime: "nodejs",
    manifest: "{}",
    reportHash: "",
    healthStatus: "UP",
    healthMessage: null,
    healthDetails: "{}",
    lastReportedAt: at,
    lastHealthAt: at,
    lastAuditedStatus: "HEALTHY",
    createdAt: at,
    updatedAt: at,
    ...facts,
  };
}

export function sampleCommand(
  facts: Pick<CommandRow, "agentId" | "serviceId"> & Partial<CommandRow>,
): CommandRow {
  return {
    id: sampleId("cmd"),
    type: "ACTION_EXECUTE",
    actionName: "echo",
    status: "PENDING",
    payload: "{}",
    sealedSecrets: null,
    secretsErased: false,
    createdByUserId: null,
    sourceCommandId: null,
    batchId: null,
    errorCode: null,
    errorMessage: null,
    timeoutSeconds: null,
    idempotent: false,
    ephemeralFields: "[]",
    attempt: 0,
    leaseInstanceId: null,
    leaseExpiresAt: null,
    queuedUntil: null,
    cancelRequestedAt: null,
    cancelToldAt: null,
    cancelAcknowledgedAt: null,
    cancelStoppedAt: null,
    progressSeq: 0,
    progressPercent: null,
    progressMessage: null,
    logSeq: 0,
    logBytes: 0,
    logDropped: 0,
    expiresAt: null,
    startedAt: null,
    completedAt: null,
    createdAt: at,
    updatedAt: at,
    ...facts,
  };
}

export function sampleAudit(facts?: Partial<AuditEventRow>): AuditEventRow {
  return {
    id: sampleId("aud"),
    actorType: "SYSTEM",
    actorId: null,
    actorName: "test",
    action: "test.done",
    targetType: null,
    targetId: null,
    result: "SUCCESS",
    message: null,
    ipAddress: null,
    userAgent: null,
    metadata: "{}",
    createdAt: at,
    ...facts,
  };
}
