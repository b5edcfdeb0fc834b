// `npm run test:soak [-- --minutes=30 --children=50 --events=20]`: a real server, a real hub and many children, under
// steady events. Fails unless every event arrived once, became one command, and memory and handles stayed flat.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
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

/** A handle that is opened while it is counted. */
const handleSlack = 3;
/** What a child is asked at once at most: manifest, configs and actions together, its health, its events, a command. */
const atOnce = 6;

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

interface Sample {
  readonly rssMiB: number;
  /** Connections to the children: they come and go with what is asked, and rest between two questions. */
  readonly toChildren: number;
  /** Connections to Opstage: the polls that wait, heartbeats, results. */
  readonly toOpstage: number;
  /** Everything else that is open: listening sockets, pipes, files, the event loop's own. Nothing may come or stay. */
  readonly others: number;
}

/** The remote port of each of the hub's connections, by inode. */
function connections(): Map<string, number> {
  const lines = ["tcp", "tcp6"].flatMap((kind) =>
    readFileSync(`/proc/${hub.pid}/net/${kind}`, "utf8").split("\n").slice(1),
  );
  return new Map(
    lines.flatMap((line) => {
      const fields = line.trim().split(/\s+/);
      const remote = fields[2]?.split(":")[1];
      return fields[9] && remote ? [[fields[9], Number.parseInt(remote, 16)] as const] : [];
    }),
  );
}

/** What the hub holds now, by what it is. */
function measure(): Sample {
  const status = readFileSync(`/proc/${hub.pid}/status`, "utf8");
  const open = readdirSync(`/proc/${hub.pid}/fd`).map(targetOf);
  const ports = connections();
  const serverPort = Number(new URL(opstage.base).port);
  const counts = { toChildren: 0, toOpstage: 0, others: 0 };
  for (const what of open) {
    const remote = ports.get(/^socket:\[(\d+)\]$/.exec(what)?.[1] ?? "");
    counts[remote === port ? "toChildren" : remote === serverPort ? "toOpstage" : "others"]++;
  }
  return { rssMiB: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024), ...counts };
}

/** What an open handle stands for; empty when it was closed meanwhile. */
function targetOf(fd: string): string {
  try {
    return readlinkSync(`/proc/${hub.pid}/fd/${fd}`);
  } catch {
    return "";
  }
}

function leastOf(some: readonly Sample[]): Sample {
  const least = (key: keyof Sample) => Math.min(...some.map((sample) => sample[key]));
  return {
    rssMiB: least("rssMiB"),
    toChildren: least("toChildren"),
    toOpstage: least("toOpstage"),
    others: least("others"),
  };
}

const samples: Sample[] = [];
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
// The first third warms up. After it the least that is held must stay what it is: a leak lifts it, a burst does not.
const third = Math.floor(samples.length / 3);
const [first, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)].map(leastOf);
if (first === undefined || last === undefined) throw new Error("Nothing was measured.");
const mostToChildren = Math.max(...samples.slice(third).map(({ toChildren }) => toChildren));
const facts = {
  sent,
  executed,
  up,
  least: [first, last],
  mostToChildren,
};
console.log(facts);
const problems = [
  executed === sent ? "" : `${sent} events became ${executed} commands`,
  up === childCount + 1 ? "" : `${up} of ${childCount + 1} services are UP`,
  last.rssMiB <= first.rssMiB * 1.25 + 16 ? "" : "the hub's memory grows",
  last.others <= first.others + handleSlack ? "" : "the hub's own handles grow",
  last.toOpstage <= first.toOpstage + handleSlack ? "" : "the connections to Opstage grow",
  // A child that is asked every second keeps one connection; more than one per question at once is a leak.
  last.toChildren <= childCount + handleSlack ? "" : "connections to children are not given back",
  mostToChildren <= childCount * atOnce + handleSlack ? "" : "a child has more connections than questions",
].filter((problem) => problem !== "");
const status = await hub.stop();
await opstage.dispose();
service.closeAllConnections();
service.close();
for (const problem of [...problems, status === 0 ? "" : `the hub ended with ${status}`])
  if (problem) console.error(`✗ ${problem}`);
process.exit(problems.length === 0 && status === 0 ? 0 : 1);
