-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "username" TEXT NOT NULL,
    "displayName" TEXT,
    "passwordHash" TEXT NOT NULL,
    "passwordChangedAt" DATETIME NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "lastLoginAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "csrfToken" TEXT NOT NULL,
    "previousCsrfToken" TEXT,
    "csrfRotatedAt" DATETIME,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "absoluteExpiresAt" DATETIME NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RegistrationToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "boundAgentId" TEXT,
    "agentId" TEXT,
    "createdByUserId" TEXT,
    "expiresAt" DATETIME,
    "usedAt" DATETIME,
    "revokedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Agent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT,
    "mode" TEXT NOT NULL,
    "runtime" TEXT,
    "disabledAt" DATETIME,
    "revokedAt" DATETIME,
    "lastHeartbeatAt" DATETIME,
    "lastAuditedStatus" TEXT NOT NULL,
    "instanceId" TEXT,
    "sdkName" TEXT,
    "sdkVersion" TEXT,
    "hostname" TEXT,
    "platform" TEXT,
    "pid" INTEGER,
    "processStartedAt" DATETIME,
    "busySinceAt" DATETIME,
    "registeredAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "AgentInstance" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "agentId" TEXT NOT NULL,
    "firstSeenAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    CONSTRAINT "AgentInstance_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AgentToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "agentId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "lastUsedAt" DATETIME,
    "revokedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "AgentToken_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CapsuleService" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "agentId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "version" TEXT,
    "runtime" TEXT,
    "manifest" TEXT NOT NULL,
    "reportHash" TEXT NOT NULL,
    "healthStatus" TEXT NOT NULL,
    "healthMessage" TEXT,
    "healthDetails" TEXT NOT NULL,
    "lastReportedAt" DATETIME,
    "lastHealthAt" DATETIME,
    "lastAuditedStatus" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "CapsuleService_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HealthInterval" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "serviceId" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "message" TEXT,
    "details" TEXT NOT NULL,
    "fromAt" DATETIME NOT NULL,
    "toAt" DATETIME NOT NULL,
    "samples" INTEGER NOT NULL,
    CONSTRAINT "HealthInterval_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "CapsuleService" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConfigItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "serviceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT,
    "type" TEXT NOT NULL,
    "source" TEXT,
    "editable" BOOLEAN NOT NULL,
    "sensitive" BOOLEAN NOT NULL,
    "valuePreview" TEXT,
    "defaultValue" TEXT,
    "secretRef" TEXT,
    "changedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "ConfigItem_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "CapsuleService" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConfigChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "serviceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ConfigChange_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "CapsuleService" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Action" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "serviceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "description" TEXT,
    "dangerLevel" TEXT NOT NULL,
    "requiresConfirmation" BOOLEAN NOT NULL,
    "category" TEXT,
    "order" INTEGER,
    "inputSchema" TEXT NOT NULL,
    "outputSchema" TEXT,
    "timeoutSeconds" INTEGER,
    "idempotent" BOOLEAN NOT NULL,
    "ephemeralFields" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Action_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "CapsuleService" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PreparedSchema" (
    "userId" TEXT NOT NULL,
    "serviceId" TEXT NOT NULL,
    "actionName" TEXT NOT NULL,
    "inputSchema" TEXT NOT NULL,
    "preparedAt" DATETIME NOT NULL,

    PRIMARY KEY ("userId", "serviceId", "actionName")
);

-- CreateTable
CREATE TABLE "Command" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "agentId" TEXT NOT NULL,
    "serviceId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "actionName" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "sealedSecrets" TEXT,
    "secretsErased" BOOLEAN NOT NULL,
    "createdByUserId" TEXT,
    "sourceCommandId" TEXT,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "timeoutSeconds" INTEGER,
    "idempotent" BOOLEAN NOT NULL,
    "ephemeralFields" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "leaseInstanceId" TEXT,
    "leaseExpiresAt" DATETIME,
    "cancelRequestedAt" DATETIME,
    "cancelAcknowledgedAt" DATETIME,
    "cancelStoppedAt" DATETIME,
    "progressSeq" INTEGER NOT NULL,
    "progressPercent" REAL,
    "progressMessage" TEXT,
    "expiresAt" DATETIME,
    "startedAt" DATETIME,
    "completedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CommandResult" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "commandId" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "success" BOOLEAN NOT NULL,
    "message" TEXT,
    "data" TEXT NOT NULL,
    "error" TEXT NOT NULL,
    "resultHash" TEXT NOT NULL,
    "startedAt" DATETIME,
    "finishedAt" DATETIME,
    "reportedAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "CommandResult_commandId_fkey" FOREIGN KEY ("commandId") REFERENCES "Command" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CommandLog" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "commandId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "level" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    CONSTRAINT "CommandLog_commandId_fkey" FOREIGN KEY ("commandId") REFERENCES "Command" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "requestHash" TEXT NOT NULL,
    "reply" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "actorType" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT,
    "action" TEXT NOT NULL,
    "targetType" TEXT,
    "targetId" TEXT,
    "result" TEXT NOT NULL,
    "message" TEXT,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "metadata" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updatedByUserId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_code_key" ON "Workspace"("code");

