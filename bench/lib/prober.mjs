// Asks for some paths in turn, at a fixed rate, in a process of its own, so that the load's own queue is not measured.
// Prints { found: [[latencies] of each request], refused, failed, lateMs } as JSON when it is told to stop. `refused`:
// answers that ask to come back later; `lateMs`: how late this process itself was, at the 99th percentile.
import { Pool } from "undici";
import { ownInput, printAndExit } from "./apart.mjs";

const input = ownInput();
const { base, requests, everyMs } = await input.read();
const pool = new Pool(base, { connections: 64 });
const found = requests.map(() => []);
const late = [];
let refused = 0;
let failed = 0;
let turn = 0;
let dueAt = performance.now() + everyMs;

async function ask() {
  late.push(performance.now() - dueAt);
  dueAt = performance.now() + everyMs;
  const which = turn++ % requests.length;
  const { method = "GET", path, headers, body } = requests[which];
  const startedAt = performance.now();
  try {
    const reply = await pool.request({ method, path, headers, body });
    await reply.body.text();
    if (reply.headers["retry-after"] !== undefined) refused++;
    else if (reply.statusCode >= 300) failed++;
  } catch {
    failed++;
  }
  found[which].push(performance.now() - startedAt);
}

const timer = setInterval(ask, everyMs);
await input.untilStop();
clearInterval(timer);
// What was asked last is on its way.
await new Promise((resolve) => setTimeout(resolve, 1500));
const lateMs = late.sort((a, b) => a - b)[Math.floor(late.length * 0.99)] ?? 0;
printAndExit({ found, refused, failed, lateMs });
