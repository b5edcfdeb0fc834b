import { request as httpRequest } from "node:http";
import { AuditEvent, adminOperations, systemOperations } from "@opstage/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type Mount,
  mountNames,
  type Person,
  read,
  sendJson,
  signIn,
  signInAs,
  startMount,
} from "../../testing/http-client";
import { testOwner } from "../../testing/test-server";

const Page = z.object({ page: z.number(), pageSize: z.number(), total: z.number() });
const json = { "content-type": "application/json" };

/** The same promises, whichever way a request comes in. */
describe.each(mountNames)("the API on %s", (name) => {
  let mount: Mount;
  let owner: Person;
  beforeAll(async () => {
    mount = await startMount(name);
    owner = await signIn(mount);
  });
  afterAll(() => mount.server.remove());

  const lastAudit = async (): Promise<AuditEvent> => {
    const { body } = await owner.get("/api/admin/audit-events?pageSize=1");
    return AuditEvent.parse(z.array(z.unknown()).parse(body.data)[0]);
  };

  describe("answers", () => {
    it("its health to everybody, without telling where the database is", async () => {
      const answer = await read(await mount.fetch("/api/system/health"));
      expect(answer.status).toBe(200);
      expect(systemOperations.system.health.data.parse(answer.body.data).status).toBe("UP");
      expect(answer.text).not.toContain("opstage.db");
      expect((await read(await mount.fetch("/health"))).body.data).toEqual({ status: "UP" });
    });

    it("[seed 97] its version to everybody", async () => {
      const { body } = await read(await mount.fetch("/api/system/version"));
      expect(body.data).toMatchObject({ edition: "ce", version: expect.any(String) });
    });

    it("the OpenAPI document as it is", async () => {
      const reply = await mount.fetch("/api/openapi.json");
      expect(reply.headers.get("content-type")).toContain("application/json");
      expect(await reply.json()).toMatchObject({ openapi: "3.1.0" });
    });

    it("every call with a request id of its own", async () => {
      const ids = await Promise.all(
        ["/health", "/api/admin/users", "/api/none", "/api/agents/agt_x/commands"].map(async (path) =>
          (await mount.fetch(path)).headers.get("x-request-id"),
        ),
      );
      expect(new Set(ids).size).toBe(4);
      expect(ids).not.toContain(null);
    });

    it("lists with their pagination beside the data", async () => {
      const answer = await owner.get("/api/admin/users?page=1&pageSize=5");
      expect(Page.parse(answer.body.pagination)).toMatchObject({ page: 1, pageSize: 5 });
      expect(z.array(adminOperations.users.list.data).parse(answer.body.data)[0]?.username).toBe(
        testOwner.username,
      );
    });

    it("browsers with headers that forbid everything a data reply never needs", async () => {
      const { headers } = await mount.fetch("/api/admin/users");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    });

    it("the audit trail as a file while it is read", async () => {
      const reply = await mount.fetch("/api/admin/audit-events/export?format=csv", {
        headers: { cookie: owner.cookie },
      });
      expect(reply.headers.get("content-disposition")).toMatch(
        /^attachment; filename="opstage-audit-\d+\.csv"$/,
      );
      const text = await reply.text();
      expect(text.split("\r\n")[0]).toContain('"ipAddress","userAgent"');
      expect(text).toContain("session.login.succeeded");
      const asJson = await read(
        await mount.fetch("/api/admin/audit-events/export", { headers: { cookie: owner.cookie } }),
      );
      expect(z.array(AuditEvent).parse(asJson.body.data).length).toBeGreaterThan(0);
      expect(asJson.body.success).toBe(true);
    });
  });

  describe("refuses", () => {
    it.each(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])(
      "%s of an unknown path with 404 NOT_FOUND",
      async (method) => {
        for (const path of [
          "/api/none",
          "/api/admin/none",
          "/api/agents/agt_x/none",
          "/api/admin/users/x/y/z",
        ]) {
          const answer = await read(await mount.fetch(path, { method }));
          expect([path, answer.status, answer.body.error?.code]).toEqual([path, 404, "NOT_FOUND"]);
        }
      },
    );

    it("a HEAD of an operation with effects, so that none happens", async () => {
      const reply = await mount.fetch("/api/admin/capsule-services/svc_x/actions/echo", {
        method: "HEAD",
        headers: { cookie: owner.cookie },
      });
      expect(reply.status).toBe(404);
    });

    it("a path that cannot be decoded with 400", async () => {
      const answer = await read(await mount.fetch("/api/admin/users/%E0%A4%A"));
      expect([answer.status, answer.body.error?.code]).toEqual([400, "REQUEST_ERROR"]);
    });

    it("malformed JSON with 400, before anything else looks at it", async () => {
      const answer = await read(
        await mount.fetch("/api/admin/auth/login", { method: "POST", headers: json, body: "{" }),
      );
      expect([answer.status, answer.body.error?.code]).toEqual([400, "REQUEST_ERROR"]);
    });

    it("an empty body that says it is JSON with 400, except where a body is optional", async () => {
      const login = await mount.fetch("/api/admin/auth/login", { method: "POST", headers: json, body: "" });
      expect(login.status).toBe(400);
      const created = await mount.fetch("/api/admin/registration-tokens", {
        method: "POST",
        headers: { ...json, cookie: owner.cookie, "x-csrf-token": owner.signedIn.csrfToken },
        body: "",
      });
      expect(created.status).toBe(200);
    });

    it("another media type with 415", async () => {
      const answer = await read(
        await mount.fetch("/api/admin/auth/login", {
          method: "POST",
          headers: { "content-type": "text/plain" },
          body: "username=a",
        }),
      );
      expect([answer.status, answer.body.error?.code]).toEqual([415, "REQUEST_ERROR"]);
    });

    it("a body above the limit with 413 PAYLOAD_TOO_LARGE", async () => {
      const answer = await sendJson(mount, "/api/admin/auth/login", {
        username: "a".repeat(1_100_000),
        password: "b",
      });
      expect([answer.status, answer.body.error?.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    });

    it("a body that is nested too deep, or that reaches for prototypes, with 400", async () => {
      const deep = `${'{"a":'.repeat(2000)}1${"}".repeat(2000)}`;
      for (const body of [deep, '{"username":"a","password":"b","__proto__":{"x":1}}']) {
        const answer = await read(
          await mount.fetch("/api/admin/auth/login", { method: "POST", headers: json, body }),
        );
        expect([answer.status, answer.body.error?.code]).toEqual([400, "REQUEST_ERROR"]);
      }
    });

    it("wrong values with 422 and the path of each", async () => {
      const answer = await owner.send("POST", "/api/admin/users", {
        username: "",
        password: "short",
        role: "king",
      });
      expect([answer.status, answer.body.error?.code]).toEqual([422, "VALIDATION_FAILED"]);
      const { issues } = z
        .object({ issues: z.array(z.object({ path: z.string() })) })
        .parse(answer.body.error?.details);
      expect(issues.map(({ path }) => path).sort()).toEqual(["password", "role", "username"]);
    });

    it.each([
      ["page=abc", 422],
      ["pageSize=1.5", 422],
      ["page=0&pageSize=5000", 200],
      ["status=", 200],
      ["q=%20", 422],
      ["role=king", 422],
      ["role=owner&role=king", 200],
      ["sort=password", 422],
      ["sort=-username,role", 200],
    ])("or accepts the query %s with %i", async (query, status) => {
      expect((await owner.get(`/api/admin/users?${query}`)).status).toBe(status);
    });

    it("never treats % and _ of a search as wildcards", async () => {
      expect(Page.parse((await owner.get("/api/admin/users?q=%25")).body.pagination).total).toBe(0);
      expect(Page.parse((await owner.get("/api/admin/users?q=OWNER")).body.pagination).total).toBeGreaterThan(
        0,
      );
    });
  });

  describe("knows people by session", () => {
    it("[seed 66] signs in with a signed cookie that scripts cannot read", async () => {
      const reply = await mount.fetch("/api/admin/auth/login", {
        method: "POST",
        headers: json,
        body: JSON.stringify(testOwner),
      });
      const [cookie = ""] = reply.headers.getSetCookie();
      expect(cookie).toMatch(
        /^opstage_session=Fe26\.2\*[^;]+; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax$/,
      );
    });

    it("refuses strangers, made-up cookies and wrong passwords alike, with 401", async () => {
      for (const cookie of [
        "",
        "opstage_session=",
        "opstage_session=x",
        `${owner.cookie.slice(0, 60)}${owner.cookie[60] === "a" ? "b" : "a"}${owner.cookie.slice(61)}`,
        "opstage_session=Fe26.2*a*b*c*d*e*f*g",
      ]) {
        const answer = await read(await mount.fetch("/api/admin/users", { headers: { cookie } }));
        expect([cookie, answer.status, answer.body.error?.code]).toEqual([cookie, 401, "UNAUTHORIZED"]);
      }
      const unknown = await sendJson(mount, "/api/admin/auth/login", { username: "nobody", password: "x" });
      const wrong = await sendJson(mount, "/api/admin/auth/login", { ...testOwner, password: "x" });
      expect([unknown.status, wrong.status]).toEqual([401, 401]);
      expect(unknown.body.error).toEqual(wrong.body.error);
    });

    it("asks for the session before it reads the body", async () => {
      const reply = await mount.fetch("/api/admin/users", { method: "POST", headers: json, body: "{" });
      expect(reply.status).toBe(401);
    });

    it("ends a session with its sign-out", async () => {
      const person = await signIn(mount);
      const out = await person.send("POST", "/api/admin/auth/logout");
      expect([out.status, out.text]).toEqual([200, '{"success":true}']);
      expect(out.headers.getSetCookie()[0]).toMatch(/^opstage_session=; Max-Age=0;/);
      expect((await person.get("/api/admin/auth/me")).status).toBe(401);
    });

    it("[seed 69] refuses a change without a good CSRF token with 403 CSRF_INVALID", async () => {
      for (const token of ["", "wrong"]) {
        const answer = await owner.send(
          "POST",
          "/api/admin/registration-tokens",
          {},
          { "x-csrf-token": token },
        );
        expect([answer.status, answer.body.error?.code]).toEqual([403, "CSRF_INVALID"]);
      }
      const { body } = await owner.get("/api/admin/auth/csrf");
      const { csrfToken } = z.object({ csrfToken: z.string() }).parse(body.data);
      const renewed = await owner.send(
        "POST",
        "/api/admin/registration-tokens",
        {},
        { "x-csrf-token": csrfToken },
      );
      expect(renewed.status).toBe(200);
      expect((await owner.send("POST", "/api/admin/registration-tokens", {})).status).toBe(200);
    });

    it.each([
      "/api/%61dmin/registration-tokens",
      "/api/admin/%72egistration-tokens",
      "/%61pi/admin/registration-tokens",
    ])("asks for the CSRF token however the path is written: %s", async (path) => {
      const answer = await owner.send("POST", path, {}, { "x-csrf-token": "" });
      expect(answer.body.error?.code).toBe("CSRF_INVALID");
    });

    it("refuses a role that is too low with 403 FORBIDDEN, before the body, and writes it down", async () => {
      const viewer = await signInAs(mount, owner, "viewer");
      const answer = await viewer.send("POST", "/api/admin/registration-tokens", { name: 5 });
      expect([answer.status, answer.body.error?.code]).toEqual([403, "FORBIDDEN"]);
      expect(await lastAudit()).toMatchObject({
        action: "access.denied",
        result: "FAILURE",
        actorId: viewer.signedIn.user.id,
        metadata: { operation: "registrationTokens.create", code: "FORBIDDEN" },
      });
    });

    it("refuses an effect that another site's page asks for", async () => {
      const path = "/api/admin/capsule-services/svc_x/actions/echo";
      const foreign = await owner.get(path, { "sec-fetch-site": "cross-site" });
      expect([foreign.status, foreign.body.error?.code]).toEqual([403, "CROSS_ORIGIN_REFUSED"]);
      expect((await owner.get(path, { "sec-fetch-site": "same-origin" })).body.error?.code).toBe(
        "CAPSULE_SERVICE_NOT_FOUND",
      );
    });

    it("writes the socket's address into the audit trail, whatever X-Forwarded-For claims", async () => {
      await sendJson(
        mount,
        "/api/admin/auth/login",
        { username: "ghost", password: "x" },
        {
          headers: { "x-forwarded-for": "6.6.6.6", "user-agent": "forger/1" },
        },
      );
      const expected = name === "a port of its own" ? "127.0.0.1" : "203.0.113.9";
      expect(await lastAudit()).toMatchObject({
        action: "session.login.failed",
        ipAddress: expected,
        userAgent: "forger/1",
        metadata: { username: "ghost" },
      });
    });
  });

  describe("over tRPC", () => {
    const call = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      sendJson(mount, `/api/trpc/${path}`, body, { headers: { cookie: owner.cookie, ...headers } });

    it("answers queries with the data itself", async () => {
      const input = encodeURIComponent(JSON.stringify({ pageSize: 3 }));
      const { text } = await owner.get(`/api/trpc/users.list?input=${input}`);
      const { result } = z
        .object({ result: z.object({ data: Page.extend({ items: z.array(z.unknown()) }) }) })
        .parse(JSON.parse(text));
      expect(result.data).toMatchObject({ page: 1, pageSize: 3 });
    });

    it("asks for the CSRF token of every mutation", async () => {
      const refused = await call("registrationTokens.create", { name: "a" });
      expect(refused.status).toBe(403);
      expect(refused.text).toContain('"appCode":"CSRF_INVALID"');
      const done = await call(
        "registrationTokens.create",
        { name: "a" },
        { "x-csrf-token": owner.signedIn.csrfToken },
      );
      expect(done.status).toBe(200);
    });

    it("carries the catalogue's code, details and request id in the error's data", async () => {
      const answer = await call(
        "users.create",
        { username: "" },
        { "x-csrf-token": owner.signedIn.csrfToken },
      );
      const { error } = z
        .object({
          error: z.object({
            data: z.looseObject({
              appCode: z.string(),
              requestId: z.string(),
              details: z.unknown(),
              httpStatus: z.number(),
            }),
          }),
        })
        .parse(JSON.parse(answer.text));
      expect(answer.status).toBe(422);
      expect(error.data).toMatchObject({
        appCode: "VALIDATION_FAILED",
        httpStatus: 422,
        requestId: answer.headers.get("x-request-id"),
      });
      expect(error.data.stack).toBeUndefined();
    });

    it("does not know unknown procedures, nor mutations by GET", async () => {
      expect((await owner.get("/api/trpc/users.destroy")).text).toContain('"appCode":"NOT_FOUND"');
      const viaGet = await owner.get("/api/trpc/auth.logout");
      expect(viaGet.status).toBe(400);
      expect((await owner.get("/api/admin/auth/me")).status).toBe(200);
    });

    it("tells what changed as it happens, and ends with the session", async () => {
      const person = await signIn(mount);
      const { clock, container } = mount.server;
      const reply = await mount.fetch("/api/trpc/live.changes", { headers: { cookie: person.cookie } });
      expect(reply.headers.get("content-type")).toContain("text/event-stream");
      const told = collect(reply);
      await told.until("connected");
      await owner.send("POST", "/api/admin/registration-tokens", {});
      await clock.advance(300);
      await told.until('"topic":"tokens"');
      await person.send("POST", "/api/admin/auth/logout");
      await clock.advance(1000);
      await told.until('"appCode":"UNAUTHORIZED"');
      await told.ended;
      expect(container.deps.live.subscriberCount()).toBe(0);
    });

    it("forgets a listener that has left", async () => {
      const leaving = new AbortController();
      const reply = await mount.fetch("/api/trpc/live.changes", {
        headers: { cookie: owner.cookie },
        signal: leaving.signal,
      });
      await collect(reply).until("connected");
      const { live } = mount.server.container.deps;
      expect(live.subscriberCount()).toBe(1);
      leaving.abort();
      await expect.poll(() => live.subscriberCount()).toBe(0);
    });
  });
});

describe("the client's address behind a trusted proxy", () => {
  it.each([
    ["1", "6.6.6.6, 198.51.100.7", "198.51.100.7"],
    ["2", "6.6.6.6, 198.51.100.7, 10.0.0.2", "198.51.100.7"],
    ["1", "not an address", null],
  ])("with %s trusted hops in front, %s is %s", async (trusted, forwarded, expected) => {
    const mount = await startMount("a port of its own", { env: { OPSTAGE_TRUSTED_PROXIES: trusted } });
    try {
      await sendJson(
        mount,
        "/api/admin/auth/login",
        { username: "ghost", password: "x" },
        {
          headers: { "x-forwarded-for": forwarded },
        },
      );
      const [row] = await mount.server.container.deps.store.lookup.auditEvents.list({
        action: "session.login.failed",
      });
      expect(row?.ipAddress).toBe(expected);
    } finally {
      await mount.server.remove();
    }
  });
});

describe("a connection that does not speak HTTP", () => {
  it("is answered in the envelope and closed", async () => {
    const mount = await startMount("a port of its own");
    try {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const request = httpRequest(
          `${mount.server.url}/health`,
          { headers: { huge: "x".repeat(70_000) } },
          (reply) => {
            reply.resume();
            resolve(reply.statusCode);
          },
        );
        request.on("error", reject);
        request.end();
      });
      expect(status).toBe(431);
    } finally {
      await mount.server.remove();
    }
  });
});

/** Reads a stream in the background; `until` waits for a piece of text in it. */
function collect(reply: Response): { until(text: string): Promise<void>; readonly ended: Promise<void> } {
  let seen = "";
  const decoder = new TextDecoder();
  const ended = (async () => {
    try {
      for await (const chunk of reply.body ?? []) seen += decoder.decode(chunk);
    } catch {
      // The caller itself has left.
    }
  })();
  return {
    ended,
    until: async (text) => {
      await expect.poll(() => seen, { timeout: 5000 }).toContain(text);
    },
  };
}
