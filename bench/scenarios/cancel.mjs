// From an operator's click on "Cancel" to the AbortSignal of the handler, with a real SDK agent.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Histogram, summaryOf } from "../lib/measure.mjs";

const rounds = 100;

export async function cancel(bench) {
  const { CapsuleAgent } = await import("@opstage/agent");
  const client = await bench.client();
  const operator = await bench.operator();
  const { token } = await client.call("POST", "/api/admin/registration-tokens", {
    headers: operator,
    body: { name: "cancel" },
  });
  const folder = mkdtempSync(join(tmpdir(), "opstage-bench-sdk-"));
  const code = `cancel-${process.pid}`;
  const agent = new CapsuleAgent({
    backendUrl: bench.load.base,
    registrationToken: token,
    tokenStore: { file: join(folder, "token.txt") },
    service: { code, name: "Cancel", version: "1.0.0" },
    onLog: () => undefined,
  });
  let started;
  let aborted;
  agent.health(() => ({ status: "UP" }));
  agent.action({
    name: "wait",
    inputSchema: { type: "object" },
    handler: (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          aborted(performance.now());
          resolve("stopped");
        });
        started();
      }),
  });
  await agent.start();
  const { items } = await service(client, operator, code);
  const latencies = new Histogram();
  let failed = 0;
  for (let round = 0; round < rounds; round++) {
    const hasStarted = new Promise((resolve) => {
      started = resolve;
    });
    const wasAborted = new Promise((resolve) => {
      aborted = resolve;
    });
    const command = await client.call("POST", `/api/admin/capsule-services/${items[0].id}/actions/wait`, {
      headers: operator,
      body: { payload: {} },
    });
    await hasStarted;
    // The agent polls again, as it does while it runs something.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const clickedAt = performance.now();
    await client.call("POST", `/api/admin/commands/${command.id}/cancel`, { headers: operator, body: {} });
    const late = new Promise((resolve) => setTimeout(resolve, 30_000, null));
    const at = await Promise.race([wasAborted, late]);
    if (at === null) failed++;
    else latencies.add(at - clickedAt);
  }
  await agent.stop();
  rmSync(folder, { recursive: true, force: true });
  return summaryOf(latencies, { failed });
}

async function service(client, operator, code) {
  for (;;) {
    const items = await client.call("GET", `/api/admin/capsule-services?q=${code}`, { headers: operator });
    if (items.length > 0) return { items };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
