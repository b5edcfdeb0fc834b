import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Health } from "@opstage/agent";
import { readJson, writeJson } from "../support/json-file";
import { checkAddress, type Probe, probe, type Target } from "./probe";

/** The list of targets, kept in one file, and what was last seen of each. */
export class Targets {
  readonly #file: string;
  readonly #timeoutMs: number;
  readonly #targets = new Map<string, Target>();
  readonly #probes = new Map<string, Probe>();

  private constructor(file: string, timeoutMs: number) {
    this.#file = file;
    this.#timeoutMs = timeoutMs;
  }

  /** Opens the saved list; before the first save it consists of `initial` addresses. */
  static async open(folder: string, timeoutMs: number, initial: readonly string[]): Promise<Targets> {
    const targets = new Targets(join(folder, "targets.json"), timeoutMs);
    const saved = await readJson(targets.#file);
    if (Array.isArray(saved)) for (const target of saved) targets.#targets.set(target.id, target);
    else for (const address of initial) await targets.add(kindOf(address), address);
    return targets;
  }

  list(): Target[] {
    return [...this.#targets.values()];
  }

  /** A row for people: the target and its last probe. */
  row(target: Target) {
    const last = this.#probes.get(target.id);
    return {
      ...target,
      status: last === undefined ? "UNKNOWN" : last.ok ? "UP" : "DOWN",
      answer: last?.answer,
      durationMs: last?.durationMs,
      checkedAt: last?.at,
    };
  }

  /** @throws Error when there is no such target */
  get(id: string): Target {
    const target = this.#targets.get(id);
    if (!target) throw new Error(`There is no target ${id}.`);
    return target;
  }

  /** @throws TypeError when the address does not fit the kind */
  async add(kind: Target["kind"], address: string): Promise<Target> {
    checkAddress(kind, address);
    const id = createHash("sha256").update(`${kind} ${address}`).digest("hex").slice(0, 12);
    const target = { id, kind, address };
    this.#targets.set(id, target);
    await writeJson(this.#file, this.list());
    return target;
  }

  async remove(id: string): Promise<Target> {
    const target = this.get(id);
    this.#targets.delete(id);
    this.#probes.delete(id);
    await writeJson(this.#file, this.list());
    return target;
  }

  async check(id: string): Promise<Probe> {
    const seen = await probe(this.get(id), this.#timeoutMs);
    this.#probes.set(id, seen);
    return seen;
  }

  checkAll(): Promise<Probe[]> {
    return Promise.all(this.list().map((target) => this.check(target.id)));
  }

  /** UP when all answer, DOWN when none does, UNKNOWN while there is nothing to say. */
  health(): Health {
    const rows = this.list().map((target) => this.row(target));
    const failing = rows.filter((row) => row.status === "DOWN");
    const known = rows.filter((row) => row.status !== "UNKNOWN");
    const details = { targets: rows };
    if (known.length === 0) return { status: "UNKNOWN", message: "No target was checked yet.", details };
    if (failing.length === 0) {
      return { status: "UP", message: `All ${known.length} targets answer.`, details };
    }
    const status = failing.length === known.length ? "DOWN" : "DEGRADED";
    const names = failing.map((row) => `${row.address} (${row.answer})`).join(", ");
    return { status, message: `${failing.length} of ${known.length} do not answer: ${names}`, details };
  }
}

/** What an address without a kind means. */
export function kindOf(address: string): Target["kind"] {
  return /^https?:\/\//.test(address) ? "http" : "tcp";
}
