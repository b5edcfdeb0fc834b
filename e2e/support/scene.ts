import { createRegistrationToken, type OperatorSession, signInOverRest } from "./operator";
import { type OpstageProcess, owner } from "./opstage-process";
import { until } from "./until";

interface Service {
  readonly id: string;
  readonly code: string;
  readonly agentId: string;
}

interface Command {
  readonly id: string;
}

/** What the pictures refer to. */
export interface FleetScene {
  readonly cookies: { name: string; value: string; url: string; httpOnly: true; sameSite: "Lax" }[];
  readonly services: Readonly<Record<string, string>>;
  readonly agentId: string;
  readonly batchId: string;
  readonly commandIds: Readonly<Record<"list" | "secret" | "failed" | "cancelled", string>>;
}

/** Does some of everything with the demo fleet, so that there is life to look at. */
export async function prepareScene(opstage: OpstageProcess): Promise<FleetScene> {
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

  await untilEnded(session);
  const long = await run("demo-worker", "runLongJob", { seconds: 90 });
  await until("the long job to run", async () => (await commandsOf(session, "RUNNING")).length > 0);
  await session.call("POST", `/api/admin/commands/${long.id}/cancel`);
  return {
    cookies: await cookiesOf(opstage, newPassword),
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

async function cookiesOf(opstage: OpstageProcess, password: string): Promise<FleetScene["cookies"]> {
  const reply = await fetch(`${opstage.base}/api/admin/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...owner, password }),
  });
  return reply.headers.getSetCookie().map((cookie) => {
    const [pair = ""] = cookie.split(";");
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url: opstage.base, httpOnly: true, sameSite: "Lax" };
  });
}
