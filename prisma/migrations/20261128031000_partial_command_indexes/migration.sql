-- Every index costs each command two or three times, so those that only some commands need hold only these.
-- Prisma's schema cannot say partial indexes; the schema's test ignores them.

-- DropIndex
DROP INDEX "Command_agentId_status_createdAt_idx";

-- DropIndex
DROP INDEX "Command_status_expiresAt_idx";

-- DropIndex
DROP INDEX "Command_status_leaseExpiresAt_idx";

-- DropIndex
DROP INDEX "Command_completedAt_status_idx";

-- DropIndex
DROP INDEX "Command_errorCode_status_idx";

-- What waits for an agent, in the order in which it is handed out.
CREATE INDEX "Command_pending_idx" ON "Command"("agentId", "createdAt", "id") WHERE "status" = 'PENDING';

-- What may run out of time.
CREATE INDEX "Command_openExpiresAt_idx" ON "Command"("expiresAt") WHERE "completedAt" IS NULL;

-- What an agent holds.
CREATE INDEX "Command_leaseExpiresAt_idx" ON "Command"("leaseExpiresAt") WHERE "leaseExpiresAt" IS NOT NULL;

-- What has ended, for the dashboard, the metrics and retention.
CREATE INDEX "Command_completedAt_status_idx" ON "Command"("completedAt", "status") WHERE "completedAt" IS NOT NULL;

-- Why commands failed.
CREATE INDEX "Command_errorCode_status_idx" ON "Command"("errorCode", "status") WHERE "errorCode" IS NOT NULL;
