-- CreateTable
CREATE TABLE "BusRoute" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "status" TEXT NOT NULL,
    "eventType" TEXT NOT NULL,
    "sourceServiceCode" TEXT,
    "targetServiceCode" TEXT NOT NULL,
    "actionName" TEXT NOT NULL,
    "condition" TEXT,
    "inputMapping" TEXT,
    "metadata" TEXT NOT NULL,
    "allowGuarded" BOOLEAN NOT NULL,
    "whenAway" TEXT NOT NULL,
    "queueSeconds" INTEGER NOT NULL,
    "maxPerMinute" INTEGER NOT NULL,
    "disabledReason" TEXT,
    "disabledAt" DATETIME,
    "createdByUserId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "BusEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "envelopeId" TEXT,
    "agentId" TEXT NOT NULL,
    "sourceServiceId" TEXT,
    "sourceServiceCode" TEXT NOT NULL,
    "eventType" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "metadata" TEXT NOT NULL,
    "correlationId" TEXT,
    "causationId" TEXT,
    "depth" INTEGER NOT NULL,
    "dryRun" BOOLEAN NOT NULL,
    "outcome" TEXT NOT NULL,
    "routeCount" INTEGER NOT NULL,
    "failedCount" INTEGER NOT NULL,
    "occurredAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "BusDelivery" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "eventId" TEXT NOT NULL,
    "routeId" TEXT NOT NULL,
    "routeName" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "dryRun" BOOLEAN NOT NULL,
    "targetServiceCode" TEXT NOT NULL,
    "targetServiceId" TEXT,
    "actionName" TEXT NOT NULL,
    "commandId" TEXT,
    "payload" TEXT,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "replayOfId" TEXT,
    "replayedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "BusDelivery_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "BusEvent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "BusRoute_createdAt_idx" ON "BusRoute"("createdAt");

-- CreateIndex
CREATE INDEX "BusEvent_createdAt_idx" ON "BusEvent"("createdAt");

-- CreateIndex
CREATE INDEX "BusEvent_agentId_createdAt_idx" ON "BusEvent"("agentId", "createdAt");

-- CreateIndex
CREATE INDEX "BusEvent_eventType_createdAt_idx" ON "BusEvent"("eventType", "createdAt");

-- CreateIndex
CREATE INDEX "BusEvent_sourceServiceCode_createdAt_idx" ON "BusEvent"("sourceServiceCode", "createdAt");

-- CreateIndex
CREATE INDEX "BusEvent_envelopeId_idx" ON "BusEvent"("envelopeId");

-- CreateIndex
CREATE INDEX "BusEvent_correlationId_idx" ON "BusEvent"("correlationId");

-- CreateIndex
CREATE INDEX "BusEvent_outcome_createdAt_idx" ON "BusEvent"("outcome", "createdAt");

-- CreateIndex
CREATE INDEX "BusDelivery_eventId_idx" ON "BusDelivery"("eventId");

-- CreateIndex
CREATE INDEX "BusDelivery_routeId_createdAt_idx" ON "BusDelivery"("routeId", "createdAt");

-- CreateIndex
CREATE INDEX "BusDelivery_status_createdAt_idx" ON "BusDelivery"("status", "createdAt");

-- CreateIndex
CREATE INDEX "BusDelivery_createdAt_idx" ON "BusDelivery"("createdAt");

-- CreateIndex
CREATE INDEX "BusDelivery_commandId_idx" ON "BusDelivery"("commandId");