-- CreateIndex
CREATE UNIQUE INDEX "User_username_key" ON "User"("username");

-- CreateIndex
CREATE INDEX "User_createdAt_idx" ON "User"("createdAt");

-- CreateIndex
CREATE INDEX "User_role_status_idx" ON "User"("role", "status");

-- CreateIndex
CREATE INDEX "Session_userId_createdAt_idx" ON "Session"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "RegistrationToken_tokenHash_key" ON "RegistrationToken"("tokenHash");

-- CreateIndex
CREATE INDEX "RegistrationToken_status_createdAt_idx" ON "RegistrationToken"("status", "createdAt");

-- CreateIndex
CREATE INDEX "RegistrationToken_createdAt_idx" ON "RegistrationToken"("createdAt");

-- CreateIndex
CREATE INDEX "RegistrationToken_status_expiresAt_idx" ON "RegistrationToken"("status", "expiresAt");

-- CreateIndex
CREATE INDEX "RegistrationToken_agentId_idx" ON "RegistrationToken"("agentId");

-- CreateIndex
CREATE UNIQUE INDEX "Agent_code_key" ON "Agent"("code");

-- CreateIndex
CREATE INDEX "Agent_createdAt_idx" ON "Agent"("createdAt");

-- CreateIndex
CREATE INDEX "Agent_lastHeartbeatAt_idx" ON "Agent"("lastHeartbeatAt");

-- CreateIndex
CREATE INDEX "Agent_mode_createdAt_idx" ON "Agent"("mode", "createdAt");

-- CreateIndex
CREATE INDEX "AgentInstance_agentId_lastSeenAt_idx" ON "AgentInstance"("agentId", "lastSeenAt");

-- CreateIndex
CREATE INDEX "AgentInstance_lastSeenAt_idx" ON "AgentInstance"("lastSeenAt");

-- CreateIndex
CREATE UNIQUE INDEX "AgentToken_tokenHash_key" ON "AgentToken"("tokenHash");

-- CreateIndex
CREATE INDEX "AgentToken_agentId_status_idx" ON "AgentToken"("agentId", "status");

-- CreateIndex
CREATE INDEX "AgentToken_status_revokedAt_idx" ON "AgentToken"("status", "revokedAt");

-- CreateIndex
CREATE UNIQUE INDEX "CapsuleService_code_key" ON "CapsuleService"("code");

-- CreateIndex
CREATE INDEX "CapsuleService_createdAt_idx" ON "CapsuleService"("createdAt");

-- CreateIndex
CREATE INDEX "CapsuleService_agentId_createdAt_idx" ON "CapsuleService"("agentId", "createdAt");

-- CreateIndex
CREATE INDEX "CapsuleService_healthStatus_createdAt_idx" ON "CapsuleService"("healthStatus", "createdAt");

-- CreateIndex
CREATE INDEX "CapsuleService_runtime_createdAt_idx" ON "CapsuleService"("runtime", "createdAt");

-- CreateIndex
CREATE INDEX "HealthInterval_serviceId_fromAt_idx" ON "HealthInterval"("serviceId", "fromAt");

