-- Added one by one: rebuilding the table would lose the triggers that count commands.
-- AlterTable
ALTER TABLE "Agent" ADD COLUMN "rotationRequestedAt" DATETIME;

-- AlterTable
ALTER TABLE "Command" ADD COLUMN "queuedUntil" DATETIME;
ALTER TABLE "Command" ADD COLUMN "cancelToldAt" DATETIME;
ALTER TABLE "Command" ADD COLUMN "logSeq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Command" ADD COLUMN "logBytes" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Command" ADD COLUMN "logDropped" INTEGER NOT NULL DEFAULT 0;
