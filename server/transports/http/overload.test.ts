import { RegisterReply } from "@opstage/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import {
  type Answer,
  type Mount,
  type Person,
  read,
  sendJson,
  signIn,
  startMount,
} from "../../testing/http-client";
import { settableLoad } from "../../testing/load";
import { freeCallsPerSecond } from "./shares";

interface CurlAgent {
  readonly agentId: string;
  beat(): Promise<Answer>;
}

const load = settableLoad();
let mount: Mount;
let owner: Person;

beforeEach(async () => {
  load.set({ lagMs: 0, utilization: 0 });
  mount = await startMount("a port of its own", { seams: { load } });
  owner = await signIn(mount);
});
afterEach(() => mount.server.remove());

async function register(code: string): Promise<CurlAgent> {
  const token = await owner.send("POST", "/api/admin/registration-tokens", {});
  const { rawToken } = z.object({ rawToken: z.string() }).parse(token.body.data);
  const body = { registrationToken: rawToken, agent: { code } };
  const { agentId, agentToken } = RegisterReply.parse(
    (await sendJson(mount, "/api/agents/register", body)).body.data,
  );
  const headers = { authorization: `Bearer ${agentToken}` };
  return { agentId, beat: () => sendJson(mount, `/api/agents/${agentId}/heartbeat`, {}, { headers }) };
}

/** The answer of a call that is sent away: it is held back for a moment. */
async function sentAway(agent: CurlAgent): Promise<Answer> {
  const answer = agent.beat();
  expect(await statusOf("/api/system/health")).toBe(200);
  await mount.server.clock.advance(1000);
  return answer;
}

const statusOf = async (path: string) => (await mount.fetch(path)).status;

test("a late thread sends agents away with Retry-After, and still answers people and its health", async () => {
  const agent = await register("calm");
  expect((await agent.beat()).status).toBe(200);
  load.set({ lagMs: 300 });
  const refused = await sentAway(agent);
  expect([refused.status, refused.body.error?.code]).toEqual([503, "OVERLOADED"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect((await owner.get("/api/admin/agents")).status).toBe(200);
  expect(await statusOf("/api/system/health")).toBe(200);
  load.set({ lagMs: 0 });
  expect((await agent.beat()).status).toBe(200);
});

test("a very late thread sends people away too, but says how it is", async () => {
  load.set({ lagMs: 2500 });
  const refused = await owner.get("/api/admin/agents");
  expect([refused.status, refused.body.error?.code]).toEqual([503, "OVERLOADED"]);
  expect(refused.headers.get("retry-after")).toBe("2");
  expect(await statusOf("/api/system/health")).toBe(200);
});

test("an agent that is sent away has spoken: overload makes nobody OFFLINE", async () => {
  const agent = await register("patient");
  await agent.beat();
  load.set({ lagMs: 300 });
  for (let minute = 0; minute < 5; minute++) {
    await mount.server.clock.advance(60_000);
    expect((await sentAway(agent)).status).toBe(503);
  }
  load.set({ lagMs: 0 });
  const seen = await owner.get(`/api/admin/agents/${agent.agentId}`);
  expect(seen.body.data).toMatchObject({ status: "ONLINE" });
});

test("an agent that takes everything waits for its refusals, and the others notice nothing", async () => {
  const greedy = await register("greedy");
  const modest = await register("modest");
  load.set({ utilization: 1 });
  for (let call = 0; call < freeCallsPerSecond * 2; call++) await greedy.beat();
  await modest.beat();
  await mount.server.clock.advance(1000);
  expect((await modest.beat()).status).toBe(200);
  for (let call = 0; call < freeCallsPerSecond / 50; call++) expect((await greedy.beat()).status).toBe(200);
  let answered = false;
  const held = greedy.beat().finally(() => {
    answered = true;
  });
  expect((await modest.beat()).status).toBe(200);
  expect((await modest.beat()).status).toBe(200);
  expect(answered).toBe(false);
  await mount.server.clock.advance(1000);
  const refused = await held;
  expect([refused.status, refused.body.error?.code]).toEqual([429, "RATE_LIMITED"]);
  expect(refused.headers.get("retry-after")).toBe("1");
});

test("an address that shows bad tokens all the time waits for its answers", async () => {
  const knock = () =>
    mount.fetch("/api/agents/agt_1/heartbeat", {
      method: "POST",
      headers: { authorization: "Bearer opstage_agent_guess" },
    });
  for (let call = 0; call < 50; call++) expect((await knock()).status).toBe(401);
  let answered = false;
  const held = knock().finally(() => {
    answered = true;
  });
  expect(await statusOf("/api/system/health")).toBe(200);
  expect(answered).toBe(false);
  await mount.server.clock.advance(1000);
  expect((await read(await held)).status).toBe(401);
});
