import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { BackupFile } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

const backupName = /^opstage-[0-9TZ-]+\.db$/;

/** The backups in the backup folder, newest first. */
export async function listBackups(ctx: ServiceContext): Promise<BackupFile[]> {
  requireRole(ctx, "owner");
  const { backupDir } = ctx.deps.config;
  const names = (await namesIn(backupDir)).filter((name) => backupName.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const { size, mtime } = await stat(join(backupDir, name));
      return { name, sizeBytes: size, createdAt: mtime.toISOString() };
    }),
  );
  return files.sort((a, b) => b.name.localeCompare(a.name));
}

/** No folder, no backups: it is made with the first one. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
