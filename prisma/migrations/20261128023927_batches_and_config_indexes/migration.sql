-- AlterTable
ALTER TABLE "Command" ADD COLUMN "batchId" TEXT;

-- CreateTable
CREATE TABLE "Batch" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "actionName" TEXT NOT NULL,
    "actionLabel" TEXT NOT NULL,
    "dangerLevel" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "sealedSecrets" TEXT,
    "concurrency" INTEGER NOT NULL,
    "stopAfterFailures" INTEGER,
    "isConfirmed" BOOLEAN NOT NULL,
    "createdByUserId" TEXT,
    "completedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "BatchTarget" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "batchId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "serviceId" TEXT NOT NULL,
    "serviceCode" TEXT NOT NULL,
    "serviceName" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "commandId" TEXT,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "isCounted" BOOLEAN NOT NULL,
    "startedAt" DATETIME,
    "completedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "BatchTarget_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "Batch" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Batch_createdAt_idx" ON "Batch"("createdAt");

-- CreateIndex
CREATE INDEX "Batch_status_createdAt_idx" ON "Batch"("status", "createdAt");

-- CreateIndex
CREATE INDEX "Batch_actionName_createdAt_idx" ON "Batch"("actionName", "createdAt");

-- CreateIndex
CREATE INDEX "Batch_createdByUserId_createdAt_idx" ON "Batch"("createdByUserId", "createdAt");

-- CreateIndex
CREATE INDEX "Batch_completedAt_idx" ON "Batch"("completedAt");

-- CreateIndex
CREATE INDEX "BatchTarget_batchId_status_position_idx" ON "BatchTarget"("batchId", "status", "position");

-- CreateIndex
CREATE INDEX "BatchTarget_batchId_position_idx" ON "BatchTarget"("batchId", "position");

-- CreateIndex
CREATE INDEX "BatchTarget_commandId_idx" ON "BatchTarget"("commandId");

-- CreateIndex
CREATE UNIQUE INDEX "BatchTarget_batchId_serviceId_key" ON "BatchTarget"("batchId", "serviceId");

-- CreateIndex
CREATE INDEX "ConfigChange_key_createdAt_idx" ON "ConfigChange"("key", "createdAt");

-- CreateIndex
CREATE INDEX "ConfigItem_key_serviceId_idx" ON "ConfigItem"("key", "serviceId");
