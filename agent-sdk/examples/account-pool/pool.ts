import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import type { Health } from "@opstage/agent";
import { readJson, writeJson } from "../support/json-file";

/** Somebody who may use the pool. Of the key only the hash is kept. */
export interface Account {
  readonly id: string;
  readonly label: string;
  readonly enabled: boolean;
  readonly keySha256: string;
  readonly keyIssuedAt: string;
  readonly coolsDownUntil?: string;
  readonly failures: number;
  readonly lastError?: string;
}

export const coolDownMinutes = 5;
const failuresUntilCoolDown = 3;

/** Accounts in one file: issues their keys, checks them, and gives a rest to those that fail. */
export class Pool {
  readonly #file: string;
  readonly #accounts = new Map<string, Account>();

  private constructor(file: string) {
    this.#file = file;
  }

  static async open(folder: string): Promise<Pool> {
    const pool = new Pool(join(folder, "accounts.json"));
    const saved = await readJson(pool.#file);
    if (Array.isArray(saved)) for (const account of saved) pool.#accounts.set(account.id, account);
    return pool;
  }

  get file(): string {
    return this.#file;
  }

  list(): Account[] {
    return [...this.#accounts.values()];
  }

  /** @throws Error when there is no such account */
  get(id: string): Account {
    const account = this.#accounts.get(id);
    if (!account) throw new Error(`There is no account ${id}.`);
    return account;
  }

  /** The key is here and nowhere else. */
  async create(label: string): Promise<{ account: Account; key: string }> {
    const id = randomBytes(6).toString("hex");
    const { key, issued } = newKey();
    return { account: await this.#keep({ id, label, enabled: true, failures: 0, ...issued }), key };
  }

  async rotateKey(id: string): Promise<{ account: Account; key: string }> {
    const { key, issued } = newKey();
    return { account: await this.#keep({ ...this.get(id), ...issued, failures: 0 }), key };
  }

  setEnabled(id: string, enabled: boolean): Promise<Account> {
    return this.#keep({ ...this.get(id), enabled });
  }

  coolDown(id: string, minutes: number): Promise<Account> {
    const until = new Date(Date.now() + minutes * 60_000).toISOString();
    return this.#keep({ ...this.get(id), coolsDownUntil: until });
  }

  async remove(id: string): Promise<Account> {
    const account = this.get(id);
    this.#accounts.delete(id);
    await this.#save();
    return account;
  }

  /** Checks a key; three wrong ones in a row send the account into a cool-down. */
  async verify(id: string, key: string): Promise<{ accepted: boolean; reason: string }> {
    const account = this.get(id);
    const state = stateOf(account);
    if (state !== "ACTIVE") return { accepted: false, reason: `The account is ${state}.` };
    if (timingSafeEqual(Buffer.from(hash(key)), Buffer.from(account.keySha256))) {
      await this.#keep({ ...account, failures: 0, lastError: undefined });
      return { accepted: true, reason: "The key is right." };
    }
    const failures = account.failures + 1;
    await this.#keep({ ...account, failures, lastError: "wrong key" });
    if (failures >= failuresUntilCoolDown) await this.coolDown(id, coolDownMinutes);
    return { accepted: false, reason: `The key is wrong, ${failures} in a row.` };
  }

  /** UP when every account can be used, DOWN when none can, UNKNOWN for an empty pool. */
  health(): Health {
    const accounts = this.list().map(toHealthAccount);
    const usable = accounts.filter((account) => account.healthy).length;
    const details = { accounts };
    if (accounts.length === 0) return { status: "UNKNOWN", message: "The pool is empty.", details };
    const status = usable === accounts.length ? "UP" : usable === 0 ? "DOWN" : "DEGRADED";
    return { status, message: `${usable} of ${accounts.length} accounts can be used.`, details };
  }

  async #keep(account: Account): Promise<Account> {
    this.#accounts.set(account.id, account);
    await this.#save();
    return account;
  }

  #save(): Promise<void> {
    return writeJson(this.#file, this.list());
  }
}

/** What an account is right now; a cool-down ends by itself. */
export function stateOf(account: Account): "ACTIVE" | "DISABLED" | "COOLING_DOWN" {
  if (!account.enabled) return "DISABLED";
  return coolDownLeftMs(account) > 0 ? "COOLING_DOWN" : "ACTIVE";
}

function coolDownLeftMs(account: Account): number {
  return account.coolsDownUntil ? Math.max(0, Date.parse(account.coolsDownUntil) - Date.now()) : 0;
}

function toHealthAccount(account: Account) {
  const state = stateOf(account);
  return {
    id: account.id,
    label: account.label,
    healthy: state === "ACTIVE",
    operationStatus: state,
    operationMessage: state === "COOLING_DOWN" ? `rests until ${account.coolsDownUntil}` : undefined,
    lastError: account.lastError,
    consecutiveFailures: account.failures,
    cooldownRemainingMs: coolDownLeftMs(account),
  };
}

function newKey() {
  const key = `pool_${randomBytes(24).toString("base64url")}`;
  return { key, issued: { keySha256: hash(key), keyIssuedAt: new Date().toISOString() } };
}

function hash(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
