import { PollReply } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemContext, userContext } from "../../testing/actors";
import { auditRows, codeOf, type GivenService, givenService, reportedAction } from "../../testing/builders";
import { complete, execute, givenRunning, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { prepareAction } from "../actions/prepare";
import { disableAgent } from "../agents/disable";
import type { Deps, UserContext } from "../context";
import { noteOfflineAgents } from "../sweeps/offline-agents";
import { cancelCommand } from "./cancel";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
  service = await givenService(deps, {
    actions: [reportedAction(), reportedAction({ name: "slow", timeoutSeconds: 60 })],
  });
});
afterEach(() => deps.remove());

/** Lets everything that can happen now happen. */
const settled = () => deps.clock.advance(0);

describe("a poll", () => {
  it("takes the oldest commands first, at most as many as asked for", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      ids.push((await execute(operator, service, { payload: { text: String(n) } })).id);
      await deps.clock.advance(10);
    }
    const first = PollReply.parse(await poll(deps, service, { limit: 2 }));
    const second = await poll(deps, service, { limit: 2 });
    expect([...first.commands, ...second.commands].map((command) => command.id)).toEqual(ids);
    expect(first.commands[0]).toMatchObject({
      status: "RUNNING",
      serviceCode: "demo",
      payload: { text: "0" },
      attempt: 1,
      leaseExpiresAt: null,
      startedAt: "2026-01-01T00:00:00.030Z",
    });
    expect(await auditRows(deps, "command.dispatched")).toHaveLength(3);
  });

  it("without room leaves executions where they are, and brings forms and cancellations at once", async () => {
    const running = await givenRunning(deps, operator, service);
    const waiting = await execute(operator, service);
    const held = poll(deps, service, { full: "true", wait: 30 });
    await settled();
    const form = prepareAction(operator, { serviceId: service.serviceId, actionName: "echo" });
    const { commands } = await held;
    expect(commands).toMatchObject([{ type: "ACTION_PREPARE" }]);
    for (const command of commands) await complete(deps, service, command);
    await form;

    const next = poll(deps, service, { full: "true", wait: 30 });
    await settled();
    await cancelCommand(operator, { commandId: running.id });
    expect(await next).toMatchObject({ commands: [], control: { cancel: [running.id] } });
    const withRoom = await poll(deps, service, { limit: 1 });
    expect(withRoom.commands.map(({ id }) => id)).toEqual([waiting.id]);
  });

  it("[seed 85] gives a command to one of two pollers only", async () => {
    await execute(operator, service);
    const replies = await Promise.all([poll(deps, service), poll(deps, service), poll(deps, service)]);
    expect(replies.flatMap((reply) => reply.commands)).toHaveLength(1);
  });

  it("touches no database while nothing waits", async () => {
    await poll(deps, service);
    const forbidden = () => Promise.reject(new Error("A transaction was opened."));
    const watched: Deps = { ...deps, store: { ...deps.store, transaction: forbidden } };
    for (let n = 0; n < 20; n++) expect((await poll(watched, service)).commands).toEqual([]);
  });

  it("counts as a heartbeat and brings an agent back", async () => {
    await deps.clock.advance(100_000);
    await noteOfflineAgents(systemContext(deps), [service.agentId]);
    await poll(deps, service);
    expect(deps.presence.lastSeenAt(service.agentId)).toBe(deps.clock.now());
    expect(await auditRows(deps, "agent.online")).toHaveLength(1);
  });

  it("ends a command past its deadline instead of handing it out", async () => {
    const command = await execute(operator, service, { actionName: "slow" });
    await deps.clock.advance(60_000);
    expect((await poll(deps, service)).commands).toEqual([]);
    expect(await deps.store.lookup.commands.get({ id: command.id })).toMatchObject({
      status: "EXPIRED",
      errorCode: "COMMAND_EXPIRED",
    });
    expect(await auditRows(deps, "command.expired")).toMatchObject([
      { actorType: "SYSTEM", targetId: command.id },
    ]);
  });

  it("never gives one agent the commands of another", async () => {
    const other = await givenService(deps, { agentCode: "other", code: "other" });
    await execute(operator, other);
    expect((await poll(deps, service)).commands).toEqual([]);
  });

  it("[seed 87] finds what waited through a restart of the server", async () => {
    const command = await execute(operator, service);
    deps = await deps.restart();
    expect((await poll(deps, service)).commands).toMatchObject([{ id: command.id }]);
  });
});

