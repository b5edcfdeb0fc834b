import type { CommandLogLine, CommandLogs, LogLevel } from "@opstage/contracts";

/** What a command has said so far, as far as it was fetched. */
export interface CommandLog {
  readonly lines: readonly CommandLogLine[];
  /** Ask again after this. */
  readonly lastSeq: number;
  /** Older lines that Opstage no longer keeps. */
  readonly droppedLines: number;
}

export const emptyLog: CommandLog = { lines: [], lastSeq: 0, droppedLines: 0 };

/** More lines at once make a page slow and nobody wiser; the download has them all. */
const shownMax = 5_000;

/** Adds what came later. What is known already stays as it is, so a repeated answer changes nothing. */
export function appendLog(log: CommandLog, fetched: CommandLogs): CommandLog {
  const fresh = fetched.lines.filter((line) => line.seq > log.lastSeq);
  if (fresh.length === 0 && fetched.droppedLines === log.droppedLines) return log;
  return {
    lines: [...log.lines, ...fresh],
    lastSeq: Math.max(log.lastSeq, fetched.lastSeq),
    droppedLines: fetched.droppedLines,
  };
}

const severity: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** The newest lines of at least this level. */
export function visibleLines(log: CommandLog, least: LogLevel): readonly CommandLogLine[] {
  const lines =
    least === "debug" ? log.lines : log.lines.filter((line) => severity[line.level] >= severity[least]);
  return lines.length > shownMax ? lines.slice(-shownMax) : lines;
}

/** The lines as text, one a line, with their times in UTC. */
export function logText(lines: readonly CommandLogLine[]): string {
  return lines.map(({ at, level, line }) => `${at} ${level.toUpperCase().padEnd(5)} ${line}\n`).join("");
}
