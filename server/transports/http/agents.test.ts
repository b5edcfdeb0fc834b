import {
  agentOperations,
  CommandResult,
  errorsOf,
  HeartbeatReply,
  PollControl,
  RegisterReply,
  ReportReply,
} from "@opstage/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type Answer,
  type Mount,
  mountNames,
  type Person,
  read,
  sendJson,
  signIn,
  startMount,
} from "../../testing/http-client";

interface CurlAgent {
  readonly agentId: string;
  readonly serviceId: string;
  readonly headers: { readonly authorization: string };
}

/** What any HTTP client can do as an agent, whichever way its requests come in. */
describe.each(mountNames)("an agent on %s", (name) => {
  let mount: Mount;
  let owner: Person;
  beforeAll(async () => {
    mount = await startMount(name);
    owner = await signIn(mount);
  });
  afterAll(() => mount.server.remove());

  async function register(code: string): Promise<CurlAgent> {
    const token = await owner.send("POST", "/api/admin/registration-tokens", {});
    const { rawToken } = z.object({ rawToken: z.string() }).parse(token.body.data);
    const service = {
      code: `${code}-service`,
      name: "Service",
      manifest: {},
      actions: [{ name: "echo", label: "Echo", inputSchema: { type: "object" } }],
    };
    const registered = await sendJson(mount, "/api/agents/register", {
      registrationToken: rawToken,
      agent: { code },
    });
    const { agentId, agentToken } = RegisterReply.parse(registered.body.data);
    const headers = { authorization: `Bearer ${agentToken}` };
    const report = await sendJson(
      mount,
      `/api/agents/${agentId}/services/report`,
      { services: [service] },
      { headers },
    );
    const [reported] = ReportReply.parse(report.body.data).services;
    return { agentId, serviceId: reported?.id ?? "", headers };
  }

  const call = async (agent: CurlAgent, path: string, init: RequestInit = {}): Promise<Answer> =>
    read(
      await mount.fetch(`/api/agents/${agent.agentId}${path}`, {
        ...init,
        headers: { ...agent.headers, ...init.headers },
      }),
    );

  const execute = (agent: CurlAgent, payload: object = {}) =>
    owner.send("POST", `/api/admin/capsule-services/${agent.serviceId}/actions/echo`, { payload });

  it("[seed 20] is told what is wrong in a report, also after the same lists were right", async () => {
    const agent = await register("lists");
    const report = (change: object) =>
      sendJson(
        mount,
        `/api/agents/${agent.agentId}/services/report`,
        {
          services: [
            {
              code: "lists-service",
              name: "Service",
              manifest: {},
              configs: [{ key: "a", type: "string", valuePreview: "1" }],
              actions: [{ name: "echo", label: "Echo", inputSchema: { type: "object" } }],
              ...change,
            },
          ],
        },
        { headers: agent.headers },
      );
    for (let time = 0; time < 2; time++) expect((await report({})).status).toBe(200);
    const twice = await report({
      actions: [
        { name: "echo", label: "Echo" },
        { name: "echo", label: "" },
      ],
    });
    expect(twice.status).toBe(422);
    expect(twice.body.error?.details).toMatchObject({
      issues: [{ path: "services.0.actions.1.label" }, { path: "services.0.actions.1.name" }],
    });
    const changed = await report({ configs: [{ key: "a", type: "string", valuePreview: "2" }] });
    expect(changed.status).toBe(200);
    const stored = await owner.send("GET", `/api/admin/capsule-services/${agent.serviceId}`);
    expect(stored.body.data).toMatchObject({
      configs: [{ key: "a", valuePreview: "2" }],
      actions: [{ name: "echo" }],
    });
  });

  it("[seed 71] is refused with 401 for a missing, unknown or foreign bearer, before its body is read", async () => {
    const one = await register("bearer-one");
    const two = await register("bearer-two");
    const bearers = [
      undefined,
      "Bearer",
      "Bearer opstage_agent_unknown",
      "Basic abc",
      two.headers.authorization,
    ];
    for (const authorization of bearers) {
      for (const method of ["GET", "POST"]) {
        const reply = await read(
          await mount.fetch(`/api/agents/${one.agentId}/heartbeat`, {
            method,
            headers: {
              ...(authorization === undefined ? {} : { authorization }),
              "content-type": "application/json",
            },
            ...(method === "POST" ? { body: "{" } : {}),
          }),
        );
        expect([authorization, method, reply.status, reply.body.error?.code]).toEqual([
          authorization,
          method,
          401,
          "UNAUTHORIZED",
        ]);
      }
    }
  });

  it("may send a heartbeat without a body, with an empty one, or with {}", async () => {
    const agent = await register("heartbeat");
    const json = { "content-type": "application/json" };
    for (const init of [{}, { headers: json, body: "" }, { headers: json, body: "{}" }]) {
      const answer = await call(agent, "/heartbeat", { method: "POST", ...init });
      expect(answer.status).toBe(200);
      expect(HeartbeatReply.parse(answer.body.data).heartbeatIntervalSeconds).toBe(30);
    }
  });

  it("[seed 33] may not report STALE or OFFLINE as its health", async () => {
    const agent = await register("health");
    for (const status of ["STALE", "OFFLINE", "HEALTHY"]) {
      const answer = await sendJson(
        mount,
        `/api/agents/${agent.agentId}/heartbeat`,
        { health: { status } },
        { headers: agent.headers },
      );
      expect([status, answer.status, answer.body.error?.code]).toEqual([status, 422, "VALIDATION_FAILED"]);
    }
  });

  it("[seed 48] polls, runs and answers: commands as `data`, what else it must know as `control`", async () => {
    const agent = await register("loop");
    expect((await execute(agent, { text: "hello" })).status).toBe(200);
    const poll = await call(agent, "/commands?limit=junk");
    const [command] = z.array(z.object({ id: z.string(), payload: z.unknown() })).parse(poll.body.data);
    expect(command?.payload).toEqual({ text: "hello" });
    expect(PollControl.parse(JSON.parse(poll.text).control).commandPollIntervalSeconds).toBe(5);
    const answered = await sendJson(
      mount,
      `/api/agents/${agent.agentId}/commands/${command?.id}/result`,
      { success: true, data: { text: "hello" } },
      { headers: agent.headers },
    );
    expect(CommandResult.parse(answered.body.data)).toMatchObject({ success: true, data: { text: "hello" } });
    const again = await sendJson(
      mount,
      `/api/agents/${agent.agentId}/commands/${command?.id}/result`,
      { success: false },
      { headers: agent.headers },
    );
    expect([again.status, again.body.error?.code]).toEqual([409, "COMMAND_ALREADY_COMPLETED"]);
  });

  it("is handed a command the moment it is created while its poll is parked", async () => {
    const agent = await register("parked");
    const { wakeUps } = mount.server.container.deps;
    const parked = call(agent, "/commands?wait=25");
    await expect.poll(() => wakeUps.parkedCount()).toBe(1);
    await execute(agent);
    expect(z.array(z.unknown()).parse((await parked).body.data)).toHaveLength(1);
    expect(wakeUps.parkedCount()).toBe(0);
  });

  it("is answered empty when nothing came in time", async () => {
    const agent = await register("waiting");
    const { wakeUps } = mount.server.container.deps;
    const parked = call(agent, "/commands?wait=2");
    await expect.poll(() => wakeUps.parkedCount()).toBe(1);
    await mount.server.clock.advance(2000);
    expect((await parked).body.data).toEqual([]);
  });

  it("frees its parked poll by leaving", async () => {
    const agent = await register("leaving");
    const { wakeUps } = mount.server.container.deps;
    const leaving = new AbortController();
    const parked = call(agent, "/commands?wait=25", { signal: leaving.signal }).catch(() => "left");
    await expect.poll(() => wakeUps.parkedCount()).toBe(1);
    leaving.abort();
    await parked;
    await expect.poll(() => wakeUps.parkedCount()).toBe(0);
  });

  it("learns in its parked poll that it was disabled", async () => {
    const agent = await register("disabled");
    const { wakeUps } = mount.server.container.deps;
    const parked = call(agent, "/commands?wait=25");
    await expect.poll(() => wakeUps.parkedCount()).toBe(1);
    await owner.send("POST", `/api/admin/agents/${agent.agentId}/disable`);
    const answer = await parked;
    expect([answer.status, answer.body.error?.code]).toEqual([403, "AGENT_DISABLED"]);
    expect((await call(agent, "/heartbeat", { method: "POST" })).status).toBe(403);
  });

  it("may send a result up to the limit, and is told when it is larger, before and behind the body limit", async () => {
    const agent = await register("large");
    await execute(agent);
    const { body } = await call(agent, "/commands");
    const [command] = z.array(z.object({ id: z.string() })).parse(body.data);
    const result = (bytes: number) =>
      sendJson(
        mount,
        `/api/agents/${agent.agentId}/commands/${command?.id}/result`,
        { success: true, data: { text: "x".repeat(bytes) } },
        { headers: agent.headers },
      );
    const large = await result(1_100_000);
    expect([large.status, large.body.error?.code]).toEqual([413, "COMMAND_RESULT_TOO_LARGE"]);
    const huge = await result(3_000_000);
    expect([huge.status, huge.body.error?.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    expect((await result(900_000)).status).toBe(200);
  });

  it("answers wrong values with 422 and codes that its operation declares", async () => {
    const agent = await register("values");
    const answer = await sendJson(
      mount,
      `/api/agents/${agent.agentId}/services/report`,
      { services: [] },
      { headers: agent.headers },
    );
    expect(answer.status).toBe(422);
    expect(errorsOf(agentOperations.agents.report)).toContain(answer.body.error?.code);
  });
});

describe("an agent's connection", () => {
  it("is told to be kept for 5 seconds, less than the server keeps it", async () => {
    const mount = await startMount("a port of its own");
    try {
      const reply = await mount.fetch("/api/agents/agt_x/heartbeat", { method: "POST" });
      expect(reply.headers.get("keep-alive")).toBe("timeout=5");
    } finally {
      await mount.server.remove();
    }
  });
});
