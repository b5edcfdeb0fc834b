import { CreatedRegistrationToken, RegistrationToken } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anonymousContext, userContext } from "../../testing/actors";
import { auditRows, codeOf, registration } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { registerAgent } from "../agents/register";
import type { UserContext } from "../context";
import { createRegistrationToken } from "./create";
import { deleteRegistrationToken } from "./delete";
import { revokeRegistrationToken } from "./revoke";

let deps: TestDeps;
let operator: UserContext;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
});
afterEach(() => deps.remove());

const create = (expiresInSeconds?: number) =>
  createRegistrationToken(operator, { name: "for a test", expiresInSeconds });
const use = (token: { token: string }) => registerAgent(anonymousContext(deps), registration(token.token));
const revoke = (tokenId: `tok_${string}`) => revokeRegistrationToken(operator, { tokenId });
const remove = (tokenId: `tok_${string}`) => deleteRegistrationToken(operator, { tokenId });

describe("a registration token", () => {
  it("[seed 2] is shown once: the database has only its hash", async () => {
    const created = await create();
    expect(CreatedRegistrationToken.parse(created).token).toMatch(/^opstage_reg_[A-Za-z0-9_-]{43}$/);
    expect(created.rawToken).toBe(created.token);
    const row = await deps.store.lookup.registrationTokens.get({ id: created.id });
    expect(JSON.stringify(row)).not.toContain(created.token);
    expect(row?.tokenHash).toBe(deps.tokens.hashToken(created.token));
    expect(JSON.stringify(await auditRows(deps, "registration_token.created"))).not.toContain(created.token);
  });

  it("[seed 78] registers an agent when it is fresh", async () => {
    expect((await use(await create())).agentId).toMatch(/^agt_/);
  });

  it("never expires unless somebody said when", async () => {
    expect((await create()).expiresAt).toBeNull();
    expect((await create(60)).expiresAt).toBe("2026-01-01T00:01:00.000Z");
  });

  it("[seed 77] registers nobody once it is revoked", async () => {
    const token = await create();
    expect(RegistrationToken.parse(await revoke(token.id)).status).toBe("REVOKED");
    expect(await codeOf(use(token))).toBe("REGISTRATION_TOKEN_INVALID");
  });

  it("cannot be revoked when it was used, revoked or has expired", async () => {
    const used = await create();
    await use(used);
    const revoked = await create();
    await revoke(revoked.id);
    const expired = await create(60);
    await deps.clock.advance(60_000);
    for (const { id } of [used, revoked, expired]) {
      expect(await codeOf(revoke(id))).toBe("REGISTRATION_TOKEN_NOT_REVOCABLE");
    }
    expect((await deps.store.lookup.registrationTokens.get({ id: used.id }))?.status).toBe("USED");
  });

  it("can be deleted once it is expired or revoked, also before a sweep has passed", async () => {
    const active = await create();
    const revoked = await create();
    await revoke(revoked.id);
    const expired = await create(60);
    await deps.clock.advance(60_000);
    expect(await codeOf(remove(active.id))).toBe("REGISTRATION_TOKEN_NOT_DELETABLE");
    expect((await remove(expired.id)).status).toBe("EXPIRED");
    expect((await remove(revoked.id)).status).toBe("REVOKED");
    expect(await deps.store.lookup.registrationTokens.count({})).toBe(1);
  });

  it("that nobody knows is 404, and no success is written down", async () => {
    expect(await codeOf(revoke("tok_none"))).toBe("REGISTRATION_TOKEN_NOT_FOUND");
    expect(await codeOf(remove("tok_none"))).toBe("REGISTRATION_TOKEN_NOT_FOUND");
    expect(await deps.store.lookup.auditEvents.count({})).toBe(0);
  });

  it("can be bound to an agent that exists", async () => {
    const { agentId } = await use(await create());
    const bound = await createRegistrationToken(operator, { name: "again", boundAgentId: agentId });
    expect(bound).toMatchObject({ boundAgentId: agentId, boundAgentCode: "worker" });
    const unknown = createRegistrationToken(operator, { name: "again", boundAgentId: "agt_none" });
    expect(await codeOf(unknown)).toBe("AGENT_NOT_FOUND");
  });
});
