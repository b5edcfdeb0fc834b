import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CapsuleAgent, type Seams } from "@opstage/agent";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { startApi } from "../../../e2e/support/opstage-process";
import { type BadProxy, type Fault, startBadProxy } from "./bad-proxy";
import { seededRandom } from "./seeded-random";

export interface BadNetworkOptions {
  readonly seed: number;
  readonly commands: number;
  readonly agents: number;
  readonly stallMs: number;
  /** How likely each fault is; the rest passes. */
  readonly odds: Readonly<Partial<Record<Fault, number>>>;
}

export interface CommandFacts {
  readonly id: string;
  readonly actionName: string;
  readonly status: string;
  readonly errorCode: string | null;
  /** How often its handler was run. */
  readonly runs: number;
}

const inFlight = 40;
/** Waits of the agents are this much shorter than in real life, so that hundreds of failures take minutes. */
const hurry = 10;
const cancelOdds = 0.05;
const ended = /^(SUCCEEDED|FAILED|EXPIRED|CANCELLED)$/;

/** Real agents behind a bad network run commands of a real server; says how each of them ended. */
export async function runInBadNetwork(options: BadNetworkOptions) {
  const random = seededRandom(options.seed);
  const folder = await mkdtemp(join(tmpdir(), "opstage-network-"));
  const opstage = await startApi();
  const operator = await signInOverRest(opstage);
  const proxy = await startBadProxy({
    port: Number(new URL(opstage.base).port),
    stallMs: options.stallMs,
    choose: () => chooseFault(options.odds, random),
  });
  const runs = new Map<string, number>();
  const agents: CapsuleAgent[] = [];
  try {
    for (let i = 0; i < options.agents; i++) {
      const agent = agentBehind(proxy, { folder, code: `network-${i}`, random, runs }, [
        await createRegistrationToken(operator, `network-${i}`),
      ]);
      agents.push(agent);
    }
    await Promise.all(agents.map((agent) => agent.start()));
    const services = await untilReported(operator, options.agents);
    const ids = await issueAll(operator, services, { ...options, random });
    const facts: CommandFacts[] = [];
    for (const id of ids) facts.push({ ...(await whenEnded(operator, id)), runs: runs.get(id) ?? 0 });
    return { facts, faults: Object.fromEntries(proxy.seen) };
  } finally {
    await Promise.all(agents.map((agent) => agent.stop()));
    await proxy.close();
    await opstage.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

function chooseFault(odds: BadNetworkOptions["odds"], random: () => number): Fault {
  let left = random();
  for (const [fault, chance] of Object.entries(odds)) {
    left -= chance;
    if (left < 0 && isFault(fault)) return fault;
  }
  return "none";
}

function isFault(name: string): name is Fault {
  return name !== "";
}

function agentBehind(
  proxy: BadProxy,
  facts: { folder: string; code: string; random: () => number; runs: Map<string, number> },
  [registrationToken]: readonly string[],
): CapsuleAgent {
  const { folder, code, random, runs } = facts;
  const seams: Seams = {
    now: () => Date.now(),
    random,
    sleep(ms, signal) {
      return new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const done = () => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(done, ms / hurry);
        signal?.addEventListener("abort", done, { once: true });
      });
    },
  };
  const run = (commandId: string) => {
    runs.set(commandId, (runs.get(commandId) ?? 0) + 1);
    return { data: { commandId } };
  };
  return new CapsuleAgent({
    backendUrl: proxy.url,
    registrationToken,
    tokenStore: { file: join(folder, `${code}.token`) },
    service: { code, name: code },
    heartbeatThread: false,
    // The first contact meets the same network, and may take longer than a start that waits.
    startInBackground: true,
    proxyEnv: {},
    seams,
    drainTimeoutMs: 100,
    onLog: () => {},
  })
    .action({
      name: "once",
      serialKey: null,
      handler: (_, { commandId, log, progress }) => {
        progress(50, "half");
        log.info(`runs ${commandId}`);
        return run(commandId);
      },
    })
    .action({
      name: "again",
      serialKey: null,
      idempotent: true,
      handler: (_, { commandId }) => run(commandId),
    });
}

async function untilReported(operator: OperatorSession, count: number): Promise<{ id: string }[]> {
  for (;;) {
    const services = await operator.call<{ id: string }[]>("GET", "/api/admin/capsule-services?q=network-");
    if (services.length === count) return services;
    await pause();
  }
}

async function issueAll(
  operator: OperatorSession,
  services: readonly { id: string }[],
  { commands, random }: { commands: number; random: () => number },
): Promise<string[]> {
  const ids: string[] = [];
  const open = new Set<Promise<unknown>>();
  for (let i = 0; i < commands; i++) {
    const service = services[Math.floor(random() * services.length)];
    const action = random() < 0.7 ? "once" : "again";
    const { id } = await operator.call<{ id: string }>(
      "POST",
      `/api/admin/capsule-services/${service?.id}/actions/${action}`,
      { payload: {} },
    );
    ids.push(id);
    if (random() < cancelOdds) {
      // It may have ended already, which is no failure here.
      await operator.call("POST", `/api/admin/commands/${id}/cancel`, {}).catch(() => {});
    }
    const end = whenEnded(operator, id).finally(() => open.delete(end));
    open.add(end);
    if (open.size >= inFlight) await Promise.race(open);
  }
  await Promise.all(open);
  return ids;
}

async function whenEnded(operator: OperatorSession, id: string): Promise<Omit<CommandFacts, "runs">> {
  for (;;) {
    const { actionName, status, errorCode } = await operator.call<CommandFacts>(
      "GET",
      `/api/admin/commands/${id}`,
    );
    if (ended.test(status)) return { id, actionName, status, errorCode };
    await pause();
  }
}

/** The processes on the other side are real, and so is the time that they take. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
