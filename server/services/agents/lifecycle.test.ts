import { Agent } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agentContext, userContext } from "../../testing/actors";
import { auditMetadata, auditRows, codeOf, givenAgent, givenService } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import type { UserContext } from "../context";
import { authenticateAgent } from "./authenticate";
import { disableAgent } from "./disable";
import { enableAgent } from "./enable";
import { heartbeat } from "./heartbeat";
import { probeAgent } from "./probe";
import { removeAgent } from "./remove";
import { revokeAgent } from "./revoke";

let deps: TestDeps;
let operator: UserContext;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
});
afterEach(() => deps.remove());

const authenticate = (agent: { agentId: `agt_${string}`; token: string }) =>
  authenticateAgent(deps, { agentId: agent.agentId, token: agent.token });

describe("an agent's token", () => {
  it("[seed 24] opens its own agent only", async () => {
    const one = await givenAgent(deps, { code: "one" });
    const two = await givenAgent(deps, { code: "two" });
    expect(await codeOf(authenticate({ agentId: two.agentId, token: one.token }))).toBe("UNAUTHORIZED");
    expect(await codeOf(authenticate(one))).toBe("it succeeded");
  });

  it("[seed 71] is refused when it is missing, made up or rotated away", async () => {
    const agent = await givenAgent(deps);
    const { agentId } = agent;
    expect(await codeOf(authenticateAgent(deps, { agentId, token: undefined }))).toBe("UNAUTHORIZED");
    expect(await codeOf(authenticate({ agentId, token: deps.tokens.issueAgent() }))).toBe("UNAUTHORIZED");
    await givenAgent(deps);
    expect(await codeOf(authenticate(agent))).toBe("UNAUTHORIZED");
  });

  it("is proved by a probe that leaves no trace", async () => {
    const agent = await givenAgent(deps);
    await deps.clock.advance(30_000);
    const before = deps.presence.lastSeenAt(agent.agentId);
    const reply = await probeAgent(agentContext(deps, agent));
    expect(reply).toMatchObject({ agentId: agent.agentId, serverTime: "2026-01-01T00:00:30.000Z" });
    expect(deps.presence.lastSeenAt(agent.agentId)).toBe(before);
    expect(await auditRows(deps, "agent.heartbeat.received")).toEqual([]);
  });
});

describe("disabling an agent", () => {
  it("[seed 82] refuses its next call with AGENT_DISABLED, and enabling restores the same token", async () => {
    const agent = await givenAgent(deps);
    const disabled = await disableAgent(operator, { agentId: agent.agentId });
    expect(Agent.parse(disabled)).toMatchObject({
      status: "DISABLED",
      statusReason: { code: "AGENT_DISABLED" },
    });
    expect(await codeOf(authenticate(agent))).toBe("AGENT_DISABLED");
    const enabled = await enableAgent(operator, { agentId: agent.agentId });
    expect(enabled).toMatchObject({ status: "ONLINE", disabledAt: null });
    expect(await codeOf(authenticate(agent))).toBe("it succeeded");
  });

  it("makes its services OFFLINE with the reason, in the trail too, and enabling brings them back", async () => {
    const agent = await givenService(deps);
    await disableAgent(operator, agent);
    await enableAgent(operator, agent);
    expect(await auditMetadata(deps, "service.status.changed")).toEqual([
      { from: "HEALTHY", to: "OFFLINE", reason: "AGENT_DISABLED" },
      { from: "OFFLINE", to: "HEALTHY", reason: "HEALTH_REPORTED" },
    ]);
  });

  it("claims no contact: an enabled agent that stays silent is OFFLINE", async () => {
    const agent = await givenAgent(deps);
    await disableAgent(operator, agent);
    await deps.clock.advance(91_000);
    expect(await enableAgent(operator, agent)).toMatchObject({ status: "OFFLINE" });
  });

  it("is audited with who did it and from where, and once when it is repeated", async () => {
    const agent = await givenAgent(deps);
    await disableAgent(operator, agent);
    await disableAgent(operator, agent);
    expect(await auditRows(deps, "agent.disabled")).toMatchObject([
      {
        actorType: "USER",
        actorId: operator.actor.id,
        actorName: "operator",
        targetId: agent.agentId,
        ipAddress: "192.0.2.7",
        userAgent: "test/1",
      },
    ]);
  });

  it("is refused for an unknown or revoked agent and for viewers", async () => {
    const agent = await givenAgent(deps);
    expect(await codeOf(disableAgent(operator, { agentId: "agt_none" }))).toBe("AGENT_NOT_FOUND");
    expect(await codeOf(disableAgent(await userContext(deps, "viewer"), agent))).toBe("FORBIDDEN");
    await revokeAgent(operator, agent);
    expect(await codeOf(disableAgent(operator, agent))).toBe("AGENT_REVOKED");
    expect(await codeOf(enableAgent(operator, agent))).toBe("AGENT_REVOKED");
  });
});

describe("revoking an agent", () => {
  it("[seed 82] ends all its tokens at once and shows why", async () => {
    const agent = await givenService(deps);
    const revoked = await revokeAgent(operator, agent);
    expect(revoked).toMatchObject({ status: "REVOKED", statusReason: { code: "AGENT_REVOKED" } });
    expect(await codeOf(authenticate(agent))).toBe("UNAUTHORIZED");
    expect(await deps.store.lookup.agentTokens.list({ agentId: agent.agentId })).toMatchObject([
      { status: "REVOKED", revokedAt: deps.clock.now() },
    ]);
    expect(await auditRows(deps, "agent.revoked")).toHaveLength(1);
  });
});

describe("removing an agent", () => {
  it("is refused while it is online", async () => {
    const agent = await givenAgent(deps);
    expect(await codeOf(removeAgent(operator, agent))).toBe("AGENT_STILL_ACTIVE");
  });

  it("forgets a dead one with its services and tokens, and says so", async () => {
    const agent = await givenService(deps);
    await disableAgent(operator, agent);
    expect(await removeAgent(operator, agent)).toMatchObject({ id: agent.agentId, serviceCount: 1 });
    expect(await deps.store.lookup.services.count({})).toBe(0);
    expect(await deps.store.lookup.agentTokens.count({})).toBe(0);
    expect(await codeOf(authenticate(agent))).toBe("UNAUTHORIZED");
    expect(await auditMetadata(deps, "agent.removed")).toEqual([
      { code: "worker", status: "DISABLED", serviceCodes: ["demo"] },
    ]);
    expect(await codeOf(removeAgent(operator, agent))).toBe("AGENT_NOT_FOUND");
  });
});

describe("a contact", () => {
  it("of a second live instance is said once, a restart is not", async () => {
    const agent = await givenAgent(deps);
    const speak = (instanceId: `ins_${string}`) => heartbeat(agentContext(deps, agent), { instanceId });
    await speak("ins_a");
    await speak("ins_b");
    expect(await auditRows(deps, "agent.instance.conflict")).toEqual([]);
    await speak("ins_a");
    await speak("ins_b");
    expect(await auditMetadata(deps, "agent.instance.conflict")).toEqual([
      { instanceIds: ["ins_a", "ins_b"] },
    ]);
  });
});
