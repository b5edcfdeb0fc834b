import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Answer, type Mount, type Person, read, sendJson, signIn, startMount } from "../http-client";

let mount: Mount;
let owner: Person;
beforeEach(async () => {
  mount = await startMount("a port of its own");
  owner = await signIn(mount);
});
afterEach(() => mount.server.remove());

interface Enrolled {
  readonly agentId: string;
  readonly headers: Record<string, string>;
  readonly serviceId: string;
}

async function newRegistrationToken(): Promise<string> {
  const made = await owner.send("POST", "/api/admin/registration-tokens", { name: "race" });
  return member(made.body.data, "token");
}

function member(data: unknown, name: string): string {
  return String(Reflect.get(Object(data), name));
}

async function enrol(): Promise<Enrolled> {
  const registrationToken = await newRegistrationToken();
  const registered = await sendJson(mount, "/api/agents/register", {
    registrationToken,
    agent: { code: "racer" },
  });
  const agentId = member(registered.body.data, "agentId");
  const headers = { authorization: `Bearer ${member(registered.body.data, "agentToken")}` };
  const actions = [{ name: "echo", label: "Echo", timeoutSeconds: 20 }];
  const services = [{ code: "race", name: "Race", manifest: {}, actions }];
  const reported = await sendJson(mount, `/api/agents/${agentId}/services/report`, { services }, { headers });
  const [service] = Array.from(Object(Reflect.get(Object(reported.body.data), "services")));
  return { agentId, headers, serviceId: member(service, "id") };
}

/** A busy server asks to come again; nothing of such a request was done. */
async function admitted(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.body.error?.code !== "OVERLOADED") return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

async function execute({ serviceId }: Enrolled, headers?: Record<string, string>, payload = {}) {
  const path = `/api/admin/capsule-services/${serviceId}/actions/echo`;
  return admitted(() => owner.send("POST", path, { payload }, headers));
}

async function poll({ agentId, headers }: Enrolled, query: string): Promise<string[]> {
  const path = `/api/agents/${agentId}/commands?${query}`;
  const reply = await admitted(async () => read(await mount.fetch(path, { headers })));
  expect(reply.status).toBe(200);
  return Array.from(Object(reply.body.data)).map((command) => member(command, "id"));
}

describe("over HTTP, at the same time", () => {
  it("one registration token lets exactly one of a hundred in", async () => {
    const registrationToken = await newRegistrationToken();
    const answers = await times(100, (index) =>
      admitted(() =>
        sendJson(mount, "/api/agents/register", { registrationToken, agent: { code: `racer-${index}` } }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const refusals = answers.filter(({ status }) => status !== 200);
    expect(new Set(refusals.map(({ body }) => body.error?.code))).toEqual(
      new Set(["REGISTRATION_TOKEN_INVALID"]),
    );
    const agents = await owner.get("/api/admin/agents");
    expect(agents.body.pagination).toMatchObject({ total: 1 });
  });

  it("fifty pollers get each command once", async () => {
    const agent = await enrol();
    const parked = times(25, (index) => poll(agent, `wait=20&limit=1&instanceId=ins_parked${index}`));
    const made = await times(60, () => execute(agent));
    const ids = made.map(({ body }) => member(body.data, "id"));
    const taken = (await times(25, (index) => poll(agent, `limit=10&instanceId=ins_short${index}`))).flat();
    // What is left goes to those who wait; the clock ends the waits of the others.
    while (taken.length < ids.length) {
      const more = await poll(agent, "limit=10&instanceId=ins_last");
      if (more.length === 0) break;
      taken.push(...more);
    }
    await mount.server.clock.advance(20_000);
    taken.push(...(await parked).flat());
    expect(taken.toSorted()).toEqual(ids.toSorted());
  });

  it("a result, a cancellation and the deadline have one winner, and the trail names that one", async () => {
    const agent = await enrol();
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const id = member((await execute(agent)).body.data, "id");
      expect(await poll(agent, "instanceId=ins_one")).toEqual([id]);
      const path = `/api/agents/${agent.agentId}/commands/${id}`;
      const contenders = [
        async () =>
          (await sendJson(mount, `${path}/result`, { success: true }, { headers: agent.headers })).status,
        async () => (await owner.send("POST", `/api/admin/commands/${id}/cancel`)).status,
        async () => {
          // The action's 20 s and the grace for its result; the lease is renewed on the way.
          await mount.server.clock.advance(31_500);
          return 0;
        },
      ];
      const order = [...contenders.slice(round % 3), ...contenders.slice(0, round % 3)];
      await Promise.all(order.map((contend) => contend()));
      const shown = await owner.get(`/api/admin/commands/${id}`);
      const status = member(shown.body.data, "status");
      outcomes.add(status);
      const trail = await owner.get(`/api/admin/audit-events?targetId=${id}&pageSize=50`);
      const ends = Array.from(Object(trail.body.data))
        .map((event) => member(event, "action"))
        .filter((action) => /^command\.(completed|failed|cancelled|expired)$/.test(action));
      expect(ends).toEqual([
        { SUCCEEDED: "command.completed", CANCELLED: "command.cancelled" }[status] ?? "command.expired",
      ]);
      expect(["SUCCEEDED", "CANCELLED", "EXPIRED"]).toContain(status);
    }
    expect(outcomes.size).toBeGreaterThan(1);
  });

  it("one Idempotency-Key makes one command, and none with another body", async () => {
    const agent = await enrol();
    const key = { "idempotency-key": "click-1" };
    const answers = await times(20, () => execute(agent, key));
    expect(new Set(answers.map(({ body }) => member(body.data, "id"))).size).toBe(1);
    const other = await execute(agent, key, { text: "another" });
    expect([other.status, other.body.error?.code]).toEqual([422, "IDEMPOTENCY_KEY_REUSED"]);
    const commands = await owner.get("/api/admin/commands");
    expect(commands.body.pagination).toMatchObject({ total: 1 });
  });

  it("one result sent ten times is one result, answered ten times alike", async () => {
    const agent = await enrol();
    const id = member((await execute(agent)).body.data, "id");
    await poll(agent, "instanceId=ins_one");
    const path = `/api/agents/${agent.agentId}/commands/${id}/result`;
    const body = { success: true, attempt: 1, data: { n: 1 } };
    const answers = await times(10, () =>
      admitted(() => sendJson(mount, path, body, { headers: agent.headers })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => member(body.data, "id"))).size).toBe(1);
    const another = await sendJson(mount, path, { ...body, success: false }, { headers: agent.headers });
    expect([another.status, another.body.error?.code]).toEqual([409, "COMMAND_ALREADY_COMPLETED"]);
  });
});
