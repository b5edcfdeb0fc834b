// `npm run bench`: starts Opstage as production does, runs the scenarios, prints them beside what they must beat.
//   npm run bench -- --scenarios heartbeat,poll --seconds 8 --runs 3 --agents 64
//   npm run bench -- --large            the lists on 10,000 services, 1 M commands, 5 M audit rows
//   npm run bench -- --out RESULTS.md   writes the table to a file too
//   npm run bench -- --profile DIR      writes a CPU profile of the server into the folder
// The server is pinned to core 0 and the load to core 1 where the system can.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createClient, signIn } from "./lib/client.mjs";
import { measureThroughput } from "./lib/measure.mjs";
import { operator, pinned, startOpstage, startYardstick } from "./lib/processes.mjs";
import { budgets, reference, referenceYardstick } from "./reference.mjs";
import { lazyFleet, scenarios } from "./scenarios.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const options = {
  scenarios: { type: "string" },
  seconds: { type: "string", default: "8" },
  warm: { type: "string", default: "2" },
  runs: { type: "string", default: "3" },
  agents: { type: "string", default: "64" },
  connections: { type: "string", default: "64" },
  large: { type: "boolean", default: false },
  scale: { type: "string", default: "1" },
  out: { type: "string" },
  profile: { type: "string" },
  "no-build": { type: "boolean", default: false },
};
const { values } = parseArgs({ options });

// Once more, on a core of its own.
if (process.env.OPSTAGE_BENCH_PINNED === undefined) {
  if (!values["no-build"]) {
    const built = spawnSync(process.execPath, [join(root, "scripts/build.mjs"), "--if-needed"], {
      stdio: "inherit",
    });
    if (built.status !== 0) process.exit(built.status ?? 1);
  }
  const [command, ...args] = pinned(1, [process.execPath, ...process.argv.slice(1)]);
  const ran = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, OPSTAGE_BENCH_PINNED: "1" },
  });
  process.exit(ran.status ?? 1);
}

const chosen = values.scenarios?.split(",") ?? Object.keys(scenarios);
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

const yardstickServer = await startYardstick();
const yardstick = await measureThroughput({
  ...shape,
  base: yardstickServer.base,
  pid: yardstickServer.pid,
  requestsOf: () => [{ method: "GET", path: "/" }],
});
await yardstickServer.stop();
const factor = yardstick.perSecond / referenceYardstick;
console.log(`Yardstick: ${Math.round(yardstick.perSecond)}/s, ${factor.toFixed(2)} × the reference machine.`);

const dataDir = mkdtempSync(join(tmpdir(), "opstage-bench-"));
let server = await startOpstage({ root, dataDir, profileDir: values.profile });
if (values.large) {
  await server.stop();
  const args = [join(root, "bench/generate.mjs"), "--data-dir", dataDir, "--scale", values.scale];
  const generated = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (generated.status !== 0) process.exit(generated.status ?? 1);
  server = await startOpstage({ root, dataDir, profileDir: values.profile });
}

const client = createClient(server.base);
let session;
const operatorOf = () => {
  session ??= signIn(client, operator);
  return session;
};
const bench = {
  load: { ...shape, base: server.base, pid: server.pid },
  operator: operatorOf,
  fleet: lazyFleet(client, operatorOf, Number(values.agents)),
};

const number = (value, digits = 0) =>
  value === undefined || value === null
    ? ""
    : value.toLocaleString("en-US", { maximumFractionDigits: digits });

/** Whether figures, scaled to the reference machine, hold a budget; empty where there is none. */
function verdict(name, figures) {
  const budget = budgets[name];
  if (budget === undefined) return "";
  if (figures.failed > 0) return "void";
  const holds = Object.entries(budget).every(([key, bound]) => {
    const measured = figures[key] ?? (key === "p95" ? figures.p99 : undefined);
    if (measured === undefined || measured === null) return false;
    return key === "perSecond" ? measured / factor >= bound : measured * Math.min(1, factor) <= bound;
  });
  return holds ? "yes" : "no";
}

const lines = [
  "| scenario | per second | scaled | p50 ms | p99 ms | cores | MB | failed | reference/s | reference p99 | budget | holds |",
  "|---|---|---|---|---|---|---|---|---|---|---|---|",
];
for (const name of chosen) {
  console.log(`… ${name}`);
  const figures = await scenarios[name](bench);
  const budget = Object.entries(budgets[name] ?? {}).map(([key, bound]) =>
    key === "perSecond" ? `≥ ${number(bound)}/s` : `${key} ≤ ${bound} ms`,
  );
  const cells = [
    name,
    number(figures.perSecond),
    number(figures.perSecond === undefined ? undefined : figures.perSecond / factor),
    number(figures.p50, 2),
    number(figures.p99, 2),
    number(figures.cpu, 2),
    number(figures.rssMb),
    number(figures.failed),
    number(reference[name]?.perSecond),
    number(reference[name]?.p99),
    budget.join(", "),
    verdict(name, figures),
  ];
  lines.push(`| ${cells.join(" | ")} |`);
}

await client.close();
await server.stop();
rmSync(dataDir, { recursive: true, force: true });

const title = `Node ${process.version}, ${cpus()[0]?.model.trim()} × ${cpus().length}, yardstick ${number(yardstick.perSecond)}/s (${factor.toFixed(2)} × the reference machine), synchronous=FULL, default logging, ${shape.connections} connections, median of ${shape.runs} runs of ${shape.seconds} s${values.large ? ", large data set" : ""}.`;
const report = `${title}\n\n${lines.join("\n")}\n`;
console.log(`\n${report}`);
if (values.out !== undefined) writeFileSync(values.out, report);
