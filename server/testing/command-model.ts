import assert from "node:assert/strict";
import {
  type CommandId,
  type CommandStatus,
  type DispatchedCommand,
  type InstanceId,
  isAppError,
  PollQuery,
  ProgressRequest,
  ResultRequest,
} from "@opstage/contracts";
import fc from "fast-check";
import { executeAction } from "../services/actions/execute";
import { heartbeat } from "../services/agents/heartbeat";
import { acknowledgeCancellation } from "../services/commands/acknowledge-cancellation";
import { cancelCommand } from "../services/commands/cancel";
import { completeCommand } from "../services/commands/complete";
import { endDueCommands } from "../services/commands/end-due";
import { noteProgress } from "../services/commands/note-progress";
import { pollCommands } from "../services/commands/poll";
import { retryCommand } from "../services/commands/retry";
import { runMaintenance } from "../services/sweeps/run";
import type { CommandRow } from "../store/rows";
import { agentContext, userContext } from "./actors";
import { type GivenService, givenService, reportedAction } from "./builders";
import { createTestDeps, type TestDeps } from "./deps";

const leaseMs = 60_000;
const ttlMs = 3_600_000;
const queueMs = 7_200_000;
const maxAttempts = 3;
/** Deadlines are looked at once a second. */
const slackMs = 1000;

/** What may follow what, said again here so that the test does not believe the product. */
const allowed: Readonly<Record<CommandStatus, readonly CommandStatus[]>> = {
  PENDING: ["PENDING", "RUNNING", "CANCELLED", "EXPIRED"],
  RUNNING: ["RUNNING", "SUCCEEDED", "FAILED", "CANCELLED", "EXPIRED", "PENDING"],
  SUCCEEDED: ["SUCCEEDED"],
  FAILED: ["FAILED"],
  EXPIRED: ["EXPIRED"],
  CANCELLED: ["CANCELLED"],
};

const endings = {
  SUCCEEDED: "command.completed",
  FAILED: "command.failed",
  EXPIRED: "command.expired",
  CANCELLED: "command.cancelled",
} as const;

const place = fc.nat({ max: 2 });
const pick = fc.nat({ max: 30 });

/** One thing that happens. Places are processes: two that say who they are, one that does not. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("create" as const), action: fc.nat({ max: 3 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("poll" as const), place, replyLost: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("beat" as const), place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("progress" as const), place, pick }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("finish" as const),
      place,
      pick,
      success: fc.boolean(),
      replyLost: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("resend" as const), place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("retry" as const), pick }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(500, 5000, 25_000, 40_000, 70_000, ttlMs),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("sweep" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("crash" as const), place, isSeen: fc.boolean() }) },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A history: any sequence of steps. */
export const history = fc.array(step, { minLength: 10, maxLength: 60, size: "max" });

/** A process of the agent, as the SDK behaves: it runs an attempt once, and keeps a result until it is acknowledged. */
interface Process {
  readonly instanceId: InstanceId | undefined;
  readonly running: Map<CommandId, number>;
  readonly outbox: Map<CommandId, { readonly attempt: number; readonly success: boolean }>;
  readonly seen: Set<string>;
}

interface Known {
  readonly idempotent: boolean;
  readonly createdAt: number;
  readonly isQueued: boolean;
  readonly starts: number[];
  row: CommandRow;
}

const actions = [
  { name: "once", idempotent: false },
  { name: "again", idempotent: true },
  { name: "once-short", idempotent: false, timeoutSeconds: 30 },
  { name: "again-short", idempotent: true, timeoutSeconds: 30 },
];

/** Runs one history against the real thing and holds every state that it passes through against the rules. */
export async function runHistory(steps: readonly Step[]): Promise<void> {
  const world = await World.begin();
  try {
    for (const each of steps) {
      await world.take(each);
      await world.check();
    }
    await world.end();
  } finally {
    await world.close();
  }
}

class World {
  #deps: TestDeps;
  readonly #service: GivenService;
  readonly #commands = new Map<CommandId, Known>();
  readonly #processes: Process[] = [];
  readonly #contacts = new Map<InstanceId, number>();
  readonly #alive = new Set<InstanceId>();
  #instances = 0;
  #readyAt: number;

