import { User } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sampleSession } from "../../store/sample-rows";
import { userContext } from "../../testing/actors";
import { auditMetadata, auditRows, codeOf } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import type { UserContext } from "../context";
import { createUser } from "./create";
import { getUser } from "./get";
import { listUsers } from "./list";
import { resetPassword } from "./reset-password";
import { endUserSessions, listUserSessions } from "./sessions";
import { updateUser } from "./update";

let deps: TestDeps;
let owner: UserContext;
beforeEach(async () => {
  deps = await createTestDeps();
  owner = await userContext(deps, "owner");
});
afterEach(() => deps.remove());

const password = "a long enough password";
const add = (username: string, role: "owner" | "operator" | "viewer" = "viewer") =>
  createUser(owner, { username, password, role });

describe("creating a user", () => {
  it("stores a hash and never the password, and says who was created with which role", async () => {
    const user = await add("vic");
    expect(User.parse(user)).toMatchObject({ username: "vic", role: "viewer", status: "ACTIVE" });
    const row = await deps.store.lookup.users.get({ id: user.id });
    expect(row?.passwordHash).toMatch(/^\$argon2id\$/);
    expect(await auditMetadata(deps, "user.created")).toEqual([{ username: "vic", role: "viewer" }]);
  });

  it("refuses a name that is taken", async () => {
    await add("vic");
    expect(await codeOf(add("vic"))).toBe("USER_ALREADY_EXISTS");
  });

  it("refuses a password that repeats the name", async () => {
    const twin = { username: "a-long-username", password: "A-Long-Username", role: "viewer" as const };
    expect(await codeOf(createUser(owner, twin))).toBe("VALIDATION_FAILED");
  });

  it("is for owners alone", async () => {
    const operator = await userContext(deps, "operator");
    expect(await codeOf(createUser(operator, { username: "x", password, role: "owner" }))).toBe("FORBIDDEN");
  });
});

describe("the last active owner", () => {
  it("can neither be demoted nor disabled", async () => {
    for (const patch of [{ role: "viewer" as const }, { status: "DISABLED" as const }]) {
      expect(await codeOf(updateUser(owner, { userId: owner.actor.id, ...patch }))).toBe(
        "LAST_OWNER_REQUIRED",
      );
    }
    expect(await auditRows(deps, "user.updated")).toEqual([]);
  });

  it("may go once there is another one, and of two that leave at once one stays", async () => {
    const second = await add("second", "owner");
    const leave = (userId: typeof second.id) => codeOf(updateUser(owner, { userId, role: "viewer" }));
    const outcomes = await Promise.all([leave(owner.actor.id), leave(second.id)]);
    expect(outcomes.sort()).toEqual(["LAST_OWNER_REQUIRED", "it succeeded"]);
  });

  it("does not count who is disabled", async () => {
    const second = await add("second", "owner");
    await updateUser(owner, { userId: second.id, status: "DISABLED" });
    expect(await codeOf(updateUser(owner, { userId: owner.actor.id, role: "viewer" }))).toBe(
      "LAST_OWNER_REQUIRED",
    );
  });
});

describe("a user's sessions", () => {
  const givenSessions = (...facts: Parameters<typeof sampleSession>[0][]) =>
    deps.store.transaction(async (tx) => {
      for (const fact of facts) await tx.sessions.insert(sampleSession(fact));
    });

  it("are counted in the list and told one by one, without those that have ended", async () => {
    const { id: userId } = await add("vic");
    const now = deps.clock.now();
    await givenSessions({ userId, expiresAt: now + 1, userAgent: "one" }, { userId, expiresAt: now });
    expect(await listUserSessions(owner, { userId })).toMatchObject([{ userAgent: "one", current: false }]);
    const page = await listUsers(owner, { page: 1, pageSize: 20, sort: [], q: "vic" });
    expect(page.items).toMatchObject([{ username: "vic", activeSessions: 1 }]);
    expect(await getUser(owner, { userId })).toEqual(page.items[0]);
  });

  it("are ended by an owner at once, but for the one that asks, and it is written down", async () => {
    const expiresAt = deps.clock.now() + 60_000;
    const { id: userId } = await add("vic");
    await givenSessions(
      { userId, expiresAt },
      { userId: owner.actor.id, expiresAt },
      { userId: owner.actor.id, id: owner.actor.sessionId, expiresAt },
    );
    expect(await endUserSessions(owner, { userId })).toEqual({ endedSessions: 1 });
    expect(await endUserSessions(owner, { userId: owner.actor.id })).toEqual({ endedSessions: 1 });
    expect(await listUserSessions(owner, { userId: owner.actor.id })).toMatchObject([{ current: true }]);
    expect(await auditMetadata(deps, "user.sessions.ended")).toHaveLength(2);
  });

  it("are the owners' business alone", async () => {
    const operator = await userContext(deps, "operator");
    const userId = owner.actor.id;
    expect(await codeOf(listUserSessions(operator, { userId }))).toBe("FORBIDDEN");
    expect(await codeOf(endUserSessions(operator, { userId }))).toBe("FORBIDDEN");
  });
});

describe("an unknown user", () => {
  it("is answered with USER_NOT_FOUND and leaves no trace", async () => {
    expect(await codeOf(updateUser(owner, { userId: "usr_none", role: "viewer" }))).toBe("USER_NOT_FOUND");
    expect(await codeOf(resetPassword(owner, { userId: "usr_none", password }))).toBe("USER_NOT_FOUND");
    expect(await codeOf(getUser(owner, { userId: "usr_none" }))).toBe("USER_NOT_FOUND");
    expect(await codeOf(listUserSessions(owner, { userId: "usr_none" }))).toBe("USER_NOT_FOUND");
    expect(await codeOf(endUserSessions(owner, { userId: "usr_none" }))).toBe("USER_NOT_FOUND");
    expect(await deps.store.lookup.auditEvents.count({})).toBe(0);
  });
});
