import type { CommandId, InstanceId } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agentContext, userContext } from "../../testing/actors";
import {
  auditRows,
  type GivenService,
  givenAgent,
  givenService,
  reportedAction,
} from "../../testing/builders";
import { complete, execute, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { getAgent } from "../agents/get";
import { heartbeat } from "../agents/heartbeat";
import type { UserContext } from "../context";
import { startDueTimer } from "./due-timer";
import { endDueCommands } from "./end-due";

const first: InstanceId = "ins_first";
const second: InstanceId = "ins_second";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
  service = await givenService(deps, {
    actions: [reportedAction(), reportedAction({ name: "safe", idempotent: true })],
  });
  // Long after the start, when silence counts.
  await deps.clock.advance(120_000);
  await poll(deps, service, { instanceId: first });
});
afterEach(() => deps.remove());

const row = (id: CommandId) => deps.store.lookup.commands.get({ id });

/** A command that the first process has taken. */
async function givenHeld(actionName = "echo") {
  await execute(operator, service, { actionName });
  const [command] = (await poll(deps, service, { instanceId: first })).commands;
  if (command === undefined) throw new Error("The command was not handed out.");
  return command;
}

/** The first process holds a poll, and hangs up as a killed one does. */
async function hangUp(running: CommandId) {
  const connection = new AbortController();
  const parked = poll(deps, service, { instanceId: first, running, wait: 30, signal: connection.signal });
  await deps.clock.advance(10);
  connection.abort();
  await parked;
}

describe("a process that takes another one's place", () => {
  it("frees what a process held that hung up: at once, not after the lease", async () => {
    const { id } = await givenHeld();
    await hangUp(id);
    await poll(deps, service, { instanceId: second });
    expect(await row(id)).toMatchObject({ status: "FAILED", errorCode: "AGENT_LOST" });
  });

  it("gets an idempotent action again with the same poll, as the next attempt", async () => {
    const { id } = await givenHeld("safe");
    await hangUp(id);
    const { commands } = await poll(deps, service, { instanceId: second });
    expect(commands).toMatchObject([{ id, attempt: 2 }]);
  });

  it("takes nothing from a process that is there", async () => {
    const { id } = await givenHeld("safe");
    const parked = poll(deps, service, { instanceId: first, running: id, wait: 30 });
    await deps.clock.advance(10);
    expect((await poll(deps, service, { instanceId: second })).commands).toEqual([]);
    expect(await row(id)).toMatchObject({ status: "RUNNING", leaseInstanceId: first });
    await deps.clock.advance(30_000);
    await parked;
    await endDueCommands(deps);
    expect(await row(id)).toMatchObject({ status: "RUNNING" });
  });

  it("gives a process of which nothing is known until its next heartbeat", async () => {
    const { id } = await givenHeld();
    await poll(deps, service, { instanceId: second });
    expect(await row(id)).toMatchObject({ status: "RUNNING" });
    await deps.clock.advance(30_000);
    await heartbeat(agentContext(deps, service), { instanceId: first, running: [id] });
    await deps.clock.advance(10_000);
    await endDueCommands(deps);
    expect(await row(id)).toMatchObject({ status: "RUNNING" });
    await deps.clock.advance(60_000);
    await endDueCommands(deps);
    expect(await row(id)).toMatchObject({ status: "FAILED", errorCode: "AGENT_LOST" });
  });

  it("loses what a silent predecessor held soon after its heartbeat was due", async () => {
    const { id } = await givenHeld();
    await deps.clock.advance(1000);
    await poll(deps, service, { instanceId: second });
    await deps.clock.advance(36_000);
    await endDueCommands(deps);
    expect(await row(id)).toMatchObject({ status: "FAILED", errorCode: "AGENT_LOST" });
  });

  it("takes over a command whose result it has kept, and delivers it", async () => {
    const command = await givenHeld();
    await hangUp(command.id);
    await poll(deps, service, { instanceId: second, running: command.id });
    expect(await row(command.id)).toMatchObject({ status: "RUNNING", leaseInstanceId: second });
    await complete(deps, service, command, { success: true, attempt: 1 });
    expect(await row(command.id)).toMatchObject({ status: "SUCCEEDED" });
  });

  it("frees everything when it registered anew: the tokens before are dead", async () => {
    const { id } = await givenHeld();
    await givenAgent(deps, { code: service.code, instanceId: second });
    await poll(deps, service, { instanceId: second });
    expect(await row(id)).toMatchObject({ status: "FAILED", errorCode: "AGENT_LOST" });
  });
});

it("two processes that take turns are shown, also by polls alone, until one of them has been silent", async () => {
  const shown = async () => {
    await deps.flush();
    return (await getAgent(operator, service)).twoInstances;
  };
  await deps.clock.advance(1000);
  await poll(deps, service, { instanceId: second });
  expect(await shown()).toBe(false);
  await deps.clock.advance(1000);
  await poll(deps, service, { instanceId: first });
  await deps.clock.advance(1000);
  await poll(deps, service, { instanceId: second });
  expect(await shown()).toBe(true);
  expect(await auditRows(deps, "agent.instance.conflict")).toHaveLength(1);
  for (let beat = 0; beat < 4; beat++) {
    await deps.clock.advance(30_000);
    await heartbeat(agentContext(deps, service), { instanceId: second });
  }
  expect(await shown()).toBe(false);
});

describe("what is due", () => {
  it("is acted on within two seconds of its bound, without any sweep", async () => {
    const timer = startDueTimer(deps);
    const held = await givenHeld();
    await deps.clock.advance(59_000);
    expect(await row(held.id)).toMatchObject({ status: "RUNNING" });
    await deps.clock.advance(3000);
    expect(await row(held.id)).toMatchObject({ status: "FAILED", errorCode: "AGENT_LOST" });
    const waiting = await execute(operator, service);
    await deps.clock.advance(3_602_000);
    expect(await row(waiting.id)).toMatchObject({ status: "EXPIRED", errorCode: "COMMAND_EXPIRED" });
    await timer.stop();
  });

  it("leaves a renewed lease alone and comes back when it ends", async () => {
    const { id } = await givenHeld();
    await deps.clock.advance(40_000);
    await poll(deps, service, { instanceId: first, running: id });
    await deps.clock.advance(30_000);
    await endDueCommands(deps);
    expect(await row(id)).toMatchObject({ status: "RUNNING" });
    await deps.clock.advance(31_000);
    await endDueCommands(deps);
    expect(await row(id)).toMatchObject({ status: "FAILED" });
  });

  it("counts a whole lease from a restart of the server", async () => {
    const { id } = await givenHeld();
    await deps.clock.advance(55_000);
    deps = await deps.restart();
    await deps.clock.advance(59_000);
    await endDueCommands(deps);
    expect(await row(id)).toMatchObject({ status: "RUNNING" });
    await deps.clock.advance(2000);
    await endDueCommands(deps);
    expect(await row(id)).toMatchObject({ status: "FAILED", errorCode: "AGENT_LOST" });
  });
});
