import { rm } from "node:fs/promises";
import { join } from "node:path";
import { surplusBackups } from "../../domain/retention";
import type { Deps } from "../context";
import { backupFiles, unfinishedBackupNames } from "./files";

/**
 * Deletes the oldest backups beyond as many as the settings keep, and what cut-off ones left. Call it while none is
 * being made. Returns the names of the former.
 */
export async function pruneBackups(deps: Deps): Promise<string[]> {
  const { backupDir } = deps.config;
  const files = await backupFiles(backupDir);
  const surplus = surplusBackups(files, deps.settings.maintenance.backupRetentionCount);
  for (const { name } of surplus) await rm(join(backupDir, name), { force: true });
  for (const name of await unfinishedBackupNames(backupDir)) await rm(join(backupDir, name), { force: true });
  return surplus.map(({ name }) => name);
}
