// Holds the simulated agent against the real SDK: a proxy records what one real agent sends in a little over a minute.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fleetStats, heartbeatMs, reportMs, SimulatedAgent } from "../lib/simulated-agent.mjs";

/** A call without what differs between two agents: method, path, names of query and body members. */
function shapeOf(method, url, body) {
  const { pathname, searchParams } = new URL(url, "http://x");
  const path = pathname.replace(/agt_[^/]+/, ":agentId");
  const members = body === undefined ? [] : Object.keys(body).filter((name) => body[name] !== undefined);
  return [method, path, [...searchParams.keys()].sort().join("&"), members.sort().join(",")].join(" ");
}

async function recordRealAgent(bench) {
  const { CapsuleAgent } = await import("@opstage/agent");
  const target = new URL(bench.load.base);
  const calls = [];
  const proxy = createServer((incoming, outgoing) => {
    const chunks = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const shape = shapeOf(incoming.method, incoming.url, text === "" ? undefined : JSON.parse(text));
      calls.push({ at: performance.now(), shape });
      const { method, url: path, headers } = incoming;
      const forwarded = request(
        { host: target.hostname, port: target.port, method, path, headers },
        (reply) => {
          outgoing.writeHead(reply.statusCode, reply.headers);
          reply.pipe(outgoing);
        },
      );
      forwarded.on("error", () => outgoing.destroy());
      incoming.on("close", () => outgoing.destroyed && forwarded.destroy());
      forwarded.end(text);
    });
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const client = await bench.client();
  const { token } = await client.call("POST", "/api/admin/registration-tokens", {
    headers: await bench.operator(),
    body: { name: "fleet check" },
  });
  const folder = mkdtempSync(join(tmpdir(), "opstage-bench-sdk-"));
  const agent = new CapsuleAgent({
    backendUrl: `http://127.0.0.1:${proxy.address().port}`,
    registrationToken: token,
    tokenStore: { file: join(folder, "token.txt") },
    service: { code: `fleet-check-${process.pid}`, name: "Fleet check", version: "1.0.0" },
    onLog: () => undefined,
  });
  agent.health(() => ({ status: "UP", message: "ready" }));
  await agent.start();
  await new Promise((resolve) => setTimeout(resolve, reportMs + 8_000));
  await agent.stop();
  proxy.closeAllConnections();
  proxy.close();
  rmSync(folder, { recursive: true, force: true });
  return calls.filter(({ shape }) => !shape.includes("/register"));
}

/** Failed: the number of differences, each printed. */
export async function fleetCheck(bench) {
  const recorded = await recordRealAgent(bench);
  const [agent] = await bench.fleet();
  const simulated = new SimulatedAgent(0, agent, fleetStats(), 1).requests();
  const shapes = Object.entries(simulated).map(([kind, [method, url, body]]) => [
    shapeOf(method, url, body),
    kind,
  ]);
  const known = new Map(shapes);
  const seen = new Map();
  const differences = [];
  for (const { at, shape } of recorded) {
    const kind = known.get(shape);
    if (kind === undefined) differences.push(`the SDK sends what the simulation does not: ${shape}`);
    else seen.set(kind, [...(seen.get(kind) ?? []), at]);
  }
  const intervals = { heartbeat: heartbeatMs, report: reportMs, poll: 25_000 };
  for (const [kind, everyMs] of Object.entries(intervals)) {
    const times = seen.get(kind) ?? [];
    const gaps = times.slice(1).map((at, i) => at - times[i]);
    const longest = Math.max(0, ...gaps);
    if (times.length < 2) differences.push(`the SDK sent ${times.length} ${kind}s`);
    else if (longest > everyMs * 1.1 || longest < everyMs * 0.8)
      differences.push(
        `${kind}s of the SDK lie ${Math.round(longest)} ms apart, of the simulation ${everyMs}`,
      );
  }
  for (const difference of new Set(differences)) console.log(`  ${difference}`);
  const counted = [...seen].map(([kind, times]) => `${times.length} ${kind}s`).join(", ");
  return { failed: new Set(differences).size, note: `the real SDK sent ${counted}` };
}
