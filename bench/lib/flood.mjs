// Too much, in a process of its own: lanes of ready-made requests, sent over thousands of connections as fast as the
// server answers (`perSecond` null), or so many a second whether it answers or not. A refused lane asks again at once.
// Sockets are written and read without a client library, so that one core asks for more than one core can answer.
// Prints what became of the requests as JSON when its time is over.
import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { ownInput, printAndExit } from "./apart.mjs";
import { Histogram, summaryOf } from "./measure.mjs";

const { port, lanes, connections, perSecond, seconds } = await ownInput().read();

const tickMs = 5;
/** Thousands of agents connect within this time. */
const rampMs = 1000;
const headEnd = "\r\n\r\n";
const latencies = new Histogram();
const counts = { sent: 0, answered: 0, refused: 0, withRetryAfter: 0, lost: 0, statuses: {} };
const idle = [];

/** The bytes of a lane's requests: one for each of its bodies, sent in turn. */
function bytesOf({ method, path, headers, bodies = [undefined] }) {
  return bodies.map((body) => {
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const lines = Object.entries({ host: "127.0.0.1", ...headers, ...length }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    return Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...lines].join("\r\n")}${headEnd}${body ?? ""}`);
  });
}

/** Whether the reply has arrived completely. */
function isWhole(reply) {
  const end = reply.indexOf(headEnd);
  if (end < 0) return false;
  return reply.length >= end + 4 + Number(/content-length: (\d+)/i.exec(reply.slice(0, end))?.[1] ?? 0);
}

function count(reply, ms) {
  counts.answered++;
  const status = reply.slice(9, 12);
  counts.statuses[status] = (counts.statuses[status] ?? 0) + 1;
  if (status < "300") latencies.add(ms);
  else counts.refused++;
  if (status >= "300" && /^retry-after: \d+/im.test(reply)) counts.withRetryAfter++;
}

function open(requests, first) {
  const socket = connect(port, "127.0.0.1");
  let turn = first;
  let received = "";
  let sentAt = 0;
  const lane = {
    send() {
      sentAt = performance.now();
      counts.sent++;
      socket.write(requests[turn++ % requests.length]);
    },
  };
  const next = () => (perSecond === null ? lane.send() : idle.push(lane));
  socket.setNoDelay(true).setEncoding("latin1");
  socket.on("connect", next);
  socket.on("data", (chunk) => {
    received = received === "" ? chunk : received + chunk;
    if (!isWhole(received)) return;
    count(received, performance.now() - sentAt);
    received = "";
    next();
  });
  socket.on("error", () => undefined);
  socket.on("close", () => counts.lost++);
}

const startedAt = performance.now();
const before = performance.eventLoopUtilization();
const requests = lanes.map(bytesOf);
let opened = 0;
const ramp = setInterval(() => {
  for (let more = connections / (rampMs / tickMs); more > 0 && opened < connections; more--, opened++) {
    const of = requests[opened % requests.length];
    open(of, Math.floor(opened / requests.length) % of.length);
  }
  if (opened === connections) clearInterval(ramp);
}, tickMs);
let due = 0;
const timer =
  perSecond !== null &&
  setInterval(() => {
    due = ((performance.now() - startedAt) / 1000) * perSecond;
    while (counts.sent < due && idle.length > 0) idle.shift().send();
  }, tickMs);

setTimeout(() => {
  clearInterval(timer);
  const { utilization } = performance.eventLoopUtilization(before);
  const took = (performance.now() - startedAt) / 1000;
  const { p50, p99 } = summaryOf(latencies);
  printAndExit({ ...counts, due: Math.round(due), perSecond: counts.answered / took, p50, p99, utilization });
}, seconds * 1000);
