import { Worker } from "node:worker_threads";
import { messageOf } from "../errors";
import type { ProxyEnv } from "../proxy";
import type { WireReply } from "../transport";
import type { AgentState } from "./host-watch";
import type { FromThread, ToThread } from "./messages";

/** One agent's place in the heartbeat thread. */
export interface StandIn {
  /** What to send while this thread is busy. */
  update(state: AgentState): void;
  /** Resolves when nothing of it is left; the last agent's leaving ends the thread. */
  leave(): Promise<void>;
}

export interface Member {
  readonly proxyEnv: ProxyEnv;
  /** The answer to a heartbeat that was sent in this agent's name. */
  readonly onReply: (reply: WireReply) => void;
  /** There is no thread: heartbeats pause while this one is busy. */
  readonly onFailed: (reason: string) => void;
}

const proxyNames = ["http_proxy", "https_proxy", "no_proxy"].flatMap((name) => [name, name.toUpperCase()]);

/** The thread of this process, shared by its agents; it lives as long as one of them does. */
let thread: { readonly worker: Worker; readonly members: Map<number, Member> } | undefined;
let agentsSoFar = 0;

/** Lets the heartbeat thread speak for an agent while the host's own thread is busy. */
export function joinHeartbeatThread(member: Member): StandIn {
  const agent = ++agentsSoFar;
  try {
    thread ??= startThread();
  } catch (error) {
    member.onFailed(messageOf(error));
    return { update() {}, leave: () => Promise.resolve() };
  }
  const { worker, members } = thread;
  const tell = (message: ToThread) => worker.postMessage(message);
  members.set(agent, member);
  // The environment may hold a thousand other things.
  const proxyEnv = Object.fromEntries(proxyNames.map((name) => [name, member.proxyEnv[name]]));
  tell({ kind: "join", agent, proxyEnv });
  return {
    update(state) {
      if (members.has(agent)) tell({ kind: "state", agent, ...state });
    },
    async leave() {
      if (!members.delete(agent)) return;
      tell({ kind: "leave", agent });
      if (members.size === 0) await end(worker);
    },
  };
}

function startThread() {
  const members = new Map<number, Member>();
  const worker = new Worker(threadFile(), { name: "opstage-heartbeat" });
  worker.on("message", (message: FromThread) => {
    if (message.kind === "question") worker.postMessage({ kind: "answer" } satisfies ToThread);
    else members.get(message.agent)?.onReply(message.reply);
  });
  worker.on("error", (error) => {
    const left = [...members.values()];
    members.clear();
    void end(worker);
    for (const member of left) member.onFailed(messageOf(error));
  });
  // It must not keep a process alive that has nothing else to do.
  worker.unref();
  return { worker, members };
}

async function end(worker: Worker): Promise<void> {
  if (thread?.worker === worker) thread = undefined;
  await worker.terminate();
}

/**
 * The thread's file lies beside this one. A bundler that does not know the pattern leaves an address where
 * nothing is; then there is no thread, which is said and harms nothing else.
 */
function threadFile(): URL {
  const here = import.meta.url;
  // The sources, as the repository's tests and examples run them: threads start from what was built.
  if (here.endsWith(".ts")) return new URL("../../dist/heartbeat-thread.js", here);
  return here.endsWith(".cjs")
    ? new URL("./heartbeat-thread.cjs", here)
    : new URL("./heartbeat-thread.js", here);
}
