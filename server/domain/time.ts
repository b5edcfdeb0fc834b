/** An instant inside the server: milliseconds since the epoch. On the wire it becomes ISO 8601. */
export type EpochMs = number;

/** The instant as the wire has it. */
export function toInstant(at: EpochMs): string {
  return new Date(at).toISOString();
}
