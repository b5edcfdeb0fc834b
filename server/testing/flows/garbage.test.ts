import { join } from "node:path";
import {
  type ErrorCode,
  errorCatalog,
  fillPath,
  listOperations,
  type NamedOperation,
  operations,
} from "@opstage/contracts";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRegistrationToken, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, owner, startApi } from "../../../e2e/support/opstage-process";

// Bad input of every kind, thrown at every operation of the contract: the answer is always a 4xx with a code of the
// catalogue, and the database is as it was.

let opstage: OpstageProcess;
let credentials: { session: Record<string, string>; agent: Record<string, string>; agentId: string };

beforeAll(async () => {
  opstage = await startApi({ OPSTAGE_CAPSULE_BUS_ENABLED: "true" });
  const operator = await signInOverRest(opstage);
  const registrationToken = await createRegistrationToken(operator, "garbage");
  const registered = await fetch(`${opstage.base}/api/agents/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ registrationToken, agent: { code: "garbage" } }),
  });
  const { agentId, agentToken } = (await registered.json()).data;
  const signedIn = await fetch(`${opstage.base}/api/admin/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(owner),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((entry) => entry.split(";")[0])
    .join("; ");
  const { csrfToken } = (await signedIn.json()).data;
  credentials = {
    session: { cookie, "x-csrf-token": csrfToken },
    agent: { authorization: `Bearer ${agentToken}` },
    agentId,
  };
});
afterAll(() => opstage.dispose());

/** How many rows each table has; what a refused request may add (a line of the audit trail) is left out. */
function stored(): Record<string, unknown> {
  const db = new Database(join(opstage.dataDir, "opstage.db"), { readonly: true });
  try {
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_prisma%'",
      )
      .pluck()
      .all()
      .filter((name) => !["AuditEvent", "Counter", "Session", "AgentInstance"].includes(String(name)));
    return Object.fromEntries(
      tables.map((name) => [name, db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()]),
    );
  } finally {
    db.close();
  }
}

const unknownIds: Record<string, string> = {
  userId: "usr_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  sessionId: "ses_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  tokenId: "tok_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  agentId: "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  serviceId: "svc_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  commandId: "cmd_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  batchId: "bat_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  routeId: "brt_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  eventId: "bev_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  deliveryId: "bdl_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  actionName: "nothing",
  backupName: "opstage-2020-01-01T00-00-00-000Z.db",
};

interface Reply {
  readonly status: number;
  readonly code: ErrorCode | undefined;
}

async function send(
  operation: NamedOperation,
  options: {
    ids?: Record<string, string>;
    query?: string;
    body?: BodyInit;
    headers?: Record<string, string>;
    authorised?: boolean;
  },
): Promise<Reply> {
  const { shape } = operation;
  const ids = options.ids ?? {
    ...unknownIds,
    ...(shape.caller === "agent" ? { agentId: credentials.agentId } : {}),
  };
  const identity =
    options.authorised === false
      ? {}
      : shape.caller === "agent"
        ? credentials.agent
        : shape.caller === "session"
          ? credentials.session
          : {};
  const reply = await fetch(`${opstage.base}${fillPath(shape.path, ids)}${options.query ?? ""}`, {
    method: shape.method,
    headers: {
      ...(options.body === undefined ? {} : { "content-type": "application/json" }),
      ...identity,
      ...options.headers,
    },
    body: options.body,
    signal: AbortSignal.timeout(10_000),
  });
  const text = await reply.text();
  const json = reply.headers.get("content-type")?.includes("json") ? JSON.parse(text) : undefined;
  return { status: reply.status, code: json?.error?.code };
}

function expectRefused(reply: Reply): void {
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(reply.status).toBeLessThan(500);
  expect(Object.keys(errorCatalog)).toContain(reply.code);
}

const all = listOperations(operations);
const named = (operation: NamedOperation) => `${operation.audience}.${operation.noun}.${operation.verb}`;
/** Signing in and out counts attempts, and ends the session that the others use. */
const endsSession = (operation: NamedOperation) => operation.noun === "auth" || operation.noun === "account";

