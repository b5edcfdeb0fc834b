import { StatusReason } from "@opstage/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commandRefusal } from "./availability";
import {
  type AgentFacts,
  agentStatus,
  agentStatusReason,
  effectiveStatus,
  type ServiceFacts,
  type StatusContext,
} from "./effective-status";

const now = Date.UTC(2026, 0, 1, 12);
const at: StatusContext = { now, readyAt: 0, thresholds: { offlineMs: 90_000, staleMs: 120_000 } };
const secondsAgo = (seconds: number) => now - seconds * 1000;
const agent = (facts: Partial<AgentFacts> = {}): AgentFacts => ({
  disabledAt: null,
  revokedAt: null,
  lastHeartbeatAt: secondsAgo(1),
  ...facts,
});
const service = (facts: Partial<ServiceFacts> = {}): ServiceFacts => ({
  healthStatus: "UP",
  healthMessage: null,
  lastReportedAt: secondsAgo(1),
  lastHealthAt: secondsAgo(1),
  ...facts,
});

test("an agent is OFFLINE once it is silent for longer than the threshold, not at it", () => {
  expect(agentStatus(agent({ lastHeartbeatAt: secondsAgo(90) }), at)).toBe("ONLINE");
  expect(agentStatus(agent({ lastHeartbeatAt: secondsAgo(90) - 1 }), at)).toBe("OFFLINE");
});

test("a decision outranks presence, and revoking outranks disabling", () => {
  expect(agentStatus(agent({ disabledAt: 1 }), at)).toBe("DISABLED");
  expect(agentStatus(agent({ disabledAt: 1, revokedAt: 1 }), at)).toBe("REVOKED");
});

test("an enabled agent is not ONLINE before it was heard", () => {
  expect(agentStatus(agent({ lastHeartbeatAt: null }), at)).toBe("PENDING");
});

test("silence before the server was ready is not the agent's", () => {
  const restarted = { ...at, readyAt: secondsAgo(10) };
  expect(agentStatus(agent({ lastHeartbeatAt: secondsAgo(3600) }), restarted)).toBe("ONLINE");
  const old = service({ lastReportedAt: secondsAgo(3600), lastHealthAt: secondsAgo(3600) });
  expect(effectiveStatus({ service: old, agent: agent() }, restarted).status).toBe("HEALTHY");
});

test.each([
  ["UP", "HEALTHY"],
  ["DEGRADED", "UNHEALTHY"],
  ["DOWN", "UNHEALTHY"],
  ["UNKNOWN", "UNKNOWN"],
] as const)("a fresh report of %s is %s, with what the service said", (healthStatus, status) => {
  const facts = { service: service({ healthStatus, healthMessage: "said so" }), agent: agent() };
  expect(effectiveStatus(facts, at)).toEqual({
    status,
    reason: { code: "HEALTH_REPORTED", since: "2026-01-01T11:59:59.000Z", message: "said so" },
  });
});

test("a service without any health sample is UNKNOWN", () => {
  expect(effectiveStatus({ service: service({ lastHealthAt: null }), agent: agent() }, at)).toEqual({
    status: "UNKNOWN",
    reason: { code: "NO_HEALTH_YET" },
  });
});

test("a living agent that says nothing of a service leaves it STALE", () => {
  const old = service({ lastReportedAt: secondsAgo(300), lastHealthAt: secondsAgo(121) });
  expect(effectiveStatus({ service: old, agent: agent() }, at)).toEqual({
    status: "STALE",
    reason: { code: "REPORT_STALE", since: "2026-01-01T11:57:59.000Z" },
  });
  const sampled = service({ lastReportedAt: secondsAgo(300), lastHealthAt: secondsAgo(120) });
  expect(effectiveStatus({ service: sampled, agent: agent() }, at).status).toBe("HEALTHY");
});

test.each([
  ["disabled", agent({ disabledAt: secondsAgo(60) }), "OFFLINE", "AGENT_DISABLED"],
  ["revoked", agent({ revokedAt: secondsAgo(60) }), "OFFLINE", "AGENT_REVOKED"],
  ["silent", agent({ lastHeartbeatAt: secondsAgo(91) }), "OFFLINE", "AGENT_SILENT"],
  ["gone", null, "OFFLINE", "AGENT_MISSING"],
  ["never heard", agent({ lastHeartbeatAt: null }), "STALE", "AGENT_NEVER_SEEN"],
] as const)("a healthy service of an agent that is %s counts by its agent", (_, owner, status, code) => {
  expect(effectiveStatus({ service: service(), agent: owner }, at)).toMatchObject({
    status,
    reason: { code },
  });
});

test.each([
  [agent(), null],
  [agent({ revokedAt: 1 }), "AGENT_REVOKED"],
  [agent({ disabledAt: 1 }), "AGENT_DISABLED"],
  [agent({ lastHeartbeatAt: 0 }), "AGENT_OFFLINE"],
  [agent({ lastHeartbeatAt: null }), "AGENT_NOT_READY"],
  [null, "AGENT_NOT_FOUND"],
])("only an agent in touch is given commands", (owner, refusal) => {
  expect(commandRefusal(owner, at)).toBe(refusal);
});

const instant = fc.integer({ min: now - 400_000, max: now });
const maybe = fc.option(instant);
const anyAgent = fc.option(fc.record({ disabledAt: maybe, revokedAt: maybe, lastHeartbeatAt: maybe }));
const anyService = fc.record({
  healthStatus: fc.constantFrom("UP", "DEGRADED", "DOWN", "UNKNOWN"),
  healthMessage: fc.option(fc.string()),
  lastReportedAt: maybe,
  lastHealthAt: maybe,
});

test("for any facts: a valid reason, OFFLINE exactly when the agent is out of reach, and only time makes it worse", () => {
  fc.assert(
    fc.property(anyAgent, anyService, instant, fc.nat(400_000), (owner, facts, readyAt, laterMs) => {
      const here = { ...at, readyAt };
      const { status, reason } = effectiveStatus({ service: facts, agent: owner }, here);
      StatusReason.parse(reason);
      if (owner) StatusReason.parse(agentStatusReason(owner, here));
      const isOut = owner === null || ["OFFLINE", "DISABLED", "REVOKED"].includes(agentStatus(owner, here));
      expect(status === "OFFLINE").toBe(isOut);
      const later = effectiveStatus({ service: facts, agent: owner }, { ...here, now: now + laterMs }).status;
      if (status === "OFFLINE") expect(later).toBe("OFFLINE");
      if (status === "STALE") expect(["STALE", "OFFLINE"]).toContain(later);
    }),
  );
});
