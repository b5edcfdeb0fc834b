import { SignedIn } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anonymousContext } from "../../testing/actors";
import { auditRows, codeOf } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { changePassword } from "../account/change-password";
import { endOtherSessions, endSession, listOwnSessions } from "../account/sessions";
import { bootstrap } from "../bootstrap/bootstrap";
import type { Deps, UserContext } from "../context";
import { createUser } from "../users/create";
import { resetPassword } from "../users/reset-password";
import { updateUser } from "../users/update";
import { authenticateSession, csrfGraceMs, isCsrfToken } from "./authenticate-session";
import { login } from "./login";
import { logout } from "./logout";
import { getMe } from "./me";
import { rotateCsrf } from "./rotate-csrf";

const owner = { username: "ada", password: "correct horse battery" };
const env = { OPSTAGE_ADMIN_USERNAME: owner.username, OPSTAGE_ADMIN_PASSWORD: owner.password };
const minute = 60_000;
const hour = 60 * minute;

let deps: TestDeps;
beforeEach(async () => {
  deps = await createTestDeps({ env });
  await bootstrap(deps);
});
afterEach(() => deps.remove());

const signIn = (credentials = owner, at: Deps = deps) => login(anonymousContext(at), credentials);
const find = (sessionId: `ses_${string}`, use: "active" | "background" = "background") =>
  authenticateSession(deps, { sessionId, use });

/** The signed-in person as the transport makes one. */
async function person(credentials = owner): Promise<UserContext> {
  const { sessionId } = await signIn(credentials);
  const open = await find(sessionId);
  if (open === null) throw new Error("The session is gone");
  return { ...anonymousContext(deps), actor: open.actor };
}

describe("signing in", () => {
  it("opens a session, notes the time, and writes down who and from where", async () => {
    const { signedIn, sessionId } = await signIn();
    expect(SignedIn.parse(signedIn).user).toMatchObject({
      username: "ada",
      lastLoginAt: "2026-01-01T00:00:00.000Z",
    });
    expect((await find(sessionId))?.actor).toMatchObject({ type: "USER", role: "owner", name: "ada" });
    const [row] = await auditRows(deps, "session.login.succeeded");
    expect(row).toMatchObject({
      actorId: signedIn.user.id,
      ipAddress: "192.0.2.7",
      userAgent: "test/1",
      targetId: null,
    });
  });

  it("answers an unknown name, a wrong password and a disabled user alike", async () => {
    const ctx = await person();
    const user = await createUser(ctx, { username: "eve", password: owner.password, role: "viewer" });
    await updateUser(ctx, { userId: user.id, status: "DISABLED" });
    const attempts = [
      { username: "nobody", password: owner.password },
      { username: "ada", password: "wrong" },
      { username: "eve", password: owner.password },
    ];
    const errors = await Promise.all(
      attempts.map((attempt) => signIn(attempt).catch((error: Error) => error.message)),
    );
    expect(new Set(errors)).toEqual(new Set(["Invalid username or password."]));
  });

  it("takes the work of one hash for a name that nobody has, as for one that somebody has", async () => {
    const checked: string[] = [];
    const watched: Deps = {
      ...deps,
      passwords: {
        ...deps.passwords,
        verify: (hash, password) => {
          checked.push("known");
          return deps.passwords.verify(hash, password);
        },
        verifyNobody: (password) => {
          checked.push("nobody");
          return deps.passwords.verifyNobody(password);
        },
      },
    };
    await signIn({ username: "nobody", password: "x" }, watched).catch(() => undefined);
    await signIn({ username: "ada", password: "x" }, watched).catch(() => undefined);
    expect(checked).toEqual(["nobody", "known"]);
  });

  it("writes a failure down with the name that was tried, never with the password", async () => {
    await signIn({ username: "ada", password: "my-secret-guess" }).catch(() => undefined);
    const [row] = await auditRows(deps, "session.login.failed");
    expect(row).toMatchObject({ result: "FAILURE", actorId: null, metadata: '{"username":"ada"}' });
    expect(JSON.stringify(row)).not.toContain("my-secret-guess");
  });

  it("warns owners, and only them, of a published secret and of the first password", async () => {
    expect((await signIn()).signedIn.warnings).toEqual(["BOOTSTRAP_PASSWORD_UNCHANGED"]);
    const ctx = await person();
    await createUser(ctx, { username: "vic", password: owner.password, role: "viewer" });
    expect((await signIn({ ...owner, username: "vic" })).signedIn.warnings).toEqual([]);
    await deps.clock.advance(minute);
    await changePassword(ctx, { currentPassword: owner.password, newPassword: "another long password" });
    expect((await signIn({ ...owner, password: "another long password" })).signedIn.warnings).toEqual([]);
  });
});