const wrongJson = fc.oneof(
  fc.constantFrom("", "{", "[1,", "nul", '{"a":}', "\u0000", '{"a":1}}'),
  fc.constantFrom("null", "1", '"text"', "[]", "[{}]", "true"),
);
const wrongValue = fc.oneof(
  fc.integer(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.jsonValue(), { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
);

describe("every operation", () => {
  it.each(
    all
      .filter(({ shape }) => shape.body !== undefined)
      .map((operation) => [named(operation), operation] as const),
  )("%s refuses a body that is no JSON object and writes nothing", async (_, operation) => {
    const before = stored();
    await fc.assert(
      fc.asyncProperty(wrongJson, async (body) => {
        // An empty body is allowed where the operation says so.
        if (body.trim() === "" && operation.shape.bodyIsOptional) return;
        expectRefused(await send(operation, { body }));
      }),
      { numRuns: 12 },
    );
    expect(stored()).toEqual(before);
  });

  it.each(
    all
      .filter((operation) => operation.shape.body !== undefined && !endsSession(operation))
      .map((operation) => [named(operation), operation] as const),
  )("%s never answers 5xx to fields of any type", async (_, operation) => {
    const fields = Object.keys(operation.shape.body?.shape ?? {});
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...fields, "other"), wrongValue), async (body) => {
        const reply = await send(operation, { body: JSON.stringify(body) });
        expect(reply.status).toBeLessThan(500);
        if (reply.status >= 400) expectRefused(reply);
      }),
      { numRuns: 25 },
    );
  });

  it.each(
    all
      .filter(({ shape }) => shape.caller !== "public")
      .map((operation) => [named(operation), operation] as const),
  )(
    "%s refuses callers without credentials, with foreign ones, and with garbage ones",
    async (_, operation) => {
      const before = stored();
      const foreign = operation.shape.caller === "agent" ? credentials.session : credentials.agent;
      for (const headers of [
        {},
        foreign,
        { authorization: "Bearer" },
        { authorization: "Bearer opstage_agent_nothing" },
        { cookie: "opstage_session=garbage; opstage_session=" },
      ]) {
        const reply = await send(operation, { authorised: false, headers });
        expect(reply.status, JSON.stringify(Object.keys(headers))).toBe(401);
        expect(reply.code).toBe("UNAUTHORIZED");
      }
      expect(stored()).toEqual(before);
    },
  );

  it.each(
    all
      .filter(({ shape }) => /:\w+/.test(shape.path))
      .map((operation) => [named(operation), operation] as const),
  )("%s refuses ids that are malformed or unknown", async (_, operation) => {
    const before = stored();
    const body = operation.shape.body === undefined ? undefined : "{}";
    for (const id of ["nothing", "agt_", "%00", "../../etc/passwd", "a".repeat(300), "ünï", "' OR 1=1 --"]) {
      const ids = Object.fromEntries(Object.keys(unknownIds).map((name) => [name, id]));
      expectRefused(await send(operation, { ids, body }));
    }
    const unknown = await send(operation, { ids: unknownIds, body });
    expectRefused(unknown);
    expect(stored()).toEqual(before);
  });

  it.each(
    all
      .filter(({ shape }) => shape.query !== undefined && shape.caller !== "agent")
      .map((operation) => [named(operation), operation] as const),
  )("%s answers any query value without a 5xx", async (_, operation) => {
    const names = Object.keys(operation.shape.query?.shape ?? {});
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.string({ unit: "binary", maxLength: 40 }),
        async (name, value) => {
          const reply = await send(operation, { query: `?${name}=${encodeURIComponent(value)}` });
          expect(reply.status).toBeLessThan(500);
          if (reply.status >= 400) expectRefused(reply);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("what is no operation", () => {
  const large = JSON.stringify({ registrationToken: "x".repeat(2_000_000) });
  it("answers 413 to a body over the limit, 415 to another media type, 404 to an unknown route", async () => {
    const register = `${opstage.base}/api/agents/register`;
    const refused = async (url: string, init: RequestInit) => {
      const reply = await fetch(url, init);
      return [reply.status, (await reply.json()).error.code];
    };
    const json = { "content-type": "application/json" };
    expect(await refused(register, { method: "POST", headers: json, body: large })).toEqual([
      413,
      "PAYLOAD_TOO_LARGE",
    ]);
    expect(
      await refused(register, { method: "POST", headers: { "content-type": "text/plain" }, body: "hello" }),
    ).toEqual([415, "REQUEST_ERROR"]);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      expect(
        await refused(`${opstage.base}/api/admin/nothing`, { method, headers: credentials.session }),
      ).toEqual([404, "NOT_FOUND"]);
    }
  });

  it("never logged an unexpected failure meanwhile", () => {
    expect(opstage.log()).not.toMatch(/INTERNAL_ERROR/);
  });
});
