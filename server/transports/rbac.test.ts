import {
  adminOperations,
  needsCsrf,
  type OperationShape,
  procedureKind,
  Role,
  roleRank,
} from "@opstage/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Answer,
  type Mount,
  type Person,
  read,
  signIn,
  signInAs,
  startMount,
} from "../testing/http-client";

/** Every admin operation, by name; new ones are in the matrix without anybody having to think of it. */
const matrix = Object.entries(adminOperations).flatMap(([noun, verbs]) =>
  Object.entries(verbs).map(([verb, operation]): [string, OperationShape] => [`${noun}.${verb}`, operation]),
);
const sessionOperations = matrix.filter(([, operation]) => operation.caller === "session");

/** An id of the right form that nothing has, so that what is allowed finds nothing to change. */
const ids: Readonly<Record<string, string>> = {
  tokenId: "tok_none",
  userId: "usr_none",
  agentId: "agt_none",
  serviceId: "svc_none",
  commandId: "cmd_none",
  sessionId: "ses_none",
  actionName: "none",
  routeId: "brt_none",
  eventId: "bev_none",
  deliveryId: "bdl_none",
};

const pathOf = ({ path }: OperationShape) =>
  path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "none");

let mount: Mount;
let owner: Person;
const people = new Map<Role, Person>();
beforeAll(async () => {
  mount = await startMount("a port of its own", { env: { OPSTAGE_CAPSULE_BUS_ENABLED: "true" } });
  owner = await signIn(mount);
  for (const role of Role.options) people.set(role, await signInAs(mount, owner, role));
});
afterAll(() => mount.server.remove());

/** Calls as this role. Signing out ends the session, so that one gets a person of its own. */
async function callAs(name: string, operation: OperationShape, role: Role): Promise<Answer> {
  const person = name === "auth.logout" ? await signInAs(mount, owner, role) : people.get(role);
  if (person === undefined) throw new Error(`Nobody is ${role}`);
  const body = operation.method === "GET" || operation.method === "DELETE" ? undefined : {};
  return person.send(operation.method, pathOf(operation), body);
}

const refused = (answer: Answer) => answer.status === 401 || answer.body.error?.code === "FORBIDDEN";

describe("what each role may do over REST", () => {
  describe.each(sessionOperations)("%s", (name, operation) => {
    it("is refused to strangers with 401", async () => {
      const answer = await read(await mount.fetch(pathOf(operation), { method: operation.method }));
      expect([answer.status, answer.body.error?.code]).toEqual([401, "UNAUTHORIZED"]);
    });

    it.each(Role.options)("is decided for a %s by the operation's role", async (role) => {
      const isAllowed = roleRank[role] >= roleRank[operation.role ?? "viewer"];
      const answer = await callAs(name, operation, role);
      expect([refused(answer), answer.status < 500]).toEqual([!isAllowed, true]);
    });
  });

  it.each(sessionOperations.filter(([, operation]) => needsCsrf(operation)))(
    "refuses %s without its CSRF token with 403 CSRF_INVALID",
    async (_name, operation) => {
      const answer = await owner.send(operation.method, pathOf(operation), {}, { "x-csrf-token": "" });
      expect([answer.status, answer.body.error?.code]).toEqual([403, "CSRF_INVALID"]);
    },
  );

  it("has a role for every operation that needs a session", () => {
    expect(sessionOperations.filter(([, { role }]) => role === undefined)).toEqual([]);
  });

  it("lets nobody but agents and strangers past without a session on a path outside the admin's", () => {
    const open = matrix.filter(([, { caller }]) => caller !== "session").map(([name]) => name);
    expect(open).toEqual(["auth.login"]);
  });
});

describe("what each role may do over tRPC", () => {
  // These two would take the session or its token away from the calls that follow.
  const spoilers = ["auth.logout", "auth.csrf"];
  const procedures = sessionOperations.filter(
    ([name, operation]) => procedureKind(operation) !== "none" && !spoilers.includes(name),
  );

  it.each(procedures)("%s is decided as over REST", async (name, operation) => {
    for (const role of Role.options) {
      const person = people.get(role);
      const isQuery = procedureKind(operation) === "query";
      const input = { ...ids, payload: {} };
      const answer = isQuery
        ? await person?.get(`/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`)
        : await person?.send("POST", `/api/trpc/${name}`, input);
      const isAllowed = roleRank[role] >= roleRank[operation.role ?? "viewer"];
      expect([name, role, answer?.text.includes('"appCode":"FORBIDDEN"')]).toEqual([name, role, !isAllowed]);
    }
  });
});
