import { CommandResult } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import { auditRows, codeOf, type GivenService, givenService, reportedAction } from "../../testing/builders";
import { complete, execute, givenRunning, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import type { UserContext } from "../context";
import { cancelCommand } from "./cancel";
import { getCommand, readCommand } from "./get";
import { revealSecret } from "./reveal-secret";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps({ env: { OPSTAGE_COMMAND_RESULT_MAX_BYTES: "2000" } });
  operator = await userContext(deps, "operator");
  service = await givenService(deps, {
    actions: [reportedAction(), reportedAction({ name: "rotate", ephemeralFields: ["pin"] })],
  });
});
afterEach(() => deps.remove());

const commandRow = (id: `cmd_${string}`) => deps.store.lookup.commands.get({ id });

describe("a result", () => {
  it("[seed 05] ends the command with its outcome and is stored", async () => {
    const command = await givenRunning(deps, operator, service);
    await deps.clock.advance(1500);
    const result = CommandResult.parse(
      await complete(deps, service, command, { success: true, message: "done", data: { n: 1 } }),
    );
    expect(result).toMatchObject({ commandId: command.id, success: true, message: "done", data: { n: 1 } });
    const detail = await getCommand(operator, { commandId: command.id });
    expect(detail).toMatchObject({ status: "SUCCEEDED", durationMs: 1500, result });
    expect(await auditRows(deps, "command.completed")).toMatchObject([
      { actorType: "AGENT", targetId: command.id },
    ]);
    expect(deps.counters.totals()).toMatchObject({ commandsDispatched: 1, commandsCompleted: 1 });
  });

  it("[seed 84] keeps the reason of a failure on the command, cut to size", async () => {
    const command = await givenRunning(deps, operator, service);
    const error = { code: "ACTION_HANDLER_NOT_FOUND", message: "x".repeat(600) };
    await complete(deps, service, command, { success: false, error });
    expect(await commandRow(command.id)).toMatchObject({
      status: "FAILED",
      errorCode: "ACTION_HANDLER_NOT_FOUND",
      errorMessage: "x".repeat(500),
    });
    expect(await auditRows(deps, "command.failed")).toMatchObject([{ result: "FAILURE" }]);
    const other = await givenRunning(deps, operator, service);
    await complete(deps, service, other, { success: false, message: "no reason" });
    expect(await commandRow(other.id)).toMatchObject({
      errorCode: "ACTION_FAILED",
      errorMessage: "no reason",
    });
  });

  it("that arrives again is answered with the stored one", async () => {
    const command = await givenRunning(deps, operator, service);
    const send = () => complete(deps, service, command, { success: true, data: { a: 1, b: 2 } });
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    const reordered = await complete(deps, service, command, { success: true, data: { b: 2, a: 1 } });
    expect(reordered).toEqual(first);
    expect(await auditRows(deps, "command.completed")).toHaveLength(1);
  });

  it("[seed 90] is refused after any end that was another", async () => {
    const command = await givenRunning(deps, operator, service);
    await complete(deps, service, command, { success: true });
    expect(await codeOf(complete(deps, service, command, { success: false }))).toBe(
      "COMMAND_ALREADY_COMPLETED",
    );
    const cancelled = await givenRunning(deps, operator, service);
    await cancelCommand(operator, { commandId: cancelled.id });
    expect(await codeOf(complete(deps, service, cancelled))).toBe("COMMAND_ALREADY_COMPLETED");
    expect(await commandRow(cancelled.id)).toMatchObject({ status: "CANCELLED" });
    expect((await poll(deps, service)).control.cancel).toEqual([]);
  });

  it("is refused for a command that was never taken, of another agent, or of an older attempt", async () => {
    const pending = await execute(operator, service);
    expect(await codeOf(complete(deps, service, pending))).toBe("COMMAND_ALREADY_COMPLETED");
    expect(await commandRow(pending.id)).toMatchObject({ status: "PENDING" });
    const stranger = await givenService(deps, { agentCode: "stranger", code: "stranger" });
    expect(await codeOf(complete(deps, stranger, pending))).toBe("COMMAND_NOT_FOUND");
    await poll(deps, service);
    await deps.store.transaction((tx) => tx.commands.update({ id: pending.id }, { attempt: 2 }));
    expect(await codeOf(complete(deps, service, pending, { success: true, attempt: 1 }))).toBe(
      "COMMAND_ALREADY_COMPLETED",
    );
    expect(await codeOf(complete(deps, service, pending, { success: true, attempt: 2 }))).toBe(
      "it succeeded",
    );
  });

  it("that is too large changes nothing but the counter", async () => {
    const command = await givenRunning(deps, operator, service);
    const tooLarge = complete(deps, service, command, { success: true, data: { text: "ä".repeat(1000) } });
    await expect(tooLarge).rejects.toMatchObject({ code: "COMMAND_RESULT_TOO_LARGE", status: 413 });
    expect(await commandRow(command.id)).toMatchObject({ status: "RUNNING" });
    expect(deps.counters.totals().oversizedCommandResultsRejected).toBe(1);
    expect(await codeOf(complete(deps, service, command))).toBe("it succeeded");
  });

  it("is stored without secrets, and counters survive", async () => {
    const command = await givenRunning(deps, operator, service);
    const data = { password: "hunter2", tokenCount: 5, list: [{ apiKey: "hunter2" }] };
    const result = await complete(deps, service, command, { success: true, data });
    expect(result.data).toEqual({ password: "[REDACTED]", tokenCount: 5, list: [{ apiKey: "[REDACTED]" }] });
    expect(JSON.stringify(await deps.store.lookup.commandResults.list({}))).not.toContain("hunter2");
  });

  it("races a cancellation to exactly one end", async () => {
    for (let round = 0; round < 10; round++) {
      const command = await givenRunning(deps, operator, service);
      const outcomes = await Promise.all([
        codeOf(complete(deps, service, command)),
        codeOf(cancelCommand(operator, { commandId: command.id })),
        codeOf(complete(deps, service, command, { success: false })),
      ]);
      expect(outcomes.filter((code) => code === "it succeeded")).toHaveLength(1);
      expect(outcomes.filter((code) => code === "COMMAND_ALREADY_COMPLETED")).toHaveLength(2);
    }
    const ends = await Promise.all(
      ["command.completed", "command.failed", "command.cancelled"].map((action) => auditRows(deps, action)),
    );
    expect(ends.flat()).toHaveLength(10);
  });
});

