import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import { codeOf, type GivenService, givenService, reportedAction } from "../../testing/builders";
import { poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { executeAction } from "../actions/execute";
import { disableAgent } from "../agents/disable";
import type { UserContext } from "../context";
import { cancelCommand } from "./cancel";
import { endDueCommands } from "./end-due";
import { getCommand } from "./get";
import { retryCommand } from "./retry";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
  service = await givenService(deps, { actions: [reportedAction({ timeoutSeconds: 10 })] });
});
afterEach(() => deps.remove());

const away = () => deps.clock.advance(91_000);
const run = (queue?: { untilSeconds: number }) =>
  executeAction(operator, {
    serviceId: service.serviceId,
    actionName: "echo",
    payload: {},
    confirmation: false,
    queue,
  });

describe("a command for an agent that is away", () => {
  it("is refused unless it may wait", async () => {
    await away();
    expect(await codeOf(run())).toBe("AGENT_OFFLINE");
    const queued = await run({ untilSeconds: 3600 });
    expect(queued).toMatchObject({ status: "PENDING", queuedUntil: queued.expiresAt });
  });

  it("reaches the agent when it is back, however short the action's own limit is", async () => {
    await away();
    const { id } = await run({ untilSeconds: 3600 });
    await deps.clock.advance(3_000_000);
    const { commands } = await poll(deps, service);
    expect(commands.map((command) => command.id)).toEqual([id]);
    expect(commands[0]?.expiresAt).toBe(new Date(deps.clock.now() + 20_000).toISOString());
  });

  it("ends with an error of its own when the agent does not come back in time", async () => {
    await away();
    const { id } = await run({ untilSeconds: 60 });
    await deps.clock.advance(60_000);
    await endDueCommands(deps);
    expect(await getCommand(operator, { commandId: id })).toMatchObject({
      status: "EXPIRED",
      errorCode: "COMMAND_QUEUE_EXPIRED",
    });
  });

  it("can be cancelled while it waits, and then never runs", async () => {
    await away();
    const { id } = await run({ untilSeconds: 60 });
    await cancelCommand(operator, { commandId: id });
    expect((await poll(deps, service)).commands).toEqual([]);
  });

  it("waits for an agent that is there no longer than it asks for, and is not shown as queued", async () => {
    const command = await run({ untilSeconds: 600 });
    expect(command).toMatchObject({
      queuedUntil: null,
      expiresAt: new Date(deps.clock.now() + 600_000).toISOString(),
    });
  });

  it("is refused when an operator disabled the agent: that does not pass by itself", async () => {
    await disableAgent(operator, { agentId: service.agentId });
    expect(await codeOf(run({ untilSeconds: 60 }))).toBe("AGENT_DISABLED");
  });

  it("may be a retry too", async () => {
    const first = await run();
    await cancelCommand(operator, { commandId: first.id });
    await away();
    const again = { commandId: first.id, confirmation: false };
    expect(await codeOf(retryCommand(operator, again))).toBe("AGENT_OFFLINE");
    const queued = await retryCommand(operator, { ...again, queue: { untilSeconds: 60 } });
    expect(queued.queuedUntil).not.toBeNull();
  });
});

it("a command that is looked at too early is looked at again when it was then said to be due", async () => {
  const late = await run();
  await deps.clock.advance(1000);
  const kept = await run({ untilSeconds: 3600 });
  await deps.clock.advance(19_000);
  const soon = deps.clock.now() + 5000;
  deps.desk.bounds.note(kept.id, deps.clock.now());
  const ending = endDueCommands(deps);
  while (deps.store.waitingJobs === 0) await Promise.resolve();
  deps.desk.bounds.note(kept.id, soon);
  await ending;
  expect((await getCommand(operator, { commandId: late.id })).status).toBe("EXPIRED");
  expect(deps.desk.bounds.takeDue(soon, 10)).toEqual([kept.id]);
});
