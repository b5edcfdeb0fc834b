import type { CancellationState, CommandId, InstanceId } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agentContext, userContext } from "../../testing/actors";
import { codeOf, type GivenService, givenService } from "../../testing/builders";
import { complete, execute, givenRunning, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { heartbeat } from "../agents/heartbeat";
import type { UserContext } from "../context";
import { acknowledgeCancellation } from "./acknowledge-cancellation";
import { cancelCommand } from "./cancel";
import { getCommand } from "./get";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
  service = await givenService(deps);
});
afterEach(() => deps.remove());

const say = (commandId: CommandId, state: CancellationState, attempt?: number) =>
  acknowledgeCancellation(agentContext(deps, service), { commandId, state, attempt });
const shown = (commandId: CommandId) => getCommand(operator, { commandId });

describe("a cancellation", () => {
  it("is requested, acknowledged and stopped, each at its first time", async () => {
    const { id } = await givenRunning(deps, operator, service);
    const requested = await cancelCommand(operator, { commandId: id });
    expect(requested).toMatchObject({
      status: "CANCELLED",
      cancelAcknowledgedAt: null,
      cancelIgnored: false,
    });
    await deps.clock.advance(100);
    await say(id, "ACKNOWLEDGED");
    await deps.clock.advance(100);
    await say(id, "STOPPED");
    await deps.clock.advance(100);
    await say(id, "ACKNOWLEDGED");
    await say(id, "STOPPED");
    expect(await shown(id)).toMatchObject({
      cancelAcknowledgedAt: "2026-01-01T00:00:00.100Z",
      cancelStoppedAt: "2026-01-01T00:00:00.200Z",
    });
  });

  it("that was stopped was also acknowledged", async () => {
    const { id } = await givenRunning(deps, operator, service);
    await cancelCommand(operator, { commandId: id });
    await say(id, "STOPPED");
    const command = await shown(id);
    expect(command.cancelAcknowledgedAt).toBe(command.cancelStoppedAt);
    expect(command.cancelStoppedAt).not.toBeNull();
  });

  it("comes with every poll and heartbeat until it is acknowledged", async () => {
    const { id } = await givenRunning(deps, operator, service);
    await cancelCommand(operator, { commandId: id });
    expect((await poll(deps, service)).control.cancel).toEqual([id]);
    expect((await heartbeat(agentContext(deps, service), {})).cancel).toEqual([id]);
    await say(id, "ACKNOWLEDGED");
    expect((await poll(deps, service)).control.cancel).toEqual([]);
  });

  it("is ignored when the handler still runs ten seconds after its agent was told, and not before", async () => {
    const { id } = await givenRunning(deps, operator, service);
    await cancelCommand(operator, { commandId: id });
    await deps.clock.advance(60_000);
    expect(await shown(id)).toMatchObject({ cancelIgnored: false });
    await poll(deps, service);
    await deps.clock.advance(10_000);
    expect(await shown(id)).toMatchObject({ cancelIgnored: false });
    await deps.clock.advance(1);
    expect(await shown(id)).toMatchObject({ cancelIgnored: true });
    await say(id, "STOPPED");
    expect(await shown(id)).toMatchObject({ cancelIgnored: false });
  });

  it("has stopped its handler when a result arrives after all, which is refused", async () => {
    const running = await givenRunning(deps, operator, service);
    await cancelCommand(operator, { commandId: running.id });
    expect(await codeOf(complete(deps, service, running))).toBe("COMMAND_ALREADY_COMPLETED");
    const command = await shown(running.id);
    expect(command).toMatchObject({ status: "CANCELLED", result: null });
    expect(command.cancelStoppedAt).not.toBeNull();
  });

  it("cannot be acknowledged for a command that goes on, or that ended by itself", async () => {
    const running = await givenRunning(deps, operator, service);
    expect(await codeOf(say(running.id, "STOPPED"))).toBe("COMMAND_NOT_CANCELLED");
    await complete(deps, service, running);
    expect(await codeOf(say(running.id, "STOPPED"))).toBe("COMMAND_ALREADY_COMPLETED");
    expect(await codeOf(say("cmd_gone", "STOPPED"))).toBe("COMMAND_NOT_FOUND");
  });

  it("is not touched by an older attempt", async () => {
    const { id } = await givenRunning(deps, operator, service);
    await cancelCommand(operator, { commandId: id });
    await say(id, "STOPPED", 9);
    expect(await shown(id)).toMatchObject({ cancelStoppedAt: null, cancelAcknowledgedAt: null });
  });

  it("ends the next poll too when the reply that told of it was lost", async () => {
    const instanceId: InstanceId = "ins_a";
    await execute(operator, service);
    const [command] = (await poll(deps, service, { instanceId })).commands;
    const running = command?.id ?? "cmd_none";
    await cancelCommand(operator, { commandId: running });
    await poll(deps, service, { instanceId, running, wait: 30 });
    await deps.clock.advance(1000);
    const again = await poll(deps, service, { instanceId, running, wait: 30 });
    expect(again.control.cancel).toEqual([running]);
    const parked = poll(deps, service, { instanceId, running, wait: 10 });
    let isParked = true;
    void parked.then(() => {
      isParked = false;
    });
    await deps.clock.advance(0);
    await deps.clock.advance(1000);
    expect(isParked).toBe(true);
    await deps.clock.advance(10_000);
    await parked;
  });

  it("ends the parked poll of the process that runs the command, and of no other", async () => {
    const [a, b]: InstanceId[] = ["ins_a", "ins_b"];
    await execute(operator, service);
    const [command] = (await poll(deps, service, { instanceId: a })).commands;
    await poll(deps, service, { instanceId: b });
    const answered: string[] = [];
    const parked = [a, b].map((instanceId) =>
      poll(deps, service, { instanceId, wait: 30, running: instanceId === a ? command?.id : undefined }).then(
        (reply) => {
          answered.push(`${instanceId} ${reply.control.cancel.length}`);
        },
      ),
    );
    await deps.clock.advance(10);
    await cancelCommand(operator, { commandId: command?.id ?? "cmd_none" });
    for (let turn = 0; turn < 10; turn++) await deps.clock.advance(1);
    expect(answered).toEqual(["ins_a 1"]);
    await deps.clock.advance(30_000);
    await Promise.all(parked);
  });
});
