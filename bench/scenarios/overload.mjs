// More than one core can do, and one agent that misbehaves: who still gets an answer, and how late.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bearer } from "../lib/client.mjs";
import { fire, Histogram, summaryOf } from "../lib/measure.mjs";
import { pinned } from "../lib/processes.mjs";

const json = { "content-type": "application/json" };

/** Asks from a process of its own while `meanwhile` runs. */
async function probe(base, requests, everyMs, meanwhile) {
  const script = fileURLToPath(new URL("../lib/prober.mjs", import.meta.url));
  const [command, ...args] = pinned(1, [
    process.execPath,
    script,
    JSON.stringify({ base, requests, everyMs }),
  ]);
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const outcome = await meanwhile();
  child.stdin.write("stop\n");
  await ended;
  const { found, failed } = JSON.parse(text);
  return { found, failed, outcome };
}

function heartbeat(agent) {
  return {
    method: "POST",
    path: `/api/agents/${agent.agentId}/heartbeat`,
    headers: { ...json, ...bearer(agent) },
    body: "{}",
  };
}

const summarise = (values, extra) => {
  const latencies = new Histogram();
  for (const value of values) latencies.add(value);
  return summaryOf(latencies, extra);
};

/** Ten times the connections of the other scenarios; `/health` and a page of the console are asked meanwhile. */
export async function overload(bench) {
  const agents = await bench.fleet();
  const { cookie } = await bench.operator();
  const requests = [{ path: "/health" }, { path: "/api/admin/agents?pageSize=20", headers: { cookie } }];
  const connections = bench.load.connections * 10;
  const requestsOf = (lane) => [heartbeat(agents[lane % agents.length])];
  const { found, failed, outcome } = await probe(bench.load.base, requests, 20, () =>
    fire({ base: bench.load.base, connections, seconds: bench.load.seconds, requestsOf }),
  );
  const note = `${connections} connections, ${outcome.result.requests.average}/s answered, ${outcome.result.non2xx} sent away`;
  return [
    { name: "overload: /health", ...summarise(found[0], { failed, note }) },
    { name: "overload: console", ...summarise(found[1], { failed, note }) },
  ];
}

/** Modest agents at a fixed rate, alone and beside one that calls as fast as 64 connections can. */
export async function greedy(bench) {
  const [hog, ...modest] = await bench.fleet();
  const requests = modest.slice(0, 32).map(heartbeat);
  const { seconds, connections, base } = bench.load;
  const wait = () => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const alone = await probe(base, requests, 5, wait);
  // The first seconds tell who is greedy.
  const flood = fire({ base, connections, seconds: seconds + 4, requestsOf: () => [heartbeat(hog)] });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const beside = await probe(base, requests, 5, wait);
  const { result } = await flood;
  const before = summarise(alone.found.flat());
  const after = summarise(beside.found.flat());
  return {
    ...after,
    slower: after.p50 / before.p50 - 1,
    failed: alone.failed + beside.failed,
    note: `alone p50 ${before.p50} ms, p99 ${before.p99} ms; the greedy one was sent away ${result.non2xx} times`,
  };
}
