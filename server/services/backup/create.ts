import { createReadStream } from "node:fs";
import { chmod, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { appError } from "@opstage/contracts";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import type { Download } from "../download";
import { backupFilename } from "./files";
import { pruneBackups } from "./prune";

/** Readable by its owner only: a backup holds everything but the session secret. */
const backupFileMode = 0o600;
const lockKey = "backup.sqlite";

/**
 * Makes a consistent copy of the database in the backup folder, while everything goes on, and hands it over as a
 * stream. The copy is complete under its name or not there at all.
 * @throws 409 BACKUP_IN_PROGRESS
 */
export async function createBackup(ctx: ServiceContext): Promise<Download> {
  requireRole(ctx, "owner");
  const { clock, throttle } = ctx.deps;
  // A throttle that never lets a second one in is a lock; it is opened again below.
  if (!throttle.allows(lockKey, Number.POSITIVE_INFINITY, clock.now())) throw appError("BACKUP_IN_PROGRESS");
  try {
    return await copyAndOpen(ctx);
  } finally {
    throttle.forget(lockKey);
  }
}

async function copyAndOpen(ctx: ServiceContext): Promise<Download> {
  const { deps } = ctx;
  const { backupDir } = deps.config;
  const filename = backupFilename(deps.clock.now());
  const target = join(backupDir, filename);
  await mkdir(backupDir, { recursive: true });
  await deps.store.backup(target);
  await chmod(target, backupFileMode);
  const { size } = await stat(target);
  const prunedFiles = await pruneBackups(deps);
  await deps.store.transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "backup.sqlite.created",
      targetType: "Backup",
      targetId: filename,
      metadata: { sizeBytes: size, prunedFiles },
    }),
  );
  return {
    filename,
    contentType: "application/octet-stream",
    sizeBytes: size,
    chunks: createReadStream(target),
  };
}
