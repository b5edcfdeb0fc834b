// Asks for some paths in turn, at a fixed rate, in a process of its own, so that the load's own queue is not measured.
// Prints { path: [latencies], failed } as JSON when it is told to stop (a line on standard input).
import { createInterface } from "node:readline";
import { Pool } from "undici";

const { base, requests, everyMs } = JSON.parse(process.argv[2]);
const pool = new Pool(base, { connections: 16 });
const found = requests.map(() => []);
let failed = 0;
let turn = 0;
async function ask() {
  const which = turn++ % requests.length;
  const { method = "GET", path, headers, body } = requests[which];
  const startedAt = performance.now();
  try {
    const reply = await pool.request({ method, path, headers, body });
    await reply.body.text();
    if (reply.statusCode >= 300) failed++;
  } catch {
    failed++;
  }
  found[which].push(performance.now() - startedAt);
}
const timer = setInterval(ask, everyMs);
createInterface({ input: process.stdin }).once("line", async () => {
  clearInterval(timer);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  console.log(JSON.stringify({ found, failed }));
  process.exit(0);
});
