import type { Seams } from "./clock";
import { type Credentials, readCredentials, saveCredentials } from "./credentials";
import { messageOf } from "./errors";
import type { Log } from "./log";
import { loopBackoffMs } from "./retry";
import { type RotationPort, rotateToken, settleCandidate } from "./rotation";
import type { Session } from "./session";

export interface TokenKeeperPort {
  readonly tokenFile: string;
  readonly seams: Seams;
  readonly log: Log;
  readonly session: Session;
  /** Aborts when the agent stops. */
  readonly signal: AbortSignal;
  /** From now on the agent speaks with these. */
  use(credentials: Credentials): void;
}

/** A rotation that failed is not tried again sooner. */
const pauseAtLeastMs = 10_000;

/** Keeps the token in use and the token file at one: rotations, and what others put into the file. */
export class TokenKeeper {
  readonly #port: TokenKeeperPort;
  readonly #rotationPort: RotationPort;
  #rotation: Promise<void> | undefined;

  constructor(port: TokenKeeperPort) {
    const { session, tokenFile, seams } = port;
    this.#port = port;
    this.#rotationPort = {
      rotate: () => session.rotateToken(),
      confirm: (credentials) => session.confirmToken(credentials),
      save: (credentials) => saveCredentials(tokenFile, credentials, seams.now()),
      use: (credentials) => port.use(credentials),
    };
  }

  /** Ends a rotation that an earlier process has left in the file. */
  async settle(): Promise<void> {
    const saved = await readCredentials(this.#port.tokenFile).catch(() => null);
    if (saved) await settleCandidate(saved, this.#rotationPort);
  }

  /** Opstage repeats its wish in each answer; one rotation at a time, and pauses after a failed one. */
  rotate(): void {
    const { session, log } = this.#port;
    const current = session.credentials;
    if (!current || this.#rotation) return;
    this.#rotation = rotateToken(current, this.#rotationPort)
      .then(() => log("info", "token.rotated", "The agent has a new token."))
      .catch((error: unknown) => this.#pauseAfter(error))
      .finally(() => {
        this.#rotation = undefined;
      });
  }

  /** Another start of this agent, or an operator, may have put a new token into the file; or a rotation's end was lost. */
  async reload(): Promise<void> {
    const { session, log, tokenFile } = this.#port;
    const saved = await readCredentials(tokenFile).catch(() => null);
    if (!saved) return;
    if (saved.candidateToken !== undefined) {
      await settleCandidate(saved, this.#rotationPort).catch(() => {});
      return;
    }
    if (session.isUsing(saved)) return;
    this.#port.use(saved);
    log("info", "credentials.reloaded", "The token file holds a new token; the agent goes on with it.");
  }

  async #pauseAfter(error: unknown): Promise<void> {
    const { log, seams, signal } = this.#port;
    const text = `The agent's token could not be replaced and stays in use: ${messageOf(error)}`;
    log("warn", "token.rotation.failed", text);
    await seams.sleep(Math.max(pauseAtLeastMs, loopBackoffMs(error, 1, seams)), signal);
  }
}
