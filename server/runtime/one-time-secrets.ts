import type { CommandId } from "@opstage/contracts";
import type { Clock, EpochMs } from "./clock";
import type { SecretBox } from "./secrets";

/** Result fields, by name, that an operator may read once. */
export type OneTimeFields = Readonly<Record<string, string>>;

/** One-time secrets of command results (seed 004): in memory only, five minutes, gone with the first read. */
export interface OneTimeSecrets {
  put(commandId: CommandId, fields: OneTimeFields): void;
  /** The fields, and forgets them; null when there are none any more. */
  take(commandId: CommandId): OneTimeFields | null;
  /** Until when `take` would still answer; null when there is nothing. */
  expiresAt(commandId: CommandId): EpochMs | null;
}

export const oneTimeSecretLifeMs = 5 * 60_000;

interface Held {
  readonly sealed: ReadonlyMap<string, string>;
  readonly expiresAt: EpochMs;
  readonly cancelExpiry: () => void;
}

/** Holds secrets sealed, so that a heap dump does not show them. */
export function createOneTimeSecrets(deps: {
  clock: Pick<Clock, "now" | "after">;
  secretBox: SecretBox;
}): OneTimeSecrets {
  const { clock, secretBox } = deps;
  const held = new Map<CommandId, Held>();

  function forget(commandId: CommandId): Held | undefined {
    const entry = held.get(commandId);
    entry?.cancelExpiry();
    held.delete(commandId);
    return entry && entry.expiresAt > clock.now() ? entry : undefined;
  }

  return {
    put(commandId, fields) {
      forget(commandId);
      held.set(commandId, {
        sealed: new Map(Object.entries(fields).map(([name, value]) => [name, secretBox.seal(value)])),
        expiresAt: clock.now() + oneTimeSecretLifeMs,
        cancelExpiry: clock.after(oneTimeSecretLifeMs, () => held.delete(commandId)),
      });
    },
    take(commandId) {
      const entry = forget(commandId);
      if (!entry) return null;
      return Object.fromEntries([...entry.sealed].map(([name, sealed]) => [name, secretBox.open(sealed)]));
    },
    expiresAt(commandId) {
      const entry = held.get(commandId);
      return entry && entry.expiresAt > clock.now() ? entry.expiresAt : null;
    },
  };
}
