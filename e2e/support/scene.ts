import type { Role } from "@opstage/contracts";
import { type BusScene, prepareBus } from "./bus-scene";
import type { Credentials } from "./journey";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "./operator";
import { type OpstageProcess, owner } from "./opstage-process";
import { until } from "./until";
import { addUser } from "./users";

interface Service {
  readonly id: string;
  readonly code: string;
  readonly agentId: string;
}

interface Command {
  readonly id: string;
}

type Cookies = { name: string; value: string; url: string; httpOnly: true; sameSite: "Lax" }[];

/** What the pictures refer to. */
export interface FleetScene {
  /** The sessions of an owner, an operator and a viewer. */
  readonly cookies: Readonly<Record<Role, Cookies>>;
  readonly services: Readonly<Record<string, string>>;
  readonly agentId: string;
  readonly batchId: string;
  readonly commandIds: Readonly<Record<"list" | "secret" | "failed" | "cancelled", string>>;
  /** Where the bus is on. */
  readonly bus?: BusScene;
}

/** Does some of everything with the demo fleet, so that there is life to look at. */
export async function prepareScene(
  opstage: OpstageProcess,
  { isBusOn = false }: { readonly isBusOn?: boolean } = {},
): Promise<FleetScene> {
  const users = await addUsers(opstage);
  const session = await signInOverRest(opstage);
  // An owner who keeps the first password is warned on every page.
  const newPassword = "staple correct battery horse";
  await session.call("POST", "/api/admin/account/password", {
    currentPassword: owner.password,
    newPassword,
  });
  const known = await session.call<Service[]>("GET", "/api/admin/capsule-services");
  const find = (code: string): Service => {
    const found = known.find((service) => service.code === code);
    if (found === undefined) throw new Error(`There is no service ${code}.`);
    return found;
  };
  const run = (code: string, action: string, payload: object = {}) =>
    session.call<Command>("POST", `/api/admin/capsule-services/${find(code).id}/actions/${action}`, {
      payload,
      confirmation: true,
    });

  for (const text of ["hello", "is anybody there?", "all is well"])
    await run("demo-worker", "echo", { text });
  const failed = await run("demo-worker", "failOnce");
  await run("demo-worker", "runDemoJob", { durationMs: 1_500 });
  const list = await run("demo-worker", "searchDemoItems");
  // Nobody listens on that port of this machine, so the link checker has something to complain about.
  await run("link-checker", "addTarget", { kind: "tcp", address: "localhost:9" });
  await run("link-checker", "checkAll");
  await run("disk-janitor", "fillUp", { megabytes: 40 });
  await run("disk-janitor", "showUsage");
  const secret = await run("account-pool", "createAccount", { label: "build-server" });
  for (const mode of ["degraded", "healthy"]) await run("demo-worker", "setHealthMode", { mode });
  await createRegistrationToken(session, "Agent on build-host-2");
  const revoked = await session.call<{ id: string }>("POST", "/api/admin/registration-tokens", {
    name: "Old laptop",
    expiresInSeconds: 900,
  });
  await session.call("POST", `/api/admin/registration-tokens/${revoked.id}/revoke`);

  const batch = await session.call<{ id: string }>("POST", "/api/admin/batches", {
    serviceIds: known.map(({ id }) => id),
    actionName: "echo",
    payload: { text: "to all who listen" },
  });

  const bus = isBusOn ? await prepareBus(session, find("demo-worker").id) : undefined;
  await untilEnded(session);
  const long = await run("demo-worker", "runLongJob", { seconds: 90 });
  await until("the long job to run", async () => (await commandsOf(session, "RUNNING")).length > 0);
  await session.call("POST", `/api/admin/commands/${long.id}/cancel`);
  return {
    cookies: await cookiesOf(opstage, { ...users, owner: { ...owner, password: newPassword } }),
    bus,
    services: Object.fromEntries(known.map(({ code, id }) => [code, id])),
    agentId: find("demo-worker").agentId,
    batchId: batch.id,
    commandIds: { list: list.id, secret: secret.id, failed: failed.id, cancelled: long.id },
  };
}

/** Waits until all commands have ended. Asks the list, because reading a command takes its secret. */
async function untilEnded(session: OperatorSession): Promise<void> {
  await until("the commands to end", async () => {
    const waiting = [...(await commandsOf(session, "PENDING")), ...(await commandsOf(session, "RUNNING"))];
    return waiting.length === 0;
  });
}

function commandsOf(session: OperatorSession, status: string): Promise<Command[]> {
  return session.call<Command[]>("GET", `/api/admin/commands?status=${status}`);
}

/** What the pictures refer to where there is nothing yet: what they name is not there. */
export async function prepareNothing(opstage: OpstageProcess): Promise<FleetScene> {
  const nobody = (prefix: string) => `${prefix}_01NOBODY`;
  const none = nobody("cmd");
  return {
    cookies: await cookiesOf(opstage, { ...(await addUsers(opstage)), owner }),
    services: {},
    agentId: nobody("agt"),
    batchId: nobody("bat"),
    commandIds: { list: none, secret: none, failed: none, cancelled: none },
    bus: { routeId: nobody("brt"), brokenRouteId: nobody("brt"), eventId: nobody("bev") },
  };
}

async function addUsers(opstage: OpstageProcess) {
  return {
    operator: await addUser(opstage, { username: "olga@example.local", role: "operator" }),
    viewer: await addUser(opstage, { username: "vera@example.local", role: "viewer" }),
  };
}

async function cookiesOf(
  opstage: OpstageProcess,
  people: Readonly<Record<Role, Credentials>>,
): Promise<FleetScene["cookies"]> {
  return {
    owner: await sessionOf(opstage, people.owner),
    operator: await sessionOf(opstage, people.operator),
    viewer: await sessionOf(opstage, people.viewer),
  };
}

async function sessionOf(opstage: OpstageProcess, { username, password }: Credentials): Promise<Cookies> {
  const reply = await fetch(`${opstage.base}/api/admin/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  return reply.headers.getSetCookie().map((cookie) => {
    const [pair = ""] = cookie.split(";");
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url: opstage.base, httpOnly: true, sameSite: "Lax" };
  });
}
