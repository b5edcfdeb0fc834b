import type { LogRecord } from "../log";

/** A record as one line of text, for a terminal or a journal. */
export function toLogLine({ level, event, message, data }: LogRecord, at: Date): string {
  const facts = Object.keys(data).length > 0 ? ` ${JSON.stringify(data)}` : "";
  return `${at.toISOString()} ${level.toUpperCase().padEnd(5)} ${event} ${message.replaceAll("\n", "\n  ")}${facts}`;
}