describe("a session", () => {
  it("ends after eight hours without use", async () => {
    const { sessionId } = await signIn();
    await deps.clock.advance(8 * hour - 1);
    expect(await find(sessionId)).not.toBeNull();
    await deps.clock.advance(1);
    expect(await find(sessionId)).toBeNull();
  });

  it("lives on while it is used, for seven days at most", async () => {
    const { sessionId } = await signIn();
    let days = 0;
    while ((await find(sessionId, "active")) !== null) {
      await deps.clock.advance(6 * hour);
      days += 0.25;
    }
    expect(days).toBe(7);
  });

  it("is not kept alive by a page that refreshes itself", async () => {
    const { sessionId } = await signIn();
    for (let hours = 0; hours < 8; hours++) {
      await find(sessionId, "background");
      await deps.clock.advance(hour);
    }
    expect(await find(sessionId)).toBeNull();
  });

  it("moves its end at most once a minute", async () => {
    const { sessionId } = await signIn();
    await deps.clock.advance(59_999);
    expect((await find(sessionId, "active"))?.wasExtended).toBe(false);
    await deps.clock.advance(1);
    expect((await find(sessionId, "active"))?.wasExtended).toBe(true);
    expect((await find(sessionId, "active"))?.wasExtended).toBe(false);
  });

  it("survives a restart of the server", async () => {
    const { sessionId } = await signIn();
    deps = await deps.restart();
    expect((await find(sessionId))?.actor.name).toBe("ada");
  });

  it("[seed 70] is over with its sign-out, and signing in again works", async () => {
    const ctx = await person();
    await logout(ctx);
    expect(await find(ctx.actor.sessionId)).toBeNull();
    expect(await codeOf(getMe(ctx))).toBe("UNAUTHORIZED");
    expect((await getMe(await person())).user.username).toBe("ada");
  });

  it.each([
    [
      "disabled",
      (ctx: UserContext, userId: `usr_${string}`) => updateUser(ctx, { userId, status: "DISABLED" }),
    ],
    [
      "given another role",
      (ctx: UserContext, userId: `usr_${string}`) => updateUser(ctx, { userId, role: "operator" }),
    ],
    [
      "given a new password",
      (ctx: UserContext, userId: `usr_${string}`) =>
        resetPassword(ctx, { userId, password: "brand new password" }),
    ],
  ])("ends at once when its user is %s", async (_what, change) => {
    const ctx = await person();
    const user = await createUser(ctx, { username: "vic", password: owner.password, role: "viewer" });
    const { sessionId } = await signIn({ ...owner, username: "vic" });
    expect(await find(sessionId)).not.toBeNull();
    await change(ctx, user.id);
    expect(await find(sessionId)).toBeNull();
    expect(await find(ctx.actor.sessionId)).not.toBeNull();
  });

  it("is listed to its owner, who can end the others or one of them, and nobody else's", async () => {
    const mine = await person();
    const second = await signIn();
    const third = await signIn();
    expect((await listOwnSessions(mine)).map(({ current }) => current).sort()).toEqual([false, false, true]);
    await endSession(mine, { sessionId: second.sessionId });
    expect(await find(second.sessionId)).toBeNull();
    const user = await createUser(mine, { username: "vic", password: owner.password, role: "viewer" });
    const stranger = await signIn({ ...owner, username: user.username });
    expect(await codeOf(endSession(mine, { sessionId: stranger.sessionId }))).toBe("SESSION_NOT_FOUND");
    expect(await endOtherSessions(mine)).toEqual({ endedSessions: 1 });
    expect(await find(third.sessionId)).toBeNull();
    expect(await find(stranger.sessionId)).not.toBeNull();
  });
});

describe("changing one's own password", () => {
  it("needs the current one, ends the other sessions and keeps this one", async () => {
    const ctx = await person();
    const other = await signIn();
    const newPassword = "another long password";
    expect(await codeOf(changePassword(ctx, { currentPassword: "wrong", newPassword }))).toBe(
      "CURRENT_PASSWORD_WRONG",
    );
    expect(await changePassword(ctx, { currentPassword: owner.password, newPassword })).toEqual({
      endedSessions: 1,
    });
    expect(await find(other.sessionId)).toBeNull();
    expect(await find(ctx.actor.sessionId)).not.toBeNull();
    expect(await codeOf(signIn())).toBe("UNAUTHORIZED");
    expect(await codeOf(signIn({ ...owner, password: newPassword }))).toBe("it succeeded");
  });
});

describe("a CSRF token", () => {
  it("[seed 69] stays good for five minutes after the next one was made, and no longer", async () => {
    const ctx = await person();
    const { csrfToken: first } = await getMe(ctx);
    const { csrfToken: second } = await rotateCsrf(ctx);
    expect(second).not.toBe(first);
    const session = (await find(ctx.actor.sessionId))?.session;
    if (session === undefined) throw new Error("The session is gone");
    const at = deps.clock.now();
    expect([first, second, "other", "", undefined].map((token) => isCsrfToken(session, token, at))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(isCsrfToken(session, first, at + csrfGraceMs + 1)).toBe(false);
    expect(isCsrfToken(session, second, at + csrfGraceMs + 1)).toBe(true);
    expect(await auditRows(deps, "session.csrf.refreshed")).toHaveLength(1);
  });
});
