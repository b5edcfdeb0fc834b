// `npm run bench`: starts Opstage as production does, runs the scenarios, prints them beside what they must beat.
//   npm run bench                            the scenarios of a few seconds
//   npm run bench -- --all                   also bus, large data, fleet, restart, parked: half an hour
//   npm run bench -- --scenarios heartbeat,poll --seconds 8 --runs 3 --agents 64
//   npm run bench -- --scenarios fleet --fleet 9000        --scenarios large --scale 0.1
//   npm run bench -- --out FILE              writes the table to a file too
//   npm run bench -- --profile DIR           writes a CPU profile of the server into the folder
// The server is pinned to core 0 and the load to core 1 where the system can, with as many open files as it allows.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createClient, signIn } from "./lib/client.mjs";
import { startWithData } from "./lib/data.mjs";
import { measureThroughput } from "./lib/measure.mjs";
import { operator, pinned, startOpstage, startYardstick } from "./lib/processes.mjs";
import { tableHead, tableRow } from "./lib/table.mjs";
import { lazyFleet, longScenarios, shortScenarios } from "./scenarios.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: {
    scenarios: { type: "string" },
    all: { type: "boolean", default: false },
    seconds: { type: "string", default: "8" },
    warm: { type: "string", default: "2" },
    runs: { type: "string", default: "3" },
    agents: { type: "string", default: "64" },
    connections: { type: "string", default: "64" },
    fleet: { type: "string", default: "9000" },
    "fleet-seconds": { type: "string", default: "120" },
    parked: { type: "string", default: "10000" },
    events: { type: "string", default: "1000000" },
    scale: { type: "string", default: "1" },
    out: { type: "string" },
    profile: { type: "string" },
    "no-build": { type: "boolean", default: false },
  },
});

// Once more, on a core of its own and with room for a socket an agent.
if (process.env.OPSTAGE_BENCH_PINNED === undefined) {
  if (!values["no-build"]) {
    const built = spawnSync(process.execPath, [join(root, "scripts/build.mjs"), "--if-needed"], {
      stdio: "inherit",
    });
    if (built.status !== 0) process.exit(built.status ?? 1);
  }
  const command = pinned(1, [process.execPath, ...process.argv.slice(1)]);
  const ran = spawnSync("sh", ["-c", 'ulimit -n "$(ulimit -Hn)"; exec "$@"', "bench", ...command], {
    stdio: "inherit",
    env: { ...process.env, OPSTAGE_BENCH_PINNED: "1" },
  });
  process.exit(ran.status ?? 1);
}

const scenarios = { ...shortScenarios, ...longScenarios };
const named = values.all ? Object.keys(scenarios) : Object.keys(shortScenarios);
const chosen = values.scenarios?.split(",") ?? named;
const unknown = chosen.filter((name) => scenarios[name] === undefined);
if (unknown.length > 0) {
  console.error(`No such scenario: ${unknown.join(", ")}. There are: ${Object.keys(scenarios).join(", ")}.`);
  process.exit(2);
}
const shape = {
  connections: Number(values.connections),
  seconds: Number(values.seconds),
  warmSeconds: Number(values.warm),
  runs: Number(values.runs),
};

// The machine may be busy with other things, so the yardstick is measured before and after every scenario.
const yardstickServer = await startYardstick();
const yardsticks = [];
async function measureYardstick() {
  const { perSecond, cpuMicros } = await measureThroughput({
    ...shape,
    seconds: Math.min(shape.seconds, 3),
    runs: 1,
    base: yardstickServer.base,
    pid: yardstickServer.pid,
    requestsOf: () => [{ method: "GET", path: "/" }],
  });
  const measured = { perSecond, cpuMicros };
  yardsticks.push(measured);
  return measured;
}
const middle = (a, b) => ({
  perSecond: (a.perSecond + b.perSecond) / 2,
  cpuMicros: (a.cpuMicros + b.cpuMicros) / 2,
  spread: Math.max(a.perSecond, b.perSecond) / Math.min(a.perSecond, b.perSecond),
});

const dataDir = mkdtempSync(join(tmpdir(), "opstage-bench-"));
const server = await startOpstage({ root, dataDir, profileDir: values.profile });
const client = createClient(server.base);
let session;
const operatorOf = () => {
  session ??= signIn(client, operator);
  return session;
};
const bench = {
  load: { ...shape, base: server.base, pid: server.pid },
  operator: operatorOf,
  client: async () => client,
  fleet: lazyFleet(client, operatorOf, Number(values.agents)),
  startWithData: (data) => startWithData({ root, profileDir: values.profile, ...data }),
  parkedAgents: 1000,
  fleetSize: Number(values.fleet),
  fleetSeconds: Number(values["fleet-seconds"]),
  parkedSize: Number(values.parked),
  storedEvents: Number(values.events),
  scale: Number(values.scale),
};

const lines = [...tableHead];
let before = await measureYardstick();
for (const name of chosen) {
  console.log(`… ${name}`);
  const rows = [await scenarios[name](bench)].flat();
  const after = await measureYardstick();
  for (const row of rows) {
    const line = tableRow({ name, ...row }, middle(before, after));
    lines.push(line);
    console.log(`  ${line}`);
  }
  before = after;
}
await yardstickServer.stop();

await client.close();
await server.stop();
rmSync(dataDir, { recursive: true, force: true });

const load = loadavg()[0].toFixed(1);
const speeds = yardsticks.map(({ perSecond }) => Math.round(perSecond)).sort((a, b) => a - b);
const title = `Node ${process.version}, ${cpus()[0]?.model.trim()} × ${cpus().length} (load average ${load} at the end), yardstick ${speeds[0].toLocaleString("en-US")} to ${speeds.at(-1).toLocaleString("en-US")}/s, every commit flushed, default logging, ${shape.connections} connections, median of ${shape.runs} runs of ${shape.seconds} s.`;
const report = `${title}\n\n${lines.join("\n")}\n`;
console.log(`\n${report}`);
if (values.out !== undefined) writeFileSync(values.out, report);
