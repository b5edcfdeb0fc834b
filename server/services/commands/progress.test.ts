import { type CommandId, commandLogBytesMax, type LiveEvent, ProgressRequest } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { agentContext, userContext } from "../../testing/actors";
import { codeOf, type GivenService, givenService, reportedAction } from "../../testing/builders";
import { complete, givenRunning } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import type { UserContext } from "../context";
import { cancelCommand } from "./cancel";
import { getCommand } from "./get";
import { getCommandLogs } from "./logs";
import { noteProgress } from "./note-progress";

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
  const secret = { type: "object", properties: { pin: { type: "string", writeOnly: true } } };
  service = await givenService(deps, {
    actions: [reportedAction(), reportedAction({ name: "login", inputSchema: secret })],
  });
});
afterEach(() => deps.remove());

function progress(commandId: CommandId, body: z.input<typeof ProgressRequest>) {
  return noteProgress(agentContext(deps, service), { ...ProgressRequest.parse(body), commandId });
}

const at = "2026-01-01T00:00:00.000Z";
const line = (text: string) => ({ at, level: "info" as const, line: text });
const logsOf = (commandId: CommandId, afterSeq = 0, limit = 1000) =>
  getCommandLogs(operator, { commandId, afterSeq, limit });

describe("the progress of a running command", () => {
  it("shows how far it is, and keeps what a later call does not say", async () => {
    const { id } = await givenRunning(deps, operator, service);
    expect(await progress(id, { attempt: 1, seq: 1, percent: 40, message: "Two of five" })).toEqual({
      cancel: false,
    });
    await progress(id, { seq: 2, percent: 60 });
    expect(await getCommand(operator, { commandId: id })).toMatchObject({
      status: "RUNNING",
      progressPercent: 60,
      progressMessage: "Two of five",
    });
  });

  it("is taken once: a repeated or older number changes nothing and is answered alike", async () => {
    const { id } = await givenRunning(deps, operator, service);
    await progress(id, { seq: 2, percent: 60, logs: [line("two")] });
    for (const seq of [2, 1]) {
      expect(await progress(id, { seq, percent: 10, logs: [line("again")] })).toEqual({ cancel: false });
    }
    expect(await getCommand(operator, { commandId: id })).toMatchObject({ progressPercent: 60 });
    expect((await logsOf(id)).lines.map((each) => each.line)).toEqual(["two"]);
  });

  it("numbers log lines from 1, whatever call they came with, so that no page loses one", async () => {
    const { id } = await givenRunning(deps, operator, service);
    await progress(id, { seq: 1, logs: [line("a"), line("b"), line("c")] });
    await progress(id, { seq: 2, logs: [line("d")] });
    const first = await logsOf(id, 0, 2);
    const rest = await logsOf(id, first.lastSeq);
    expect([...first.lines, ...rest.lines].map(({ seq, line }) => [seq, line])).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "c"],
      [4, "d"],
    ]);
    expect(await logsOf(id, rest.lastSeq)).toEqual({ lines: [], lastSeq: 4, droppedLines: 0 });
  });

  it("keeps 1 MiB of log: the oldest lines go, and a line says so", async () => {
    const { id } = await givenRunning(deps, operator, service);
    const long = "x".repeat(4000);
    for (let seq = 1; seq <= 4; seq++) {
      await progress(id, { seq, logs: Array.from({ length: 100 }, () => line(long)) });
    }
    const { lines, droppedLines } = await logsOf(id);
    const kept = Math.floor(commandLogBytesMax / long.length);
    expect(droppedLines).toBe(400 - kept);
    expect(lines[0]).toMatchObject({
      seq: droppedLines,
      level: "warn",
      line: `The first ${droppedLines} lines were dropped: 1 MiB of log is kept of a command.`,
    });
    expect(lines.slice(1).map(({ seq }) => seq)).toEqual(
      Array.from({ length: kept }, (_, index) => droppedLines + 1 + index),
    );
    expect(await deps.store.lookup.commandLogs.count({ commandId: id })).toBe(kept);
    expect((await logsOf(id, 399)).lines.map(({ seq }) => seq)).toEqual([400]);
  });

  it("stores no secret: neither tokens, nor what is assigned to a secret's name, nor the command's own input", async () => {
    const { id } = await givenRunning(deps, operator, service, {
      actionName: "login",
      payload: { pin: "4711-abcd" },
    });
    await progress(id, {
      seq: 1,
      message: "Signing in with 4711-abcd",
      logs: [
        line("uses opstage_agent_abcdefghijklmnop and pin 4711-abcd"),
        line('password=hunter2 tokenCount=3 {"apiKey": "k-1"} Authorization: Bearer abc.def'),
      ],
    });
    expect((await logsOf(id)).lines.map((each) => each.line)).toEqual([
      "uses opstage_agent_[REDACTED] and pin [REDACTED]",
      'password=[REDACTED] tokenCount=3 {"apiKey": [REDACTED]} Authorization: [REDACTED]',
    ]);
    const row = await deps.store.lookup.commands.get({ id });
    expect(row?.progressMessage).toBe("Signing in with [REDACTED]");
  });

  it("is refused after another end than a cancellation, for an older attempt, and for another agent's", async () => {
    const running = await givenRunning(deps, operator, service);
    const other = await givenService(deps, { agentCode: "other", code: "other" });
    expect(await codeOf(progress(running.id, { attempt: 7, seq: 1 }))).toBe("COMMAND_ALREADY_COMPLETED");
    const foreign = { ...ProgressRequest.parse({ seq: 1 }), commandId: running.id };
    expect(await codeOf(noteProgress(agentContext(deps, other), foreign))).toBe("COMMAND_NOT_FOUND");
    await complete(deps, service, running);
    expect(await codeOf(progress(running.id, { seq: 1 }))).toBe("COMMAND_ALREADY_COMPLETED");
  });

  it("is told at once that its command was cancelled", async () => {
    const { id } = await givenRunning(deps, operator, service);
    await cancelCommand(operator, { commandId: id });
    expect(await progress(id, { seq: 1, percent: 1 })).toEqual({ cancel: true });
  });

  it("reaches open consoles at most twice a second, and its last word always", async () => {
    const { id } = await givenRunning(deps, operator, service);
    const heard: LiveEvent[] = [];
    const closing = new AbortController();
    const listening = (async () => {
      for await (const event of deps.live.subscribe(closing.signal)) heard.push(event);
    })();
    for (let seq = 1; seq <= 20; seq++) {
      await progress(id, { seq, percent: seq });
      await deps.clock.advance(50);
    }
    await deps.clock.advance(2000);
    closing.abort();
    await listening;
    const ofCommand = heard.filter(({ topic, ids }) => topic === "commands" && ids.includes(id));
    expect(ofCommand.length).toBeGreaterThanOrEqual(2);
    expect(ofCommand.length).toBeLessThanOrEqual(4);
    expect(await getCommand(operator, { commandId: id })).toMatchObject({ progressPercent: 20 });
  });

  it("goes with its command when retention takes it", async () => {
    const { id } = await givenRunning(deps, operator, service);
    await progress(id, { seq: 1, logs: [line("gone soon")] });
    await deps.store.transaction((tx) => tx.commands.delete({ id }));
    expect(await deps.store.lookup.commandLogs.count({ commandId: id })).toBe(0);
  });
});
