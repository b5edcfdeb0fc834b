import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sampleId } from "../../store/sample-rows";
import { anonymousContext, userContext } from "../../testing/actors";
import {
  auditMetadata,
  auditRows,
  codeOf,
  givenAgent,
  givenRegistrationToken,
  registration,
  reportedAction,
  reportedService,
} from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { authenticateAgent } from "./authenticate";
import { disableAgent } from "./disable";
import { registerAgent } from "./register";
import { revokeAgent } from "./revoke";

let deps: TestDeps;
beforeEach(async () => {
  deps = await createTestDeps();
});
afterEach(() => deps.remove());

const register = (raw: string, body: Parameters<typeof registration>[1] = {}) =>
  registerAgent(anonymousContext(deps), registration(raw, body));

async function reasonOf(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return Reflect.get(Object(Reflect.get(Object(error), "details")), "reason");
}

describe("registering an agent", () => {
  it("[seed 02] exchanges the token for an agent token whose hash alone is stored", async () => {
    const token = await givenRegistrationToken(deps);
    const reply = await register(token.raw);
    expect(reply).toMatchObject({ heartbeatIntervalSeconds: 30, commandPollIntervalSeconds: 5 });
    expect(reply.agentToken).toMatch(/^opstage_agent_[\w-]{43}$/);
    const [stored] = await deps.store.lookup.agentTokens.list({ agentId: reply.agentId });
    expect(stored?.tokenHash).toBe(deps.tokens.hashToken(reply.agentToken));
    expect(await authenticateAgent(deps, { agentId: reply.agentId, token: reply.agentToken })).toMatchObject({
      type: "AGENT",
      id: reply.agentId,
      code: "worker",
    });
  });

  it("marks the token used by the agent and says all of it in the trail", async () => {
    const token = await givenRegistrationToken(deps);
    const { agentId } = await register(token.raw);
    expect(await deps.store.lookup.registrationTokens.get({ id: token.id })).toMatchObject({
      status: "USED",
      agentId,
      usedAt: deps.clock.now(),
    });
    expect(await auditRows(deps, "registration_token.consumed")).toMatchObject([
      { actorType: "AGENT", actorId: agentId, targetId: token.id },
    ]);
    expect(await auditRows(deps, "agent.registered")).toMatchObject([
      { actorType: "AGENT", targetId: agentId },
    ]);
    expect(await auditRows(deps, "agent.token.rotated")).toEqual([]);
  });

  it("[seed 75] refuses a consumed token", async () => {
    const { raw } = await givenRegistrationToken(deps);
    await register(raw);
    expect(await codeOf(register(raw))).toBe("REGISTRATION_TOKEN_INVALID");
    expect(await reasonOf(register(raw))).toBe("used");
  });

  it("[seed 76] refuses an expired token before any sweep has passed", async () => {
    const { raw } = await givenRegistrationToken(deps, { expiresAt: deps.clock.now() + 60_000 });
    await deps.clock.advance(60_000);
    expect(await codeOf(register(raw))).toBe("REGISTRATION_TOKEN_INVALID");
    expect(await reasonOf(register(raw))).toBe("expired");
  });

  it("[seed 77] refuses a revoked token", async () => {
    const { raw } = await givenRegistrationToken(deps, { status: "REVOKED" });
    expect(await codeOf(register(raw))).toBe("REGISTRATION_TOKEN_INVALID");
    expect(await reasonOf(register(raw))).toBe("revoked");
  });

  it("[seed 78] accepts a fresh token after a refused one", async () => {
    const old = await givenRegistrationToken(deps, { status: "EXPIRED" });
    expect(await codeOf(register(old.raw))).toBe("REGISTRATION_TOKEN_INVALID");
    const fresh = await givenRegistrationToken(deps);
    expect(await register(fresh.raw)).toHaveProperty("agentId");
  });

  it("refuses a token nobody created", async () => {
    expect(await reasonOf(register(deps.tokens.issueRegistration()))).toBe("unknown");
  });

  it("lets a bound token register its agent only, and is not consumed by another", async () => {
    const agent = await givenAgent(deps, { code: "mine" });
    const bound = await givenRegistrationToken(deps, { boundAgentId: agent.agentId });
    expect(await reasonOf(register(bound.raw, { agent: { code: "other" } }))).toBe("bound");
    const again = await register(bound.raw, { agent: { code: "mine" } });
    expect(again.agentId).toBe(agent.agentId);
  });

  it("[seed 19][seed 72] keeps the agent's identity and rotates its token, which stops working at once", async () => {
    const first = await givenAgent(deps);
    await authenticateAgent(deps, { agentId: first.agentId, token: first.token });
    const second = await givenAgent(deps);
    expect(second.agentId).toBe(first.agentId);
    expect(await codeOf(authenticateAgent(deps, { agentId: first.agentId, token: first.token }))).toBe(
      "UNAUTHORIZED",
    );
    expect(await auditMetadata(deps, "agent.token.rotated")).toEqual([{ revokedTokens: 1 }]);
  });

  it("gives a hundred registrations with one token one success", async () => {
    const { raw } = await givenRegistrationToken(deps);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        codeOf(register(raw, { agent: { code: `worker-${index}` } })),
      ),
    );
    expect(outcomes.filter((code) => code === "it succeeded")).toHaveLength(1);
    expect(outcomes.filter((code) => code === "REGISTRATION_TOKEN_INVALID")).toHaveLength(99);
    expect(await deps.store.lookup.agents.count({})).toBe(1);
  });

  it("answers a process again whose first answer was lost, with a token that replaces the lost one", async () => {
    const { raw } = await givenRegistrationToken(deps);
    const body = { instanceId: sampleId("ins") };
    const lost = await register(raw, body);
    await deps.clock.advance(15_000);
    const { agentId, agentToken } = await register(raw, body);
    expect(agentId).toBe(lost.agentId);
    expect(await codeOf(authenticateAgent(deps, { agentId, token: lost.agentToken }))).toBe("UNAUTHORIZED");
    await expect(authenticateAgent(deps, { agentId, token: agentToken })).resolves.toBeDefined();
    expect(await auditRows(deps, "registration_token.consumed")).toHaveLength(1);
    expect(await auditMetadata(deps, "agent.registered")).toEqual([{}, { repeated: true }]);
    expect(await auditMetadata(deps, "agent.token.rotated")).toEqual([{ revokedTokens: 1 }]);
  });

  it("answers nobody again: not another process, not after the first call, not ten minutes later, not once revoked", async () => {
    const instanceId = sampleId("ins");
    const used = async (raw: string, body = {}) => reasonOf(register(raw, { instanceId, ...body }));
    const { raw } = await givenRegistrationToken(deps);
    const { agentId, agentToken } = await register(raw, { instanceId });
    expect(await used(raw, { instanceId: sampleId("ins") })).toBe("used");
    expect(await used(raw, { instanceId: undefined })).toBe("used");
    expect(await used(raw, { agent: { code: "other" } })).toBe("used");
    await authenticateAgent(deps, { agentId, token: agentToken });
    expect(await used(raw)).toBe("used");
    await deps.flush();
    expect(await used(raw)).toBe("used");
    await expect(authenticateAgent(deps, { agentId, token: agentToken })).resolves.toBeDefined();

    const late = await givenRegistrationToken(deps);
    await register(late.raw, { instanceId });
    await deps.clock.advance(10 * 60_000 + 1);
    expect(await used(late.raw)).toBe("used");

    const revoked = await givenRegistrationToken(deps);
    await register(revoked.raw, { instanceId });
    await revokeAgent(await userContext(deps, "operator"), { agentId });
    expect(await used(revoked.raw)).toBe("used");
  });

  it("gives a hundred registrations of one process with one token one agent and one token that works", async () => {
    const { raw } = await givenRegistrationToken(deps);
    const instanceId = sampleId("ins");
    const replies = await Promise.all(Array.from({ length: 100 }, () => register(raw, { instanceId })));
    expect(new Set(replies.map(({ agentId }) => agentId)).size).toBe(1);
    expect(await deps.store.lookup.agents.count({})).toBe(1);
    const outcomes = await Promise.all(
      replies.map(({ agentId, agentToken }) =>
        codeOf(authenticateAgent(deps, { agentId, token: agentToken })),
      ),
    );
    expect(outcomes.filter((code) => code === "it succeeded")).toHaveLength(1);
    expect(await deps.store.lookup.agentTokens.count({ status: "ACTIVE" })).toBe(1);
  });

  it("refuses a disabled agent and leaves the token good", async () => {
    const agent = await givenAgent(deps);
    await disableAgent(await userContext(deps, "operator"), { agentId: agent.agentId });
    const { raw, id } = await givenRegistrationToken(deps);
    expect(await codeOf(register(raw))).toBe("AGENT_DISABLED");
    expect(await deps.store.lookup.registrationTokens.get({ id })).toMatchObject({ status: "ACTIVE" });
  });

  it("brings a revoked agent back and clears the revocation", async () => {
    const agent = await givenAgent(deps);
    await revokeAgent(await userContext(deps, "operator"), { agentId: agent.agentId });
    const again = await givenAgent(deps);
    expect(again.agentId).toBe(agent.agentId);
    expect(await deps.store.lookup.agents.get({ id: agent.agentId })).toMatchObject({ revokedAt: null });
    await expect(
      authenticateAgent(deps, { agentId: again.agentId, token: again.token }),
    ).resolves.toBeDefined();
  });

  it("stores the service it comes with, and its health, without a report in the trail", async () => {
    const { raw } = await givenRegistrationToken(deps);
    const { agentId } = await register(raw, { service: reportedService() });
    expect(await deps.store.lookup.services.get({ code: "demo" })).toMatchObject({
      agentId,
      healthStatus: "UP",
      lastAuditedStatus: "HEALTHY",
    });
    expect(await deps.store.lookup.configItems.count({})).toBe(1);
    expect(await deps.store.lookup.actions.count({})).toBe(1);
    expect(await auditRows(deps, "service.reported")).toEqual([]);
    expect(await auditRows(deps, "service.health.changed")).toEqual([]);
  });

  it("leaves nothing behind and the token good when its service is refused", async () => {
    const broken = reportedService({
      actions: [reportedAction({ inputSchema: { type: "object", properties: { a: { pattern: "(?=x)" } } } })],
    });
    const { raw, id } = await givenRegistrationToken(deps);
    expect(await codeOf(register(raw, { service: broken }))).toBe("ACTION_SCHEMA_INVALID");
    expect(await deps.store.lookup.agents.count({})).toBe(0);
    expect(await deps.store.lookup.registrationTokens.get({ id })).toMatchObject({ status: "ACTIVE" });
  });

  it("leaves the token good when a live agent has the code of its service", async () => {
    const owner = await givenRegistrationToken(deps);
    await register(owner.raw, { agent: { code: "owner" }, service: reportedService() });
    const { raw, id } = await givenRegistrationToken(deps);
    const attempt = register(raw, { agent: { code: "thief" }, service: reportedService() });
    expect(await codeOf(attempt)).toBe("CAPSULE_SERVICE_CODE_TAKEN");
    expect(await deps.store.lookup.registrationTokens.get({ id })).toMatchObject({ status: "ACTIVE" });
    expect(await deps.store.lookup.agents.get({ code: "thief" })).toBeNull();
  });

  it("remembers the instance, its SDK and its host", async () => {
    const agent = await givenAgent(deps, {
      instanceId: "ins_a",
      sdk: { name: "@opstage/agent", version: "0.1.0" },
      host: { hostname: "box", platform: "linux", pid: 7, startedAt: "2026-01-01T00:00:00Z" },
    });
    await deps.flush();
    expect(await deps.store.lookup.agents.get({ id: agent.agentId })).toMatchObject({
      instanceId: "ins_a",
      sdkName: "@opstage/agent",
      sdkVersion: "0.1.0",
      hostname: "box",
      pid: 7,
      processStartedAt: Date.UTC(2026, 0, 1),
    });
    expect(await deps.store.lookup.agentInstances.get({ id: "ins_a" })).toMatchObject({
      agentId: agent.agentId,
    });
  });
});
