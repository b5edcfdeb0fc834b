import { expect, test } from "vitest";
import { createLog, type LogRecord } from "./log";

function capture() {
  const records: LogRecord[] = [];
  const log = createLog({ onLog: (record) => records.push(record), context: () => ({ agentCode: "demo" }) });
  return { records, log };
}

test("a record carries level, event, context and data", () => {
  const { records, log } = capture();
  log("warn", "connection.lost", "Opstage is away.", { loop: "poll" });
  expect(records).toEqual([
    {
      level: "warn",
      event: "connection.lost",
      message: "Opstage is away.",
      context: { agentCode: "demo" },
      data: { loop: "poll" },
    },
  ]);
});

test("tokens inside texts and values under secret keys never reach a log", () => {
  const { records, log } = capture();
  log("info", "x", "token opstage_reg_AbC-_1 used", {
    note: "Bearer opstage_agent_xyz",
    agentToken: "opstage_agent_xyz",
    nested: [{ password: "p4ss", Authorization: ["a"], secret: { deep: "s3cret" }, apiKey: "k3y" }],
    cause: new Error("with opstage_agent_zzz"),
  });
  const text = JSON.stringify(records);
  for (const secret of ["AbC-_1", "xyz", "p4ss", "s3cret", "k3y", "zzz"]) expect(text).not.toContain(secret);
  expect(text).toContain("opstage_reg_[REDACTED]");
});

test("numbers under keys that sound secret survive", () => {
  const { records, log } = capture();
  log("info", "x", "y", { tokenCount: 5, passwordSet: true });
  expect(records[0]?.data).toEqual({ tokenCount: 5, passwordSet: true });
});

test("a logger that throws does not stop the agent", () => {
  const log = createLog({
    context: () => ({}),
    onLog: () => {
      throw new Error("disk full");
    },
  });
  expect(() => log("info", "x", "y")).not.toThrow();
});

test("a cycle in the data does not hang the log", () => {
  const { records, log } = capture();
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  log("info", "x", "y", cycle);
  expect(records).toHaveLength(1);
});

test("a logger of the host's own gets the level's method, the text and the data", () => {
  const said: unknown[] = [];
  const say = (level: string) => (message: string, data?: unknown) => said.push([level, message, data]);
  const logger = { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };
  const log = createLog({ logger, context: () => ({}) });
  log("debug", "a", "one");
  log("error", "b", "two", { n: 1 });
  expect(said).toEqual([
    ["debug", "one", undefined],
    ["error", "two", { n: 1 }],
  ]);
});
