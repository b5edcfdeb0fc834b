import type { AdapterAction, AdapterConfigs, AdapterEvents, AdapterManifest } from "@opstage/contracts";
import type { ActionLog, Health, JsonObject, PrepareResult } from "../types";

/** What a child declares. */
export interface Catalogue {
  readonly manifest: AdapterManifest;
  readonly configs: AdapterConfigs;
  readonly actions: readonly AdapterAction[];
}

/** One command on its way to a child. */
export interface ChildCall {
  readonly commandId: string;
  readonly attempt: number;
  /** Aborts when the command is cancelled, its time is up, or the hub stops. */
  readonly signal: AbortSignal;
  readonly log: ActionLog;
  progress(percent?: number, message?: string): void;
}

/** How the hub talks to one child. Every call is bounded in time and size by the adapter itself. */
export interface Adapter {
  readonly protocol: "http" | "exec";
  /** @throws ChildError */
  catalogue(): Promise<Catalogue>;
  /** @throws ChildError */
  health(): Promise<Health>;
  /** @throws ChildError */
  prepare?(action: string, call: ChildCall): Promise<PrepareResult>;
  /** What the child answered: an action result, or a value that becomes one. @throws ChildError */
  execute(action: string, payload: JsonObject, call: ChildCall): Promise<unknown>;
  /** Events after the cursor. @throws ChildError */
  events?(cursor: string | undefined, limit: number): Promise<AdapterEvents>;
  /** Gives back what the adapter holds, once the calls that still run have ended. */
  close(): Promise<void>;
}
