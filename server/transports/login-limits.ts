import { appError } from "@opstage/contracts";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";

/** Slows down guessing: failed sign-ins are limited per account and per address. */
export interface LoginLimits {
  /**
   * Runs a sign-in. A failed one counts against the account and the address; a good one clears the account.
   * @throws AppError RATE_LIMITED with Retry-After while one of them has failed too often
   */
  attempt<T>(account: string, address: string | undefined, signIn: () => Promise<T>): Promise<T>;
}

export interface LoginLimitOptions {
  readonly failuresPerAccount?: number;
  readonly failuresPerAddress?: number;
  readonly windowSeconds?: number;
}

/** Sign-ins of one account that may be checked at a time: a burst of guesses cannot outrun the count of failures. */
const checkedAtATime = 4;

/** Limits that live in this process's memory. */
export function createLoginLimits(options: LoginLimitOptions = {}): LoginLimits {
  const { failuresPerAccount = 10, failuresPerAddress = 50, windowSeconds = 300 } = options;
  const accounts = new RateLimiterMemory({ points: failuresPerAccount, duration: windowSeconds });
  const addresses = new RateLimiterMemory({ points: failuresPerAddress, duration: windowSeconds });
  const queues = new Map<string, Queue>();

  async function requireFree(account: string, address: string): Promise<void> {
    requireBelow(await accounts.get(account), failuresPerAccount);
    requireBelow(await addresses.get(address), failuresPerAddress);
  }

  return {
    async attempt(account, address = "unknown", signIn) {
      const key = account.trim().toLowerCase();
      await requireFree(key, address);
      const queue = queues.get(key) ?? new Queue(checkedAtATime);
      queues.set(key, queue);
      await queue.enter();
      try {
        // What failed while this one waited counts as well.
        await requireFree(key, address);
        const outcome = await signIn();
        await accounts.delete(key);
        return outcome;
      } catch (error) {
        if (isWrongCredentials(error)) {
          await accounts.penalty(key);
          await addresses.penalty(address);
        }
        throw error;
      } finally {
        queue.leave();
        if (queue.isEmpty) queues.delete(key);
      }
    },
  };
}

function isWrongCredentials(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "UNAUTHORIZED";
}

function requireBelow(used: RateLimiterRes | null, points: number): void {
  if (used === null || used.consumedPoints < points) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(used.msBeforeNext / 1000));
  throw appError("RATE_LIMITED", {
    message: `Too many failed sign-ins. Try again in ${retryAfterSeconds} s.`,
    details: { retryAfterSeconds },
    retryAfterSeconds,
  });
}

/** Lets a few in at a time, in the order they came. */
class Queue {
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly capacity: number) {}

  get isEmpty(): boolean {
    return this.#inside === 0;
  }

  async enter(): Promise<void> {
    if (this.#inside < this.capacity) {
      this.#inside++;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#inside--;
  }
}