describe("a waiting poll", () => {
  it("is answered as soon as a command is committed", async () => {
    const waiting = poll(deps, service, { wait: 25 });
    await settled();
    expect(deps.wakeUps.parkedCount()).toBe(1);
    const command = await execute(operator, service);
    expect((await waiting).commands).toMatchObject([{ id: command.id }]);
    expect(deps.wakeUps.parkedCount()).toBe(0);
  });

  it("is answered empty when its time is up, and its agent counted as present all along", async () => {
    const waiting = poll(deps, service, { wait: 55 });
    await deps.clock.advance(54_000);
    expect(deps.presence.lastSeenAt(service.agentId)).toBeGreaterThan(deps.clock.now() - 21_000);
    await deps.clock.advance(1_000);
    expect((await waiting).commands).toEqual([]);
    expect(deps.presence.lastSeenAt(service.agentId)).toBe(deps.clock.now());
  });

  it("takes nothing once its caller has left", async () => {
    const leaving = new AbortController();
    const waiting = poll(deps, service, { wait: 25, signal: leaving.signal });
    await settled();
    leaving.abort();
    expect((await waiting).commands).toEqual([]);
    expect(deps.wakeUps.parkedCount()).toBe(0);
    await execute(operator, service);
    expect((await poll(deps, service)).commands).toHaveLength(1);
  });

  it("is answered when the server stops", async () => {
    const waiting = poll(deps, service, { wait: 55 });
    await settled();
    deps.stop();
    expect((await waiting).commands).toEqual([]);
  });

  it("hears of a cancellation at once, and once", async () => {
    const command = await givenRunning(deps, operator, service);
    const waiting = poll(deps, service, { wait: 25 });
    await settled();
    await cancelCommand(operator, { commandId: command.id });
    expect(await waiting).toMatchObject({ commands: [], control: { cancel: [command.id] } });
    const next = poll(deps, service, { wait: 25 });
    await settled();
    expect(deps.wakeUps.parkedCount()).toBe(1);
    await deps.clock.advance(25_000);
    expect((await next).control.cancel).toEqual([command.id]);
  });

  it("hears of what comes between the commit of its look and its wait", async () => {
    const meanwhile = async (act: () => Promise<unknown>) => {
      // Leaves nothing, but the memory that there may be something to look for.
      await givenRunning(deps, operator, service, { limit: 1 });
      let acted: Promise<unknown> | undefined;
      const store: Deps["store"] = {
        ...deps.store,
        async transaction(job) {
          const done = await deps.store.transaction(job);
          acted ??= act();
          await acted;
          return done;
        },
      };
      return poll({ ...deps, store }, service, { wait: 25 });
    };
    const { commands } = await meanwhile(() => execute(operator, service));
    expect(commands).toHaveLength(1);
    expect(await codeOf(meanwhile(() => disableAgent(operator, service)))).toBe("AGENT_DISABLED");
  });

  it("takes nothing when its agent is disabled in the same commit", async () => {
    const { id } = await execute(operator, service);
    const [, polled] = await Promise.allSettled([disableAgent(operator, service), poll(deps, service)]);
    expect(polled).toMatchObject({ status: "rejected", reason: { code: "AGENT_DISABLED" } });
    expect(await deps.store.lookup.commands.get({ id })).toMatchObject({ status: "PENDING", attempt: 0 });
  });

  it("is refused when its agent is disabled meanwhile", async () => {
    const waiting = codeOf(poll(deps, service, { wait: 25 }));
    await settled();
    await disableAgent(operator, service);
    expect(await waiting).toBe("AGENT_DISABLED");
  });
});

describe("a claim of an instance", () => {
  const instanceId = "ins_a";

  it("has a lease, which the polls that name the command renew", async () => {
    await execute(operator, service);
    const { commands } = await poll(deps, service, { instanceId });
    const [command] = commands;
    expect(command).toMatchObject({ leaseExpiresAt: "2026-01-01T00:01:00.000Z", expiresAt: null });
    await deps.clock.advance(40_000);
    await poll(deps, service, { instanceId, running: command?.id });
    expect(await deps.store.lookup.commands.get({ id: command?.id })).toMatchObject({
      leaseExpiresAt: deps.clock.now() + 60_000,
    });
  });

  it("is handed out again to the same instance when its reply was lost, and to no other", async () => {
    await execute(operator, service);
    const { commands: first } = await poll(deps, service, { instanceId });
    expect((await poll(deps, service, { instanceId: "ins_b" })).commands).toEqual([]);
    expect((await poll(deps, service, { instanceId, running: first[0]?.id })).commands).toEqual([]);
    expect((await poll(deps, service, { instanceId })).commands).toEqual(first);
    const [command] = first;
    if (command === undefined) throw new Error("No command came.");
    await complete(deps, service, command);
    expect((await poll(deps, service, { instanceId })).commands).toEqual([]);
  });
});
