import { rm } from "node:fs/promises";
import { join } from "node:path";
import { surplusBackups } from "../../domain/retention";
import type { Deps } from "../context";
import { backupFiles } from "./files";

/** Deletes the oldest backups beyond as many as the settings keep. Returns their names. */
export async function pruneBackups(deps: Deps): Promise<string[]> {
  const { backupDir } = deps.config;
  const files = await backupFiles(backupDir);
  const surplus = surplusBackups(files, deps.settings.maintenance.backupRetentionCount);
  for (const { name } of surplus) await rm(join(backupDir, name), { force: true });
  return surplus.map(({ name }) => name);
}