  private constructor(deps: TestDeps, service: GivenService) {
    this.#deps = deps;
    this.#service = service;
    this.#readyAt = deps.clock.now();
    for (const isNamed of [true, true, false]) this.#processes.push(this.#newProcess(isNamed, new Map()));
  }

  static async begin(): Promise<World> {
    const deps = await createTestDeps();
    return new World(deps, await givenService(deps, { actions: actions.map(reportedAction) }));
  }

  close(): Promise<void> {
    return this.#deps.remove();
  }

  take(each: Step): Promise<void> {
    switch (each.do) {
      case "create":
        return this.#create(actions[each.action]?.name ?? "once");
      case "poll":
        return this.#poll(this.#process(each.place), each.replyLost);
      case "beat":
        return this.#beat(this.#process(each.place));
      case "progress":
        return this.#progress(this.#process(each.place), each.pick);
      case "finish":
        return this.#finish(this.#process(each.place), each);
      case "resend":
        return this.#resend(this.#process(each.place), false);
      case "cancel":
        return this.#cancel(each.pick);
      case "retry":
        return this.#retry(each.pick);
      case "wait":
        return this.#wait(each.ms);
      case "sweep":
        return this.#sweep();
      case "restart":
        return this.#restart();
      case "crash":
        return this.#crash(each.place, each.isSeen);
    }
  }

