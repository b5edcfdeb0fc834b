import { parentPort } from "node:worker_threads";
import { createTransport, type Transport } from "../transport";
import { type DueBeat, HostWatch } from "./host-watch";
import type { FromThread, ToThread } from "./messages";

/**
 * The heartbeat thread: one a process. It asks the host's thread again and again whether it answers; while
 * that is busy, it sends the heartbeats of its agents. It holds nothing else of the host.
 */
const port = parentPort;
if (!port) throw new Error("This file runs in a worker thread.");
const watch = new HostWatch(performance.now());
const transports = new Map<number, Transport>();

const tell = (message: FromThread) => port.postMessage(message);

async function send({ agent, request }: DueBeat): Promise<void> {
  const reply = await transports.get(agent)?.send(request);
  if (reply) tell({ kind: "reply", agent, reply });
}

function look(): void {
  const now = performance.now();
  for (const beat of watch.dueBeats(now)) void send(beat);
  if (watch.shouldAsk(now)) tell({ kind: "question" });
  setTimeout(look, watch.questionMs);
}

port.on("message", (message: ToThread) => {
  const now = performance.now();
  watch.heard(now);
  switch (message.kind) {
    case "join":
      transports.set(message.agent, createTransport(message.proxyEnv));
      break;
    case "state":
      watch.update(message.agent, message, now);
      break;
    case "leave":
      watch.remove(message.agent);
      void transports.get(message.agent)?.close();
      transports.delete(message.agent);
      break;
    case "answer":
      break;
  }
});
look();