-- CreateIndex
CREATE INDEX "HealthInterval_toAt_idx" ON "HealthInterval"("toAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConfigItem_serviceId_key_key" ON "ConfigItem"("serviceId", "key");

-- CreateIndex
CREATE INDEX "ConfigChange_serviceId_createdAt_idx" ON "ConfigChange"("serviceId", "createdAt");

-- CreateIndex
CREATE INDEX "ConfigChange_createdAt_idx" ON "ConfigChange"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Action_serviceId_name_key" ON "Action"("serviceId", "name");

-- CreateIndex
CREATE INDEX "PreparedSchema_preparedAt_idx" ON "PreparedSchema"("preparedAt");

-- CreateIndex
CREATE INDEX "Command_createdAt_idx" ON "Command"("createdAt");

-- CreateIndex
CREATE INDEX "Command_status_createdAt_idx" ON "Command"("status", "createdAt");

-- CreateIndex
CREATE INDEX "Command_type_createdAt_idx" ON "Command"("type", "createdAt");

-- CreateIndex
CREATE INDEX "Command_agentId_status_createdAt_idx" ON "Command"("agentId", "status", "createdAt");

-- CreateIndex
CREATE INDEX "Command_agentId_createdAt_idx" ON "Command"("agentId", "createdAt");

-- CreateIndex
CREATE INDEX "Command_serviceId_createdAt_idx" ON "Command"("serviceId", "createdAt");

-- CreateIndex
CREATE INDEX "Command_actionName_createdAt_idx" ON "Command"("actionName", "createdAt");

-- CreateIndex
CREATE INDEX "Command_createdByUserId_createdAt_idx" ON "Command"("createdByUserId", "createdAt");

-- CreateIndex
CREATE INDEX "Command_status_expiresAt_idx" ON "Command"("status", "expiresAt");

-- CreateIndex
CREATE INDEX "Command_status_leaseExpiresAt_idx" ON "Command"("status", "leaseExpiresAt");

-- CreateIndex
CREATE INDEX "Command_completedAt_status_idx" ON "Command"("completedAt", "status");

-- CreateIndex
CREATE INDEX "Command_errorCode_status_idx" ON "Command"("errorCode", "status");

-- CreateIndex
CREATE UNIQUE INDEX "CommandResult_commandId_key" ON "CommandResult"("commandId");

-- CreateIndex
CREATE INDEX "CommandLog_commandId_seq_idx" ON "CommandLog"("commandId", "seq");

-- CreateIndex
CREATE INDEX "IdempotencyKey_expiresAt_idx" ON "IdempotencyKey"("expiresAt");

-- CreateIndex
CREATE INDEX "AuditEvent_createdAt_idx" ON "AuditEvent"("createdAt");

-- CreateIndex
CREATE INDEX "AuditEvent_action_createdAt_idx" ON "AuditEvent"("action", "createdAt");

-- CreateIndex
CREATE INDEX "AuditEvent_actorType_createdAt_idx" ON "AuditEvent"("actorType", "createdAt");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_createdAt_idx" ON "AuditEvent"("actorId", "createdAt");

-- CreateIndex
CREATE INDEX "AuditEvent_targetType_createdAt_idx" ON "AuditEvent"("targetType", "createdAt");

-- CreateIndex
CREATE INDEX "AuditEvent_targetId_createdAt_idx" ON "AuditEvent"("targetId", "createdAt");

-- CreateIndex
CREATE INDEX "AuditEvent_result_createdAt_idx" ON "AuditEvent"("result", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Setting_key_key" ON "Setting"("key");

-- How many rows there are, kept with every change: counting them would read the whole table.
INSERT INTO "Counter" ("name", "value") VALUES
    ('auditEvents', 0), ('commands.PENDING', 0), ('commands.RUNNING', 0), ('commands.SUCCEEDED', 0),
    ('commands.FAILED', 0), ('commands.EXPIRED', 0), ('commands.CANCELLED', 0);

CREATE TRIGGER "AuditEvent_count_insert" AFTER INSERT ON "AuditEvent" BEGIN
    UPDATE "Counter" SET "value" = "value" + 1 WHERE "name" = 'auditEvents';
END;

CREATE TRIGGER "AuditEvent_count_delete" AFTER DELETE ON "AuditEvent" BEGIN
    UPDATE "Counter" SET "value" = "value" - 1 WHERE "name" = 'auditEvents';
END;

CREATE TRIGGER "Command_count_insert" AFTER INSERT ON "Command" BEGIN
    UPDATE "Counter" SET "value" = "value" + 1 WHERE "name" = 'commands.' || NEW."status";
END;

CREATE TRIGGER "Command_count_delete" AFTER DELETE ON "Command" BEGIN
    UPDATE "Counter" SET "value" = "value" - 1 WHERE "name" = 'commands.' || OLD."status";
END;

CREATE TRIGGER "Command_count_update" AFTER UPDATE OF "status" ON "Command" WHEN OLD."status" <> NEW."status" BEGIN
    UPDATE "Counter" SET "value" = "value" - 1 WHERE "name" = 'commands.' || OLD."status";
    UPDATE "Counter" SET "value" = "value" + 1 WHERE "name" = 'commands.' || NEW."status";
END;
