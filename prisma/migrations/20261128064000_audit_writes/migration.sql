-- The writer counts what it inserts and changes, once a batch. Deletes stay with the triggers: rows also go with others.
DROP TRIGGER "AuditEvent_count_insert";
DROP TRIGGER "Command_count_insert";
DROP TRIGGER "Command_count_update";

-- Most events are agents' and succeed: who asks for those finds them by time. The indexes hold the others.
-- Prisma's schema cannot say partial indexes; the schema's test ignores them.

-- DropIndex
DROP INDEX "AuditEvent_actorType_createdAt_idx";

-- DropIndex
DROP INDEX "AuditEvent_result_createdAt_idx";

CREATE INDEX "AuditEvent_actorType_createdAt_idx" ON "AuditEvent"("actorType", "createdAt") WHERE "actorType" <> 'AGENT';

CREATE INDEX "AuditEvent_failure_idx" ON "AuditEvent"("createdAt") WHERE "result" = 'FAILURE';
