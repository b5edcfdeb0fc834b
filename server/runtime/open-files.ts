import { readFileSync } from "node:fs";

/** How many files, sockets among them, this process may have open; null where the system does not tell. */
export function readOpenFilesMax(): number | null {
  try {
    const line = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync("/proc/self/limits", "utf8"));
    const limit = Number(line?.[1]);
    return Number.isSafeInteger(limit) ? limit : null;
  } catch {
    return null;
  }
}
