import type { Seams } from "../clock";
import { messageOf } from "../errors";
import type { Log } from "../log";
import { jittered } from "../loops/loop";
import { Nudge } from "../nudge";
import type { AgentRuntime } from "../runtime";
import type { Health } from "../types";
import type { Adapter, Catalogue } from "./adapter";
import { ChildError } from "./child-error";
import { declareChild } from "./child-service";
import type { ChildConfig } from "./config/load";

export interface ChildPort {
  readonly seams: Seams;
  readonly log: Log;
  readonly runtime: AgentRuntime;
  readonly healthEveryMs: number;
  readonly catalogueEveryMs: number;
  /** Its health status is another one than before. */
  readonly onHealthChange: () => void;
}

/** What the hub knows of one child right now. */
export interface ChildState {
  readonly code: string;
  readonly name: string;
  readonly protocol: Adapter["protocol"];
  readonly health: Health;
  readonly actions: number;
  readonly checkedAt: number | undefined;
  /** What is wrong with it beside its health. */
  readonly problems: readonly string[];
}

const nothing: Catalogue = { manifest: {}, configs: [], actions: [] };

/**
 * One local service. It is asked in a loop of its own, and what it said last is what Opstage gets, so that a child
 * that hangs delays nobody but itself.
 */
export class Child {
  readonly config: ChildConfig;
  readonly adapter: Adapter;
  readonly #port: ChildPort;
  readonly #stop = new AbortController();
  readonly #nudge = new Nudge();
  #health: Health = { status: "UNKNOWN" };
  #catalogue = nothing;
  #catalogueFailure: string | undefined;
  #declarationFailures: string[] = [];
  #catalogueDueAt = 0;
  #checkedAt: number | undefined;

  constructor(config: ChildConfig, adapter: Adapter, port: ChildPort) {
    this.config = config;
    this.adapter = adapter;
    this.#port = port;
  }

  state(): ChildState {
    const { code, name } = this.config;
    // That it is down is its health's news.
    const failures = this.#catalogueFailure && this.#isReachable ? [this.#catalogueFailure] : [];
    return {
      code,
      name: name ?? this.#catalogue.manifest.name ?? code,
      protocol: this.adapter.protocol,
      health: this.#health,
      actions: this.#catalogue.actions.length,
      checkedAt: this.#checkedAt,
      problems: [...failures, ...this.#declarationFailures].map((problem) => `${code}: ${problem}`),
    };
  }

  /** Asks it once, so that the first thing Opstage hears about it is true. Takes no longer than its time limit. */
  async firstLook(): Promise<void> {
    await Promise.all([this.#askHealth(), this.#askCatalogue()]);
  }

  /** Makes it one of the agent's services. */
  join(): void {
    this.#declarationFailures = declareChild({
      runtime: this.#port.runtime,
      config: this.config,
      adapter: this.adapter,
      catalogue: this.#catalogue,
      health: () => this.#health,
      configs: () => this.#catalogue.configs,
      // An action may well change how the service is.
      onActionEnd: () => this.#nudge.nudge(),
    });
    for (const failure of this.#declarationFailures) {
      this.#port.log("warn", "child.actionRefused", `${this.config.code}: ${failure}`);
    }
  }

  /** Keeps asking it, until `stop()`. */
  watch(): void {
    void this.#watch();
  }

  /** Asks no more. Commands that run go on to their end. */
  stop(): void {
    this.#stop.abort();
    void this.adapter.close().catch(() => {});
  }

  async #watch(): Promise<void> {
    const { seams, healthEveryMs } = this.#port;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#nudge.sleep(seams, jittered(healthEveryMs, seams), signal);
      if (signal.aborted) return;
      const wasReachable = this.#isReachable;
      const before = this.#health.status;
      await this.#askHealth();
      if (signal.aborted) return;
      if (this.#health.status !== before) this.#port.onHealthChange();
      const isDue = seams.now() >= this.#catalogueDueAt || this.#catalogueFailure !== undefined;
      if (this.#isReachable && (isDue || !wasReachable)) await this.#refreshCatalogue();
    }
  }

  get #isReachable(): boolean {
    return this.#health.status !== "DOWN";
  }

  async #refreshCatalogue(): Promise<void> {
    const before = declarationOf(this.#catalogue);
    await this.#askCatalogue();
    if (this.#stop.signal.aborted || declarationOf(this.#catalogue) === before) return;
    this.#port.log("info", "child.changed", `${this.config.code} declares something else than before.`);
    this.#port.runtime.removeService(this.config.code);
    this.join();
  }

  async #askHealth(): Promise<void> {
    const before = this.#health.status;
    try {
      this.#health = await this.adapter.health();
    } catch (error) {
      const status = error instanceof ChildError && error.isReply ? "UNKNOWN" : "DOWN";
      this.#health = { status, message: messageOf(error) };
    }
    this.#checkedAt = this.#port.seams.now();
    const { status, message } = this.#health;
    if (status === before) return;
    const level = status === "UP" ? "info" : "warn";
    const text = `${this.config.code} is ${status}${message ? `: ${message}` : "."}`;
    this.#port.log(level, "child.health", text, { service: this.config.code, status });
  }

  /** Keeps the last catalogue of a child that cannot be asked: its actions are still its actions. */
  async #askCatalogue(): Promise<void> {
    const { seams, catalogueEveryMs } = this.#port;
    this.#catalogueDueAt = seams.now() + catalogueEveryMs;
    try {
      this.#catalogue = await this.adapter.catalogue();
      this.#catalogueFailure = undefined;
    } catch (error) {
      this.#catalogueFailure = messageOf(error);
    }
  }
}

/** What of a catalogue a service can only declare anew; configs are read at each report. */
function declarationOf({ manifest, actions }: Catalogue): string {
  return JSON.stringify({ manifest, actions });
}
