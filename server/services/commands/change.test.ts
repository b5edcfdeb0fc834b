import { Command } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agentContext, userContext } from "../../testing/actors";
import {
  auditMetadata,
  auditRows,
  codeOf,
  type GivenService,
  givenService,
  reportedAction,
  reportedService,
} from "../../testing/builders";
import { complete, execute, givenRunning, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { prepareAction } from "../actions/prepare";
import { disableAgent } from "../agents/disable";
import { reportServices } from "../agents/report";
import { removeService } from "../capsule-services/remove";
import type { UserContext } from "../context";
import { cancelCommand } from "./cancel";
import { retryCommand } from "./retry";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
  service = await givenService(deps, {
    actions: [
      reportedAction(),
      reportedAction({ name: "drop", requiresConfirmation: true }),
      reportedAction({
        name: "login",
        inputSchema: { type: "object", properties: { password: { type: "string", format: "password" } } },
      }),
    ],
  });
});
afterEach(() => deps.remove());

const cancel = (commandId: Command["id"]) => cancelCommand(operator, { commandId });
const retry = (commandId: Command["id"], confirmation = false) =>
  retryCommand(operator, { commandId, confirmation });

async function givenFailed(input: Parameters<typeof execute>[2] = {}) {
  const command = await givenRunning(deps, operator, service, input);
  await complete(deps, service, command, { success: false });
  return command;
}

describe("cancelling a command", () => {
  it("ends a pending one, which no poll takes any more", async () => {
    const command = await execute(operator, service);
    expect(Command.parse(await cancel(command.id))).toMatchObject({
      status: "CANCELLED",
      completedAt: "2026-01-01T00:00:00.000Z",
      cancelRequestedAt: "2026-01-01T00:00:00.000Z",
    });
    expect((await poll(deps, service)).commands).toEqual([]);
    expect(await auditMetadata(deps, "command.cancelled")).toEqual([{ actionName: "echo", from: "PENDING" }]);
  });

  it("[seed 90] is refused once it has ended, and for what is not there", async () => {
    const command = await givenFailed();
    expect(await codeOf(cancel(command.id))).toBe("COMMAND_ALREADY_COMPLETED");
    expect(await codeOf(cancel("cmd_none"))).toBe("COMMAND_NOT_FOUND");
    expect(await codeOf(cancelCommand(await userContext(deps, "viewer"), { commandId: command.id }))).toBe(
      "FORBIDDEN",
    );
  });

  it("races a claim: the command is either taken and told to stop, or never taken", async () => {
    for (let round = 0; round < 10; round++) {
      const command = await execute(operator, service);
      const [reply] = await Promise.all([poll(deps, service), cancel(command.id)]);
      const told = (await poll(deps, service)).control.cancel.includes(command.id);
      expect(told).toBe(reply.commands.length === 1);
      expect(await deps.store.lookup.commands.get({ id: command.id })).toMatchObject({ status: "CANCELLED" });
    }
  });

  it("is still told after a restart of the server", async () => {
    const command = await givenRunning(deps, operator, service);
    await cancel(command.id);
    deps = await deps.restart();
    expect((await poll(deps, service)).control.cancel).toEqual([command.id]);
  });
});

describe("retrying a command", () => {
  it("runs the same payload again as a new command", async () => {
    const command = await givenFailed({ payload: { text: "again" } });
    await deps.clock.advance(1000);
    const retried = Command.parse(await retry(command.id));
    expect(retried).toMatchObject({
      status: "PENDING",
      payload: { text: "again" },
      sourceCommandId: command.id,
      expiresAt: "2026-01-01T01:00:01.000Z",
    });
    expect((await poll(deps, service)).commands).toMatchObject([
      { id: retried.id, payload: { text: "again" } },
    ]);
    expect(await auditRows(deps, "command.retried")).toMatchObject([{ targetId: retried.id }]);
    expect(await auditMetadata(deps, "command.retried")).toMatchObject([{ sourceCommandId: command.id }]);
  });

  it("[seed 89] answers COMMAND_ALREADY_COMPLETED for one that succeeded", async () => {
    const command = await givenRunning(deps, operator, service);
    await complete(deps, service, command);
    expect(await codeOf(retry(command.id))).toBe("COMMAND_ALREADY_COMPLETED");
  });

  it("[seed 91] answers COMMAND_NOT_RETRYABLE for a prepare", async () => {
    const leaving = new AbortController();
    const attempt = codeOf(
      prepareAction(
        { ...operator, signal: leaving.signal },
        { serviceId: service.serviceId, actionName: "echo" },
      ),
    );
    await deps.clock.advance(0);
    leaving.abort();
    await attempt;
    const [prepare] = await deps.store.lookup.commands.list({ type: "ACTION_PREPARE" });
    expect(prepare && (await codeOf(retry(prepare.id)))).toBe("COMMAND_NOT_RETRYABLE");
  });

  it("answers COMMAND_NOT_RETRYABLE for one that has not ended", async () => {
    const command = await execute(operator, service);
    expect(await codeOf(retry(command.id))).toBe("COMMAND_NOT_RETRYABLE");
    await poll(deps, service);
    expect(await codeOf(retry(command.id))).toBe("COMMAND_NOT_RETRYABLE");
    expect(await codeOf(retry("cmd_none"))).toBe("COMMAND_NOT_FOUND");
  });

  it("asks for confirmation again", async () => {
    const command = await givenFailed({ actionName: "drop", confirmation: true });
    expect(await codeOf(retry(command.id))).toBe("ACTION_REQUIRES_CONFIRMATION");
    expect(await codeOf(retry(command.id, true))).toBe("it succeeded");
  });

  it("is refused when its secret input was erased", async () => {
    const command = await givenFailed({ actionName: "login", payload: { password: "hunter2" } });
    expect(await codeOf(retry(command.id))).toBe("COMMAND_SECRET_ERASED");
  });

  it("is refused without an agent to run it, its service or its action", async () => {
    const command = await givenFailed();
    await reportServices(agentContext(deps, service), { services: [reportedService({ actions: [] })] });
    expect(await codeOf(retry(command.id))).toBe("ACTION_NOT_FOUND");
    await disableAgent(operator, service);
    expect(await codeOf(retry(command.id))).toBe("AGENT_NOT_AVAILABLE");
    const silent = await givenService(deps, { agentCode: "silent", code: "silent" });
    const other = await givenRunning(deps, operator, silent);
    await complete(deps, silent, other, { success: false });
    await deps.clock.advance(91_000);
    expect(await codeOf(retry(other.id))).toBe("AGENT_OFFLINE");
    await removeService(operator, silent);
    expect(await codeOf(retry(other.id))).toBe("CAPSULE_SERVICE_NOT_FOUND");
  });
});
