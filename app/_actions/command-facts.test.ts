import type { Command } from "@opstage/contracts";
import { describe, expect, it } from "vitest";
import { elapsedMs, followInterval, retryObstacle } from "./command-facts";

const at = (second: number) => new Date(second * 1000).toISOString();
const command = (facts: Partial<Command>): Command => ({
  id: "cmd_1",
  agentId: "agt_1",
  serviceId: "svc_1",
  type: "ACTION_EXECUTE",
  actionName: "echo",
  status: "FAILED",
  payload: {},
  createdByUserId: null,
  errorCode: null,
  errorMessage: null,
  createdAt: at(0),
  updatedAt: at(10),
  startedAt: at(1),
  completedAt: at(10),
  expiresAt: null,
  durationMs: 9000,
  attempt: 1,
  timeoutSeconds: null,
  agentCode: null,
  agentName: null,
  serviceCode: null,
  serviceName: null,
  actionLabel: null,
  createdByName: null,
  sourceCommandId: null,
  batchId: null,
  progressPercent: null,
  progressMessage: null,
  cancelRequestedAt: null,
  cancelAcknowledgedAt: null,
  cancelStoppedAt: null,
  cancelIgnored: false,
  queuedUntil: null,
  secretsErased: false,
  ...facts,
});

describe("a command on screen", () => {
  it("may be retried after it failed, expired or was cancelled", () => {
    for (const status of ["FAILED", "EXPIRED", "CANCELLED"] as const) {
      expect(retryObstacle(command({ status }))).toBeNull();
    }
  });

  it("says why it may not be retried", () => {
    expect(retryObstacle(command({ type: "ACTION_PREPARE" }))).toBe("commands.retryNotPrepare");
    expect(retryObstacle(command({ status: "SUCCEEDED" }))).toBe("commands.retryNotSucceeded");
    expect(retryObstacle(command({ status: "RUNNING" }))).toBe("commands.retryNotEnded");
    expect(retryObstacle(command({ secretsErased: true }))).toBe("commands.retrySecretsErased");
  });

  it("is followed until it has ended, and a cancelled one until its handler has stopped", () => {
    expect(followInterval(command({ status: "PENDING" }), 0)).toBeGreaterThan(0);
    expect(followInterval(command({}), 11_000)).toBe(false);
    const cancelled = command({ status: "CANCELLED", cancelRequestedAt: at(10) });
    expect(followInterval(cancelled, 12_000)).toBeGreaterThan(0);
    expect(followInterval({ ...cancelled, cancelStoppedAt: at(11) }, 12_000)).toBe(false);
    expect(followInterval(cancelled, 90_000)).toBe(false);
  });

  it("counts its time from its creation to its end, or until now", () => {
    expect(elapsedMs(command({}), 60_000)).toBe(10_000);
    expect(elapsedMs(command({ status: "RUNNING", completedAt: null }), 60_000)).toBe(60_000);
  });
});
