import { afterEach, beforeEach, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import { auditRows, codeOf, givenAgent } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { changeAgents } from "./change-many";
import { revokeAgent } from "./revoke";

let deps: TestDeps;
beforeEach(async () => {
  deps = await createTestDeps();
});
afterEach(() => deps.remove());

it("says of every agent what became of it; one that cannot be changed is in nobody's way", async () => {
  const operator = await userContext(deps, "operator");
  const one = await givenAgent(deps, { code: "one" });
  const revoked = await givenAgent(deps, { code: "revoked" });
  const two = await givenAgent(deps, { code: "two" });
  await revokeAgent(operator, revoked);
  const agentIds = [one.agentId, revoked.agentId, "agt_none" as const, two.agentId];
  expect(await changeAgents(operator, { agentIds, change: "DISABLE" })).toMatchObject([
    { name: "one", status: "DISABLED", errorCode: null },
    { name: "revoked", status: "REVOKED", errorCode: "AGENT_REVOKED" },
    { name: null, status: null, errorCode: "AGENT_NOT_FOUND" },
    { name: "two", status: "DISABLED", errorCode: null },
  ]);
  expect(await auditRows(deps, "agent.disabled")).toHaveLength(2);
  await changeAgents(operator, { agentIds: [one.agentId], change: "ENABLE" });
  expect(await deps.store.lookup.agents.get({ id: one.agentId })).toMatchObject({ disabledAt: null });
});

it("is not for viewers", async () => {
  const viewer = await userContext(deps, "viewer");
  const change = changeAgents(viewer, { agentIds: ["agt_none"], change: "DISABLE" });
  expect(await codeOf(change)).toBe("FORBIDDEN");
});
