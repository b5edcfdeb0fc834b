import type { CommandId } from "@opstage/contracts";
import { isId } from "./ids";
import { isRecord } from "./json";

/** What is known of one command: the highest attempt that was accepted, and its result until that is acknowledged. */
export interface JournalEntry {
  readonly attempt: number;
  readonly state: "accepted" | "finished" | "settled";
  /** The sealed result of a finished one. */
  readonly sealed?: string;
}

/** One line of the journal: what it says about which command. */
export interface JournalLine extends JournalEntry {
  readonly id: CommandId;
}

/** One line, with its end: a line without an end was cut off by a crash and does not count. */
export function writeLine({ id, attempt, state, sealed }: JournalLine): string {
  return `${JSON.stringify({ id, attempt, state, sealed })}\n`;
}

/** What the lines of a journal come to; the last word on a command counts. Lines that make no sense are skipped. */
export function readLines(text: string): Map<CommandId, JournalEntry> {
  const entries = new Map<CommandId, JournalEntry>();
  // What follows the last line break is empty, or a line that a crash has cut off.
  for (const line of text.split("\n").slice(0, -1)) {
    const read = readLine(line);
    if (!read) continue;
    const { id, ...entry } = read;
    entries.delete(id);
    entries.set(id, entry);
  }
  return entries;
}

function readLine(text: string): JournalLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return undefined;
    const { id, attempt, state, sealed } = value;
    if (!isId("cmd", id) || typeof attempt !== "number") return undefined;
    if (state === "accepted" || state === "settled") return { id, attempt, state };
    return state === "finished" && typeof sealed === "string" ? { id, attempt, state, sealed } : undefined;
  } catch {
    return undefined;
  }
}
