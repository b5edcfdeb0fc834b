import { CommandStatus, terminalCommandStatuses } from "@opstage/contracts";
import { expect, test } from "vitest";
import {
  afterAgentLost,
  commandCan,
  dispatchDeadline,
  isTerminal,
  retryRefusal,
  runDeadline,
  statesBefore,
} from "./command-lifecycle";

test("terminal states are those that the contract names", () => {
  expect(CommandStatus.options.filter(isTerminal)).toEqual([...terminalCommandStatuses]);
});

test("a command that was never dispatched cannot complete", () => {
  expect(statesBefore("SUCCEEDED")).toEqual(["RUNNING"]);
  expect(commandCan.complete("PENDING")).toBe(false);
});

test("only what has not ended can be cancelled or expire", () => {
  expect(CommandStatus.options.filter(commandCan.cancel)).toEqual(["PENDING", "RUNNING"]);
  expect(CommandStatus.options.filter(commandCan.expire)).toEqual(["PENDING", "RUNNING"]);
  expect(CommandStatus.options.filter(commandCan.claim)).toEqual(["PENDING"]);
});

const ended = { type: "ACTION_EXECUTE", status: "FAILED", secretsErased: false } as const;

test.each([
  [ended, null],
  [{ ...ended, status: "EXPIRED" } as const, null],
  [{ ...ended, status: "CANCELLED" } as const, null],
  [{ ...ended, status: "SUCCEEDED" } as const, "COMMAND_ALREADY_COMPLETED"],
  [{ ...ended, status: "RUNNING" } as const, "COMMAND_NOT_RETRYABLE"],
  [{ ...ended, type: "ACTION_PREPARE", status: "SUCCEEDED" } as const, "COMMAND_NOT_RETRYABLE"],
  [{ ...ended, secretsErased: true }, "COMMAND_SECRET_ERASED"],
])("retrying %o answers %s", (command, refusal) => {
  expect(retryRefusal(command)).toBe(refusal);
});

test("a lost command runs again only if its action is idempotent and attempts are left", () => {
  expect(afterAgentLost({ idempotent: true, attempt: 2 }, 3)).toBe("PENDING");
  expect(afterAgentLost({ idempotent: true, attempt: 3 }, 3)).toBe("FAILED");
  expect(afterAgentLost({ idempotent: false, attempt: 1 }, 3)).toBe("FAILED");
});

test("a command waits for its agent no longer than its own limit and the default", () => {
  expect(dispatchDeadline({ now: 0, timeoutSeconds: null, ttlSeconds: 3600 })).toBe(3_600_000);
  expect(dispatchDeadline({ now: 0, timeoutSeconds: 60, ttlSeconds: 3600 })).toBe(60_000);
  expect(dispatchDeadline({ now: 0, timeoutSeconds: 7200, ttlSeconds: 3600 })).toBe(3_600_000);
});

test("a running command has its action's limit and a grace, else its lease, else the default", () => {
  const run = { startedAt: 0, timeoutSeconds: null, isLeased: true, ttlSeconds: 3600 };
  expect(runDeadline({ ...run, timeoutSeconds: 60 })).toBe(70_000);
  expect(runDeadline(run)).toBeNull();
  expect(runDeadline({ ...run, isLeased: false })).toBe(3_600_000);
});
