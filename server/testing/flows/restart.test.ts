import { afterEach, expect, it } from "vitest";
import { createRegistrationToken, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, startApi } from "../../../e2e/support/opstage-process";

let opstage: OpstageProcess | undefined;
afterEach(() => opstage?.dispose());

it("a server killed at any moment loses no acknowledged write and no session", async () => {
  const server = await startApi();
  opstage = server;
  const operator = await signInOverRest(server);
  const acknowledged = new Set<string>();

  for (let round = 0; round < 5; round++) {
    let alive = true;
    const writers = Array.from({ length: 8 }, async (_, lane) => {
      for (let i = 0; alive; i++) {
        const name = `round ${round} lane ${lane} token ${i}`;
        const created = await operator
          .call<{ id: string }>("POST", "/api/admin/registration-tokens", { name })
          .catch(() => undefined);
        if (created === undefined) return;
        acknowledged.add(created.id);
      }
    });
    const before = acknowledged.size;
    await expect.poll(() => acknowledged.size, { interval: 5 }).toBeGreaterThan(before + 20 + round * 13);
    await server.stop("SIGKILL");
    alive = false;
    await Promise.all(writers);
    await server.start();

    // The same cookie and CSRF token as before the kill: the session survived too.
    const stored = new Set<string>();
    for (let page = 1; ; page++) {
      const tokens = await operator.call<{ id: string }[]>(
        "GET",
        `/api/admin/registration-tokens?pageSize=100&page=${page}`,
      );
      for (const { id } of tokens) stored.add(id);
      if (tokens.length < 100) break;
    }
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
  }
});

it("an agent that was registered before a kill goes on with its token, and nobody is OFFLINE for the outage", async () => {
  const server = await startApi();
  opstage = server;
  const operator = await signInOverRest(server);
  const registrationToken = await createRegistrationToken(operator, "survivor");
  const registered = await fetch(`${server.base}/api/agents/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ registrationToken, agent: { code: "survivor" } }),
  });
  const { agentId, agentToken } = (await registered.json()).data;

  await server.stop("SIGKILL");
  await server.start();

  expect(await operator.call("GET", `/api/admin/agents/${agentId}`)).toMatchObject({ status: "ONLINE" });
  const beat = await fetch(`${server.base}/api/agents/${agentId}/heartbeat`, {
    method: "POST",
    headers: { authorization: `Bearer ${agentToken}` },
  });
  expect(beat.status).toBe(200);
});

it("a second start on the same database ends at once and names the process that holds it", async () => {
  const server = await startApi();
  opstage = server;
  await expect(startApi({ OPSTAGE_DATA_DIR: server.dataDir })).rejects.toThrow(/process \d+/);
  expect((await fetch(`${server.base}/health`)).status).toBe(200);
});

it("SIGTERM answers a parked poll and ends with code 0 within 10 s", async () => {
  const server = await startApi();
  opstage = server;
  const operator = await signInOverRest(server);
  const registrationToken = await createRegistrationToken(operator, "parked");
  const registered = await fetch(`${server.base}/api/agents/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ registrationToken, agent: { code: "parked" } }),
  });
  const { agentId, agentToken } = (await registered.json()).data;
  const parked = fetch(`${server.base}/api/agents/${agentId}/commands?wait=55`, {
    headers: { authorization: `Bearer ${agentToken}` },
  });
  const polls = async () =>
    (await operator.call<{ operational: { agentCommandPolls: number } }>("GET", "/api/admin/metrics"))
      .operational.agentCommandPolls;
  await expect.poll(polls).toBe(1);

  const stoppedAt = performance.now();
  const code = await server.stop("SIGTERM");
  expect(code).toBe(0);
  expect(performance.now() - stoppedAt).toBeLessThan(10_000);
  expect([200, 503]).toContain((await parked).status);
});
