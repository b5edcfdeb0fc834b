import type { CommandDetail } from "@opstage/contracts";
import { describe, expect, it } from "vitest";
import { textOf } from "../../_lib/i18n";
import { timelineSteps } from "./timeline-steps";

const command: CommandDetail = {
  id: "cmd_1",
  agentId: "agt_1",
  serviceId: "svc_1",
  type: "ACTION_EXECUTE",
  actionName: "echo",
  status: "CANCELLED",
  payload: {},
  createdByUserId: "usr_1",
  errorCode: null,
  errorMessage: null,
  createdAt: "2026-01-02T03:00:00.000Z",
  updatedAt: "2026-01-02T03:00:20.000Z",
  startedAt: "2026-01-02T03:00:01.000Z",
  completedAt: "2026-01-02T03:00:10.000Z",
  expiresAt: null,
  durationMs: 9_000,
  attempt: 1,
  timeoutSeconds: null,
  agentCode: "worker",
  agentName: null,
  serviceCode: "worker",
  serviceName: null,
  actionLabel: null,
  createdByName: "Ann",
  sourceCommandId: null,
  batchId: null,
  progressPercent: null,
  progressMessage: null,
  cancelRequestedAt: "2026-01-02T03:00:10.000Z",
  cancelAcknowledgedAt: "2026-01-02T03:00:11.000Z",
  cancelStoppedAt: "2026-01-02T03:00:12.000Z",
  cancelIgnored: false,
  queuedUntil: null,
  secretsErased: false,
  result: null,
  oneTimeSecret: null,
};

const steps = (changes: Partial<CommandDetail> = {}) =>
  timelineSteps({ ...command, ...changes }, (key, params) => textOf("en-US", key, params), "en-US");
const keys = (changes: Partial<CommandDetail> = {}) => steps(changes).map(({ key }) => key);

describe("a command's timeline", () => {
  it("shows a cancellation in the order in which it happened", () => {
    expect(keys()).toEqual(["created", "started", "asked", "end", "known", "stopped"]);
  });

  it("says that a handler ignores it, last, because that goes on", () => {
    expect(keys({ cancelIgnored: true, cancelStoppedAt: null }).at(-1)).toBe("ignored");
  });

  it("shows that it waits for its agent's return, and until when", () => {
    const waiting = {
      status: "PENDING",
      startedAt: null,
      completedAt: null,
      cancelRequestedAt: null,
      cancelAcknowledgedAt: null,
      cancelStoppedAt: null,
      queuedUntil: "2026-01-02T11:00:00.000Z",
    } as const;
    expect(keys(waiting)).toEqual(["created", "queued", "next"]);
  });

  it("says which attempt it is and what became of the one before", () => {
    const started = steps({ attempt: 2 }).find(({ key }) => key === "started");
    expect(started?.note).toContain("attempt 2: the agent was lost during attempt 1");
    const end = steps({ status: "FAILED", errorCode: "AGENT_LOST" }).find(({ key }) => key === "end");
    expect(end?.note).toContain("The agent was lost");
  });
});
