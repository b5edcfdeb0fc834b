import type { BackupFile } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { backupFiles } from "./files";

/** The backups in the backup folder, newest first. */
export async function listBackups(ctx: ServiceContext): Promise<BackupFile[]> {
  requireRole(ctx, "owner");
  const files = await backupFiles(ctx.deps.config.backupDir);
  return files.map(({ name, sizeBytes, createdAt }) => ({
    name,
    sizeBytes,
    createdAt: toInstant(createdAt),
  }));
}
