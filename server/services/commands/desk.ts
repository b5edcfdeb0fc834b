import type { AgentId, CommandId, CommandStatus, InstanceId, JsonObject } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { Clock } from "../../runtime/clock";
import type { CommandRow } from "../../store/rows";
import type { Store } from "../../store/store";
import { type Bounds, boundOf, createBounds } from "./bounds";
import { createInstances, type Instances } from "./instances";

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

  /** Stopped while it ran; told to the process that holds it until it answers or the command is too old to matter. */
  noteCancel(command: Pick<CommandRow, "id" | "agentId" | "leaseInstanceId">): void;
  forgetCancel(agentId: AgentId, commandId: CommandId): void;
  /** What to tell this process of the agent now, and which of it for the first time; counts as told. */
  takeCancels(
    agentId: AgentId,
    instanceId: InstanceId | null | undefined,
  ): { readonly all: CommandId[]; readonly first: CommandId[] };
  /**
   * Whether a poll is to be answered for a cancellation: it was never told, or a while ago and not acknowledged since,
   * so that a lost reply costs no whole wait. An agent that acknowledges nothing is not made to poll without pause.
   */
  hasNewCancels(agentId: AgentId, instanceId: InstanceId | null | undefined): boolean;

  noteLease(agentId: AgentId, lease: HeldLease): void;
  dropLease(agentId: AgentId, commandId: CommandId): void;
  leasesOf(agentId: AgentId): ReadonlyMap<CommandId, HeldLease>;
  readonly instances: Instances;

  readonly bounds: Bounds;
  /** What was ended because it was due, until a run of maintenance takes it into its count. */
  noteEndedDue(count: { readonly expired?: number; readonly lost?: number }): void;
  takeEndedDue(): { readonly expired: number; readonly lost: number };

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
  /** The process that holds it; null when it named none. */
  readonly instanceId: InstanceId | null;
  readonly until: EpochMs;
  readonly toldAt: EpochMs | null;
}

const noLeases: ReadonlyMap<CommandId, HeldLease> = new Map();

/** An agent that heard of a cancellation has acknowledged it by then, or polls again without having lost the reply. */
const tellAgainMs = 500;

/** How long an unanswered cancellation is repeated. */
const cancelMemoryMs = 60 * 60_000;

/** A desk over this store, timed by `clock`. */
export function createCommandDesk(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly stopping: AbortSignal;
  readonly leaseMs: number;
}): CommandDesk {
  const { store, clock, stopping } = deps;
  const instances = createInstances();
  const bounds = createBounds();
  let endedDue = { expired: 0, lost: 0 };
  const pending = new Set<AgentId>();
  const cancels = new Map<AgentId, Map<CommandId, NotedCancel>>();
  const leases = new Map<AgentId, Map<CommandId, HeldLease>>();
  const waiters = new Map<CommandId, (outcome: EndedCommand | "aborted") => void>();
  stopping.addEventListener("abort", () => {
    for (const finish of [...waiters.values()]) finish("aborted");
  });

  function noteCancel(command: Pick<CommandRow, "id" | "agentId" | "leaseInstanceId">): void {
    const noted = { instanceId: command.leaseInstanceId, until: clock.now() + cancelMemoryMs, toldAt: null };
    of(cancels, command.agentId).set(command.id, noted);
  }

  function noteLease(agentId: AgentId, lease: HeldLease): void {
    of(leases, agentId).set(lease.commandId, lease);
  }

  function takeCancels(agentId: AgentId, instanceId: InstanceId | null | undefined) {
    const all: CommandId[] = [];
    const first: CommandId[] = [];
    const now = clock.now();
    for (const [commandId, noted] of cancels.get(agentId) ?? []) {
      if (noted.until <= now) drop(cancels, agentId, commandId);
      else if (isMeant(noted, instanceId)) {
        all.push(commandId);
        if (noted.toldAt === null) first.push(commandId);
        of(cancels, agentId).set(commandId, { ...noted, toldAt: now });
      }
    }
    return { all, first };
  }

  /** A lease that was running when the server started counts from there: its silence was the server's own. */
  async function extendLeases(): Promise<CommandRow[]> {
    const now = clock.now();
    return store.transaction(async (tx) => {
      const held = await tx.commands.list({ status: "RUNNING", completedAt: null });
      const until = now + deps.leaseMs;
      const extended: CommandRow[] = [];
      for (const row of held) {
        const leaseExpiresAt = row.leaseExpiresAt === null ? null : Math.max(row.leaseExpiresAt, until);
        // A result that could not be delivered meanwhile still may be; a form that somebody waited for may not.
        const isOpen = row.expiresAt === null || row.type === "ACTION_PREPARE";
        const expiresAt = isOpen ? row.expiresAt : Math.max(row.expiresAt, until);
        extended.push({ ...row, leaseExpiresAt, expiresAt });
        if (leaseExpiresAt === row.leaseExpiresAt && expiresAt === row.expiresAt) continue;
        await tx.commands.update({ id: row.id, status: "RUNNING" }, { leaseExpiresAt, expiresAt });
      }
      return extended;
    });
  }

  return {
    async load() {
      for (const row of await store.lookup.commands.list({ status: "PENDING", completedAt: null })) {
        pending.add(row.agentId);
        if (row.expiresAt !== null) bounds.note(row.id, row.expiresAt);
      }
      for (const row of await extendLeases()) {
        const bound = boundOf(row);
        if (bound !== null) bounds.note(row.id, bound);
        if (row.leaseInstanceId === null || row.leaseExpiresAt === null) continue;
        noteLease(row.agentId, {
          commandId: row.id,
          instanceId: row.leaseInstanceId,
          expiresAt: row.leaseExpiresAt,
        });
      }
      const unanswered = {
        status: ["CANCELLED", "EXPIRED"],
        completedAt: { gt: clock.now() - cancelMemoryMs },
      } as const;
      for (const row of await store.lookup.commands.list(unanswered)) {
        if (row.startedAt !== null && row.cancelAcknowledgedAt === null) noteCancel(row);
      }
    },
    mayHavePending: (agentId) => pending.has(agentId),
    notePending: (agentId) => void pending.add(agentId),
    clearPending: (agentId) => void pending.delete(agentId),
    noteCancel,
    forgetCancel: (agentId, commandId) => drop(cancels, agentId, commandId),
    takeCancels,
    hasNewCancels(agentId, instanceId) {
      const noted = cancels.get(agentId);
      if (noted === undefined) return false;
      const tellAgain = clock.now() - tellAgainMs;
      return [...noted.values()].some(
        (one) => isMeant(one, instanceId) && (one.toldAt === null || one.toldAt <= tellAgain),
      );
    },
    noteLease,
    dropLease: (agentId, commandId) => drop(leases, agentId, commandId),
    leasesOf: (agentId) => leases.get(agentId) ?? noLeases,
    instances,
    bounds,
    noteEndedDue({ expired = 0, lost = 0 }) {
      endedDue = { expired: endedDue.expired + expired, lost: endedDue.lost + lost };
    },
    takeEndedDue() {
      const taken = endedDue;
      endedDue = { expired: 0, lost: 0 };
      return taken;
    },
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

/** Each process hears of its own commands; one that does not say who it is hears of all. */
function isMeant(noted: NotedCancel, instanceId: InstanceId | null | undefined): boolean {
  return !instanceId || noted.instanceId === null || noted.instanceId === instanceId;
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