describe("a one-time secret", () => {
  async function givenSecret() {
    const command = await givenRunning(deps, operator, service, { actionName: "rotate" });
    const data = { generatedKey: "key-123", pin: "4711", name: "n" };
    return { command, result: await complete(deps, service, command, { success: true, data }) };
  }

  it("[seed 92] reaches the first read within five minutes only", async () => {
    const { command } = await givenSecret();
    const first = await readCommand(operator, { commandId: command.id });
    expect(first.result?.data).toEqual({ generatedKey: "key-123", pin: "4711", name: "n" });
    const second = await readCommand(operator, { commandId: command.id });
    expect(second.result?.data).toEqual({ generatedKey: "[REDACTED]", pin: "[REDACTED]", name: "n" });
    const late = await givenSecret();
    await deps.clock.advance(5 * 60_000);
    const tooLate = await readCommand(operator, { commandId: late.command.id });
    expect(tooLate.result?.data.generatedKey).toBe("[REDACTED]");
  });

  it("[seed 93] is in no table, nor in the agent's own reply", async () => {
    const { result } = await givenSecret();
    expect(result.data).toEqual({ generatedKey: "[REDACTED]", pin: "[REDACTED]", name: "n" });
    const everything = JSON.stringify([
      await deps.store.lookup.commandResults.list({}),
      await deps.store.lookup.commands.list({}),
      await deps.store.lookup.auditEvents.list({}),
    ]);
    expect(everything).not.toContain("key-123");
    expect(everything).not.toContain("4711");
  });

  it("is announced to operators by the detail, revealed by its own call, and never to viewers", async () => {
    const { command } = await givenSecret();
    const viewer = await userContext(deps, "viewer");
    const target = { commandId: command.id };
    expect((await getCommand(viewer, target)).oneTimeSecret).toBeNull();
    expect((await readCommand(viewer, target)).result?.data.generatedKey).toBe("[REDACTED]");
    expect(await codeOf(revealSecret(viewer, target))).toBe("FORBIDDEN");
    expect((await getCommand(operator, target)).oneTimeSecret).toEqual({
      fields: ["generatedKey", "pin"],
      expiresAt: "2026-01-01T00:05:00.000Z",
    });
    expect(await revealSecret(operator, target)).toEqual({
      fields: { generatedKey: "key-123", pin: "4711" },
    });
    expect(await codeOf(revealSecret(operator, target))).toBe("COMMAND_SECRET_NOT_AVAILABLE");
    expect((await getCommand(operator, target)).oneTimeSecret).toBeNull();
    expect(await auditRows(deps, "command.secret.revealed")).toMatchObject([{ actorId: operator.actor.id }]);
  });

  it("of an unknown command is not found", async () => {
    expect(await codeOf(revealSecret(operator, { commandId: "cmd_none" }))).toBe("COMMAND_NOT_FOUND");
    expect(await codeOf(getCommand(operator, { commandId: "cmd_none" }))).toBe("COMMAND_NOT_FOUND");
  });
});
