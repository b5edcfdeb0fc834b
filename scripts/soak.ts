// `npm run test:soak [-- --minutes=30 --children=50 --events=20]`: a real server, a real hub and many children, under
// steady events. Fails unless every event arrived once, became one command, and memory and handles stayed flat.
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { startHub } from "../e2e/support/hub-process";
import { createRegistrationToken, signInOverRest } from "../e2e/support/operator";
import { startApi } from "../e2e/support/opstage-process";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    children: { type: "string", default: "50" },
    events: { type: "string", default: "20" },
  },
});
const minutes = Number(values.minutes);
const childCount = Number(values.children);
const perSecond = Number(values.events);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** All children behind one port: each is a path. Child n keeps the events that are its own. */
const events = Array.from(
  { length: childCount },
  () => [] as { id: string; eventType: string; payload: { n: number } }[],
);
let executed = 0;
const service = createServer(async (request, response) => {
  const url = new URL(request.url ?? "", "http://soak");
  const [, child = "", , ...rest] = url.pathname.split("/");
  let size = 0;
  for await (const chunk of request) size += chunk.length;
  const own = events[Number(child)] ?? [];
  const from = Number(url.searchParams.get("cursor") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? 100);
  const answers: Record<string, () => unknown> = {
    manifest: () => ({ name: `Child ${child}`, version: "1.0.0" }),
    health: () => ({ status: "UP", details: { events: own.length } }),
    actions: () => [{ name: "note" }],
    "bus/events": () => {
      const page = own.slice(from, from + limit);
      return { events: page, next: from + page.length };
    },
    "actions/note/execute": () => {
      executed++;
      return { data: { size } };
    },
  };
  const answer = answers[rest.join("/")];
  response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(answer?.() ?? {}));
});
await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
const address = service.address();
const port = typeof address === "object" && address ? address.port : 0;

const opstage = await startApi({
  OPSTAGE_CAPSULE_BUS_ENABLED: "true",
  OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN: "1000000",
});
const operator = await signInOverRest(opstage);
const lines = Array.from(
  { length: childCount },
  (_, n) =>
    `  - { code: soak-${n}, http: { url: "http://127.0.0.1:${port}/${n}", events: true, eventsEverySeconds: 1 } }`,
);
const hub = startHub({
  backendUrl: opstage.base,
  registrationToken: await createRegistrationToken(operator, "soak"),
  yaml: `agent: { code: soak-hub }\nhealthEverySeconds: 5\nservices:\n${lines.join("\n")}\n`,
});
while (!hub.log().includes("hub.started")) await sleep(100);
await operator.call("POST", "/api/admin/bus/routes", {
  name: "soak",
  status: "ENABLED",
  match: { eventType: "soak.tick" },
  target: { serviceCode: "soak-0", actionName: "note" },
  maxPerMinute: 1_000_000,
});

/** Resident memory in MiB and open handles of the hub. */
function measure() {
  const status = readFileSync(`/proc/${hub.pid}/status`, "utf8");
  const rssMiB = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  return { rssMiB, handles: readdirSync(`/proc/${hub.pid}/fd`).length };
}

const samples: { rssMiB: number; handles: number }[] = [];
let sent = 0;
const startedAt = performance.now();
const elapsedMs = () => performance.now() - startedAt;
for (let nextSampleMs = 0; elapsedMs() < minutes * 60_000; ) {
  for (const due = Math.floor((elapsedMs() / 1_000) * perSecond); sent < due; sent++) {
    const own = events[sent % childCount];
    own?.push({ id: String(own.length), eventType: "soak.tick", payload: { n: sent } });
  }
  if (elapsedMs() >= nextSampleMs) {
    nextSampleMs += Math.max(5_000, minutes * 1_000);
    samples.push(measure());
    console.log(`${Math.round(elapsedMs() / 1_000)} s: ${sent} events, ${executed} commands`, samples.at(-1));
  }
  await sleep(50);
}
// What is on its way arrives.
for (let waitedMs = 0; executed < sent && waitedMs < 60_000; waitedMs += 100) await sleep(100);
await sleep(1_000);

const known = await operator.call<{ healthStatus: string }[]>(
  "GET",
  "/api/admin/capsule-services?pageSize=100",
);
const up = known.filter(({ healthStatus }) => healthStatus === "UP").length;
// The first third warms up; after it nothing may grow.
const steady = samples.slice(Math.floor(samples.length / 3));
const first = steady[0] ?? measure();
const last = steady.at(-1) ?? first;
const facts = {
  sent,
  executed,
  up,
  rssMiB: [first.rssMiB, last.rssMiB],
  handles: [first.handles, last.handles],
};
console.log(facts);
const problems = [
  executed === sent ? "" : `${sent} events became ${executed} commands`,
  up === childCount + 1 ? "" : `${up} of ${childCount + 1} services are UP`,
  last.rssMiB <= first.rssMiB * 1.25 + 16 ? "" : "the hub's memory grows",
  // Idle connections come and go: one more for each child is no leak.
  last.handles <= first.handles + childCount ? "" : "the hub's handles grow",
].filter((problem) => problem !== "");
const status = await hub.stop();
await opstage.dispose();
service.closeAllConnections();
service.close();
for (const problem of [...problems, status === 0 ? "" : `the hub ended with ${status}`])
  if (problem) console.error(`✗ ${problem}`);
process.exit(problems.length === 0 && status === 0 ? 0 : 1);
