import { randomBytes } from "node:crypto";
import { appendFile, mkdir, readdir, rm, stat, statfs, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Health } from "@opstage/agent";

export interface FileFact {
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: string;
}

export interface Usage {
  readonly files: FileFact[];
  readonly bytes: number;
  readonly diskFreeBytes: number;
}

export interface Limits {
  readonly warnBytes: number;
  readonly limitBytes: number;
}

const bytesPerMegabyte = 1024 * 1024;

/** The folder that the janitor watches. It keeps its own measurements in there, so it really grows. */
export class WatchedFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get path(): string {
    return this.#path;
  }

  async usage(): Promise<Usage> {
    await mkdir(this.#path, { recursive: true });
    const names = await readdir(this.#path);
    const files = (await Promise.all(names.map((name) => this.#fact(name)))).filter(
      (file) => file !== undefined,
    );
    const { bavail, bsize } = await statfs(this.#path);
    return {
      files: files.sort((a, b) => b.modifiedAt.localeCompare(a.modifiedAt)),
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      diskFreeBytes: bavail * bsize,
    };
  }

  /** Writes down what was measured, a file for each hour. */
  async record(usage: Usage): Promise<void> {
    const now = new Date().toISOString();
    const line = `${now} ${usage.files.length} files ${usage.bytes} bytes\n`;
    await appendFile(join(this.#path, `measurements-${now.slice(0, 13)}.log`), line);
  }

  /** Takes up space with random bytes. */
  async fill(megabytes: number): Promise<string> {
    await mkdir(this.#path, { recursive: true });
    const name = `ballast-${Date.now()}.bin`;
    await writeFile(join(this.#path, name), randomBytes(megabytes * bytesPerMegabyte));
    return name;
  }

  /** @throws Error for a name that is not a file of this folder */
  async remove(name: string): Promise<void> {
    if (basename(name) !== name || !(await this.#fact(name)))
      throw new Error(`There is no file ${name} here.`);
    await rm(join(this.#path, name));
  }

  async #fact(name: string): Promise<FileFact | undefined> {
    const found = await stat(join(this.#path, name)).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    return { name, bytes: found.size, modifiedAt: found.mtime.toISOString() };
  }
}

/** Files that a cleaning takes: older than that, but never the newest `keep`. */
export function filesToRemove(usage: Usage, rule: { olderThanMinutes: number; keep: number }, nowMs: number) {
  const before = nowMs - rule.olderThanMinutes * 60_000;
  return usage.files.slice(rule.keep).filter((file) => Date.parse(file.modifiedAt) <= before);
}

/** How full the folder is, as health. */
export function healthOf(usage: Usage, limits: Limits): Health {
  const details = {
    bytes: usage.bytes,
    files: usage.files.length,
    diskFreeBytes: usage.diskFreeBytes,
    ...limits,
  };
  const percent = Math.round((usage.bytes / limits.limitBytes) * 100);
  const message = `${usage.files.length} files use ${percent} % of the limit.`;
  if (usage.bytes >= limits.limitBytes) return { status: "DOWN", message, details };
  return { status: usage.bytes >= limits.warnBytes ? "DEGRADED" : "UP", message, details };
}