  #newProcess(isNamed: boolean, outbox: Process["outbox"]): Process {
    const instanceId: InstanceId | undefined = isNamed ? `ins_${++this.#instances}` : undefined;
    if (instanceId !== undefined) this.#alive.add(instanceId);
    const running = new Map([...outbox].map(([id, { attempt }]) => [id, attempt]));
    return { instanceId, running, outbox, seen: new Set() };
  }

  #process(at: number): Process {
    const found = this.#processes[at % this.#processes.length];
    assert(found);
    return found;
  }

  get #agent() {
    return agentContext(this.#deps, this.#service);
  }

  get #operator() {
    return userContext(this.#deps, "operator");
  }

  async #create(actionName: string): Promise<void> {
    const operator = await this.#operator;
    const input = { serviceId: this.#service.serviceId, actionName, payload: {}, confirmation: false };
    const made = await executeAction(operator, input).catch(async (error: unknown) => {
      assert.equal(codeOf(error), "AGENT_OFFLINE");
      return executeAction(operator, { ...input, queue: { untilSeconds: queueMs / 1000 } });
    });
    await this.#remember(made.id);
  }

  async #remember(id: CommandId): Promise<void> {
    const row = await this.#row(id);
    assert(row, "an acknowledged command is there");
    const { idempotent, createdAt } = row;
    this.#commands.set(id, { idempotent, createdAt, isQueued: row.queuedUntil !== null, starts: [], row });
  }

  async #poll(process: Process, replyLost: boolean): Promise<void> {
    const { instanceId } = process;
    const running = [...process.running.keys()].join(",") || undefined;
    const query = PollQuery.parse({ instanceId, running });
    const reply = await pollCommands(this.#agent, query);
    this.#contact(process);
    if (replyLost) return;
    for (const command of reply.commands) this.#start(process, command);
    await this.#stop(process, reply.control.cancel);
  }

  #contact({ instanceId }: Process): void {
    if (instanceId !== undefined) this.#contacts.set(instanceId, this.#deps.clock.now());
  }

  #start(process: Process, { id, attempt }: DispatchedCommand): void {
    const known = this.#commands.get(id);
    assert(known, "only known commands are handed out");
    const key = `${id} ${attempt}`;
    if (process.seen.has(key)) return;
    process.seen.add(key);
    process.running.set(id, attempt);
    assert(!known.starts.includes(attempt), `attempt ${attempt} of ${id} ran twice`);
    known.starts.push(attempt);
    const most = known.idempotent ? maxAttempts : 1;
    assert(known.starts.length <= most, `${id} ran ${known.starts.length} times`);
  }

  async #stop(process: Process, cancelled: readonly CommandId[]): Promise<void> {
    for (const commandId of cancelled) {
      const attempt = process.running.get(commandId);
      if (attempt === undefined || process.outbox.has(commandId)) continue;
      process.running.delete(commandId);
      await acknowledgeCancellation(this.#agent, { commandId, state: "STOPPED", attempt }).catch(
        (error: unknown) => assert.equal(codeOf(error), "COMMAND_ALREADY_COMPLETED"),
      );
    }
  }

  async #beat(process: Process): Promise<void> {
    const { instanceId } = process;
    const reply = await heartbeat(this.#agent, { instanceId, running: [...process.running.keys()] });
    this.#contact(process);
    await this.#stop(process, reply.cancel);
  }

  async #progress(process: Process, at: number): Promise<void> {
    const [commandId, attempt] = choose([...process.running], at) ?? [];
    if (commandId === undefined || process.outbox.has(commandId)) return;
    const body = ProgressRequest.parse({ attempt, seq: 1 + (at % 5), percent: at });
    await noteProgress(this.#agent, { ...body, commandId }).then(
      () => this.#contact(process),
      (error: unknown) => assert.equal(codeOf(error), "COMMAND_ALREADY_COMPLETED"),
    );
  }

  async #finish(
    process: Process,
    how: { readonly pick: number; readonly success: boolean; readonly replyLost: boolean },
  ): Promise<void> {
    const unfinished = [...process.running].filter(([id]) => !process.outbox.has(id));
    const [id, attempt] = choose(unfinished, how.pick) ?? [];
    if (id === undefined || attempt === undefined) return;
    process.outbox.set(id, { attempt, success: how.success });
    await this.#resend(process, how.replyLost);
  }

  /** Delivers every result that is not acknowledged. The same result again is answered alike. */
  async #resend(process: Process, replyLost: boolean): Promise<void> {
    for (const [commandId, { attempt, success }] of [...process.outbox]) {
      const before = await this.#row(commandId);
      const body = { ...ResultRequest.parse({ success, attempt }), commandId };
      const answer = await completeCommand(this.#agent, body).catch((error: unknown) => codeOf(error));
      const after = await this.#row(commandId);
      if (typeof answer === "string") {
        assert.equal(answer, "COMMAND_ALREADY_COMPLETED");
        assert(before?.status !== "RUNNING" || before.attempt !== attempt, "a good result was refused");
      } else {
        assert.equal(after?.status, answer.success ? "SUCCEEDED" : "FAILED");
        if (before?.status === "RUNNING") assert.equal(before.attempt, attempt, "a stale attempt counted");
        assert.deepEqual(await completeCommand(this.#agent, body), answer);
      }
      if (replyLost) continue;
      process.outbox.delete(commandId);
      process.running.delete(commandId);
    }
  }

  async #cancel(at: number): Promise<void> {
    const commandId = choose([...this.#commands.keys()], at);
    if (commandId === undefined) return;
    const before = await this.#row(commandId);
    const answer = await cancelCommand(await this.#operator, { commandId }).catch(codeOf);
    const isOpen = before?.status === "PENDING" || before?.status === "RUNNING";
    if (isOpen) assert.equal((await this.#row(commandId))?.status, "CANCELLED");
    else assert.equal(answer, "COMMAND_ALREADY_COMPLETED");
  }

  async #retry(at: number): Promise<void> {
    const commandId = choose([...this.#commands.keys()], at);
    if (commandId === undefined) return;
    const input = { commandId, confirmation: false };
    const again = await retryCommand(await this.#operator, input).catch(codeOf);
    if (typeof again !== "string") await this.#remember(again.id);
  }

  async #wait(ms: number): Promise<void> {
    await this.#deps.clock.advance(ms);
    await endDueCommands(this.#deps);
    await this.#checkBounds();
  }

  async #sweep(): Promise<void> {
    await runMaintenance(this.#deps);
  }

  async #restart(): Promise<void> {
    this.#deps = await this.#deps.restart();
    this.#readyAt = this.#deps.clock.now();
  }

  /** A process dies and another one takes its place, with the results that were on disk. */
  async #crash(at: number, isSeen: boolean): Promise<void> {
    const index = at % this.#processes.length;
    const dead = this.#process(at);
    if (dead.instanceId !== undefined) {
      this.#alive.delete(dead.instanceId);
      if (isSeen) this.#deps.desk.instances.park(this.#service.agentId, dead.instanceId)("left");
    }
    this.#processes[index] = this.#newProcess(dead.instanceId !== undefined, new Map(dead.outbox));
  }

  #row(id: CommandId): Promise<CommandRow | null> {
    return this.#deps.store.lookup.commands.get({ id });
  }

  /** What must hold after every step. */
  async check(): Promise<void> {
    for (const [id, known] of this.#commands) {
      const row = await this.#row(id);
      assert(row, `${id} is lost`);
      const { row: before } = known;
      assert(
        allowed[before.status].includes(row.status),
        `${id} went from ${before.status} to ${row.status}`,
      );
      if (before.completedAt !== null)
        assert.deepEqual(endOf(row), endOf(before), `${id} changed after its end`);
      if (before.status === "RUNNING" && isLost(row)) this.#checkLoss(id, before);
      known.row = row;
    }
  }

  /** A process that speaks keeps what it holds. */
  #checkLoss(id: CommandId, before: CommandRow): void {
    const holder = before.leaseInstanceId;
    if (holder === null || !this.#alive.has(holder)) return;
    // Only what it names is renewed; a command whose reply was lost it does not know.
    const process = this.#processes.find(({ instanceId }) => instanceId === holder);
    if (process?.running.has(id) !== true) return;
    const silentMs = this.#deps.clock.now() - (this.#contacts.get(holder) ?? 0);
    assert(silentMs >= leaseMs / 2, `${id} was taken from a process that spoke ${silentMs} ms ago`);
  }

  /** Nothing is open past its bound, by the clock of this model. */
  async #checkBounds(): Promise<void> {
    const now = this.#deps.clock.now();
    for (const [id, known] of this.#commands) {
      const row = await this.#row(id);
      if (row === null || row.completedAt !== null) continue;
      const bound = row.status === "PENDING" ? this.#waitBound(known, row) : this.#runBound(row);
      assert(now <= bound + slackMs, `${id} is ${row.status} ${now - bound} ms past its bound`);
    }
  }

  #waitBound({ createdAt, isQueued }: Known, { attempt, updatedAt, timeoutSeconds }: CommandRow): number {
    const waitMs = Math.min(timeoutSeconds === null ? ttlMs : timeoutSeconds * 1000, ttlMs);
    if (attempt > 0) return updatedAt + waitMs;
    return createdAt + (isQueued ? queueMs : waitMs);
  }

  #runBound({ startedAt, timeoutSeconds, leaseInstanceId }: CommandRow): number {
    const fromRestart = this.#readyAt + leaseMs;
    const limitMs = timeoutSeconds === null ? ttlMs : timeoutSeconds * 1000 + 10_000;
    const byTime = Math.max((startedAt ?? 0) + limitMs, fromRestart);
    if (leaseInstanceId === null) return byTime;
    const byLease = Math.max((this.#contacts.get(leaseInstanceId) ?? 0) + leaseMs, fromRestart);
    return timeoutSeconds === null ? byLease : Math.min(byTime, byLease);
  }

  /** Everybody falls silent: every command ends, and the trail says how, once. */
  async end(): Promise<void> {
    this.#alive.clear();
    for (let round = 0; round < 2 * maxAttempts; round++) await this.#wait(queueMs);
    await this.check();
    for (const [id, { row }] of this.#commands) {
      if (row.status === "PENDING" || row.status === "RUNNING")
        assert.fail(`${id} never ends: ${row.status}`);
      const rows = await this.#deps.store.lookup.auditEvents.list({ targetId: id });
      const said = rows.map(({ action }) => action).filter((action) => isEnding(action));
      assert.deepEqual(said, [endings[row.status]], `the trail of ${id}, which is ${row.status}`);
    }
  }
}

function isEnding(action: string): boolean {
  return Object.values(endings).some((ending) => ending === action);
}

function isLost({ status, errorCode }: CommandRow): boolean {
  return status === "PENDING" || (status === "FAILED" && errorCode === "AGENT_LOST");
}

function endOf({ status, completedAt, errorCode, errorMessage, attempt }: CommandRow) {
  return { status, completedAt, errorCode, errorMessage, attempt };
}

function choose<T>(from: readonly T[], at: number): T | undefined {
  return from.length === 0 ? undefined : from[at % from.length];
}

function codeOf(error: unknown): string {
  if (isAppError(error)) return error.code;
  throw error;
}
