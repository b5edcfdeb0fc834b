/** An instant inside the server: milliseconds since the epoch. On the wire it becomes ISO 8601. */
export type EpochMs = number;

let lastAt: EpochMs = 0;
let lastInstant = new Date(lastAt).toISOString();

/** The instant as the wire has it. Most replies name one instant several times, so the last one is remembered. */
export function toInstant(at: EpochMs): string {
  if (at !== lastAt) {
    lastInstant = new Date(at).toISOString();
    lastAt = at;
  }
  return lastInstant;
}
