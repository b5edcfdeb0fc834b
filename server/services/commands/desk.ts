import type { AgentId, CommandId, CommandStatus, InstanceId, JsonObject } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { Clock } from "../../runtime/clock";
import type { Store } from "../../store/store";

/** How a command ended, as it is told to who waits for it: the live result, not the redacted one that is stored. */
export interface EndedCommand {
  readonly status: CommandStatus;
  readonly message: string | null;
  readonly data: JsonObject;
  readonly error: JsonObject;
}

/** A claim that its instance renews. */
export interface HeldLease {
  readonly commandId: CommandId;
  readonly instanceId: InstanceId;
  /** As stored; the memory never promises more than the database. */
  readonly expiresAt: EpochMs;
}

/**
 * What the main thread remembers about open commands, so that an idle agent's poll touches no database. It only ever
 * says "look" or "nothing to look for": the database stays the truth, every entry is set in an `onCommit` hook, and
 * `load` builds it anew at start.
 */
export interface CommandDesk {
  /** Reads the open commands; once, before the first request. */
  load(): Promise<void>;

  mayHavePending(agentId: AgentId): boolean;
  notePending(agentId: AgentId): void;
  /** Call it in the commit of a claim that left nothing pending. */
  clearPending(agentId: AgentId): void;

  /** Cancelled while it ran; told to the agent until it answers or the command is too old to matter. */
  noteCancel(agentId: AgentId, commandId: CommandId): void;
  forgetCancel(agentId: AgentId, commandId: CommandId): void;
  /** What to tell the agent now, and which of it for the first time; counts as told. */
  takeCancels(agentId: AgentId): { readonly all: CommandId[]; readonly first: CommandId[] };
  /** Whether a cancellation was never told; one that was is repeated, but ends no wait any more. */
  hasNewCancels(agentId: AgentId): boolean;

  noteLease(agentId: AgentId, lease: HeldLease): void;
  dropLease(agentId: AgentId, commandId: CommandId): void;
  leasesOf(agentId: AgentId): ReadonlyMap<CommandId, HeldLease>;

  /**
   * Resolves when the command ends, the time is up, or `signal` or the server's stopping aborts. Call it in the commit
   * that creates the command: no agent can have taken it yet.
   */
  waitForEnd(
    commandId: CommandId,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<EndedCommand | "timeout" | "aborted">;
  /** Tells who waits; call it after the commit. */
  noteEnded(commandId: CommandId, ended: EndedCommand): void;
}

interface NotedCancel {
  readonly until: EpochMs;
  readonly isTold: boolean;
}

const noLeases: ReadonlyMap<CommandId, HeldLease> = new Map();

/** How long an unanswered cancellation is repeated. */
const cancelMemoryMs = 60 * 60_000;

/** A desk over this store, timed by `clock`. */
export function createCommandDesk(deps: { store: Store; clock: Clock; stopping: AbortSignal }): CommandDesk {
  const { store, clock, stopping } = deps;
  const pending = new Set<AgentId>();
  const cancels = new Map<AgentId, Map<CommandId, NotedCancel>>();
  const leases = new Map<AgentId, Map<CommandId, HeldLease>>();
  const waiters = new Map<CommandId, (outcome: EndedCommand | "aborted") => void>();
  stopping.addEventListener("abort", () => {
    for (const finish of [...waiters.values()]) finish("aborted");
  });

  function noteCancel(agentId: AgentId, commandId: CommandId): void {
    of(cancels, agentId).set(commandId, { until: clock.now() + cancelMemoryMs, isTold: false });
  }

  function noteLease(agentId: AgentId, lease: HeldLease): void {
    of(leases, agentId).set(lease.commandId, lease);
  }

  function takeCancels(agentId: AgentId): { all: CommandId[]; first: CommandId[] } {
    const noted = cancels.get(agentId);
    if (noted === undefined) return { all: [], first: [] };
    const now = clock.now();
    const first: CommandId[] = [];
    for (const [commandId, { until, isTold }] of noted) {
      if (until <= now) {
        drop(cancels, agentId, commandId);
        continue;
      }
      if (!isTold) first.push(commandId);
      noted.set(commandId, { until, isTold: true });
    }
    return { all: [...noted.keys()], first };
  }

  return {
    async load() {
      for (const { agentId } of await store.lookup.commands.list({ status: "PENDING" })) pending.add(agentId);
      for (const row of await store.lookup.commands.list({ status: "RUNNING" })) {
        if (row.leaseInstanceId === null || row.leaseExpiresAt === null) continue;
        noteLease(row.agentId, {
          commandId: row.id,
          instanceId: row.leaseInstanceId,
          expiresAt: row.leaseExpiresAt,
        });
      }
      const unanswered = { status: "CANCELLED", completedAt: { gt: clock.now() - cancelMemoryMs } } as const;
      for (const row of await store.lookup.commands.list(unanswered)) {
        if (row.startedAt !== null && row.cancelAcknowledgedAt === null) noteCancel(row.agentId, row.id);
      }
    },
    mayHavePending: (agentId) => pending.has(agentId),
    notePending: (agentId) => void pending.add(agentId),
    clearPending: (agentId) => void pending.delete(agentId),
    noteCancel,
    forgetCancel: (agentId, commandId) => drop(cancels, agentId, commandId),
    takeCancels,
    hasNewCancels(agentId) {
      const noted = cancels.get(agentId);
      return noted !== undefined && [...noted.values()].some(({ isTold }) => !isTold);
    },
    noteLease,
    dropLease: (agentId, commandId) => drop(leases, agentId, commandId),
    leasesOf: (agentId) => leases.get(agentId) ?? noLeases,
    waitForEnd(commandId, timeoutMs, signal) {
      if (signal?.aborted || stopping.aborted) return Promise.resolve("aborted");
      return new Promise((resolve) => {
        const finish = (outcome: EndedCommand | "timeout" | "aborted") => {
          waiters.delete(commandId);
          cancelTimeout();
          signal?.removeEventListener("abort", onAbort);
          resolve(outcome);
        };
        const onAbort = () => finish("aborted");
        const cancelTimeout = clock.after(timeoutMs, () => finish("timeout"));
        signal?.addEventListener("abort", onAbort, { once: true });
        waiters.set(commandId, finish);
      });
    },
    noteEnded: (commandId, ended) => waiters.get(commandId)?.(ended),
  };
}

function of<V>(byAgent: Map<AgentId, Map<CommandId, V>>, agentId: AgentId): Map<CommandId, V> {
  const known = byAgent.get(agentId);
  if (known !== undefined) return known;
  const created = new Map<CommandId, V>();
  byAgent.set(agentId, created);
  return created;
}

function drop<V>(byAgent: Map<AgentId, Map<CommandId, V>>, agentId: AgentId, commandId: CommandId): void {
  const known = byAgent.get(agentId);
  if (known?.delete(commandId) && known.size === 0) byAgent.delete(agentId);
}
