/** An instant inside the server: milliseconds since the epoch. On the wire it becomes ISO 8601. */
export type EpochMs = number;

/** The language's own: Next.js puts another one around it, which every instant of every reply would go through. */
const PlainDate = Date;

let lastAt: EpochMs = 0;
let lastInstant = new PlainDate(lastAt).toISOString();

/** The instant as the wire has it. Most replies name one instant several times, so the last one is remembered. */
export function toInstant(at: EpochMs): string {
  if (at !== lastAt) {
    lastInstant = new PlainDate(at).toISOString();
    lastAt = at;
  }
  return lastInstant;
}
