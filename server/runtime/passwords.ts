import { hash, verify } from "@node-rs/argon2";

/** Hashes and checks passwords with argon2id on a thread of its own, never on the event loop. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether `password` is the one behind `passwordHash`. Rejects when the stored hash is not argon2's. */
  verify(passwordHash: string, password: string): Promise<boolean>;
  /** Takes as long as `verify` and is always false: for names that nobody has. */
  verifyNobody(password: string): Promise<boolean>;
}

/** How much work one hash is. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane; about 20 ms. */
export const defaultPasswordCost: PasswordCost = { memoryKiB: 19_456, passes: 2 };

/** Passwords at this cost. Tests use a cheaper one. */
export function createPasswords(cost: PasswordCost = defaultPasswordCost): Passwords {
  // argon2id is the library's default algorithm.
  const options = { memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: 1 };
  const nobody = nobodysHash(cost);
  return {
    hash: (password) => hash(password, options),
    verify: (passwordHash, password) => verify(passwordHash, password),
    async verifyNobody(password) {
      await verify(nobody, password);
      return false;
    },
  };
}

/** A well-formed hash at this cost that no password has. */
function nobodysHash(cost: PasswordCost): string {
  const zeros = (bytes: number) => Buffer.alloc(bytes).toString("base64").replace(/=+$/, "");
  return `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=1$${zeros(16)}$${zeros(32)}`;
}
