import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { EpochMs } from "../../domain/time";

export interface BackupOnDisk {
  readonly name: string;
  readonly sizeBytes: number;
  readonly createdAt: EpochMs;
}

const backupName = /^opstage-[0-9TZ-]+\.db$/;

/** The name of a backup made at this instant; names sort as their instants do. */
export function backupFilename(at: EpochMs): string {
  return `opstage-${new Date(at).toISOString().replace(/[:.]/g, "-")}.db`;
}

/** The finished backups in a folder, newest first; other files are left alone. No folder, no backups. */
export async function backupFiles(folder: string): Promise<BackupOnDisk[]> {
  const names = (await namesIn(folder)).filter((name) => backupName.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return { name, sizeBytes: size, createdAt: mtimeMs };
    }),
  );
  return files.sort((a, b) => b.name.localeCompare(a.name));
}

const unfinishedName = /^opstage-[0-9TZ-]+\.db\.partial(-journal|-wal|-shm)?$/;

/** What backups left that were cut off by the end of their process; ask while none is being made. */
export async function unfinishedBackupNames(folder: string): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => unfinishedName.test(name));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
