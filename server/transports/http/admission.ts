import { type AgentId, type AppError, appError } from "@opstage/contracts";
import type { LoadProbe } from "../../runtime/load-probe";
import type { Deps } from "../../services/context";
import { createShares } from "./shares";
import { createTurns } from "./turns";
import { createWaitingRoom } from "./waiting-room";

/** Who is let in while there is more to do than the server can: people before agents, and agents alike. */
export interface Admission {
  /** Why this agent's call has to come back later; null when it may go on. Refused or not, the agent has spoken. */
  refusalOfAgent(agentId: AgentId): AppError | null;
  /** Resolves when an agent's call may go on; undefined when that is at once. */
  turn(): Promise<void> | undefined;
  /** Why a person's call has to come back later; null when it may go on. */
  refusalOfPerson(): AppError | null;
  /** A connection was just accepted. */
  noteConnection(): void;
  /** Resolves when a refusal may be sent: who is sent away hears it late, so that asking again at once is no use. */
  untilSent(): Promise<void> | undefined;
  /** As `untilSent`, for a call that proved nobody's identity; only an address that fails all the time waits. */
  untilDenied(address: string | undefined): Promise<void>;
}

/** Things happen this much too late, or an agent's call would wait so long for its turn: agents come back later. */
const agentsLagMs = 150;

/** Above this even people come back later; only the health of the server is still answered. */
const peopleLagMs = 2000;

/** Transactions that wait for the disk; more of them would only wait longer. */
const waitingJobsMax = 5000;

/** A thread that works this much of its time has nothing left to give away. */
const busyUtilization = 0.8;

/** Calls without a valid token that one address may make in a second. */
const deniedPerSecond = 50;

/** Agents that are sent away come back over so many seconds, not all at once. */
const returnSpreadSeconds = 5;

/** The admission to this server, by what the probe says. */
export function createAdmission(deps: Deps, probe: LoadProbe): Admission {
  const { clock, log, presence, stopping, store } = deps;
  const shares = createShares(() => probe.utilization() >= busyUtilization);
  const turns = createTurns();
  const room = createWaitingRoom(clock, stopping);
  const denied = { second: 0, byAddress: new Map<string, number>() };
  const refused = { count: 0, saidAt: 0 };
  let turn = 0;

  /** One line a second for all of them: a line for each would be load of its own. */
  function noteRefused(): void {
    refused.count++;
    const now = clock.now();
    if (now - refused.saidAt < 1000) return;
    log.warn(
      { calls: refused.count, lagMs: Math.round(Math.max(turns.waitMs(), probe.lagMs())) },
      "calls of agents were refused",
    );
    refused.count = 0;
    refused.saidAt = now;
  }

  function isOverloaded(): boolean {
    const isLate = turns.waitMs() >= agentsLagMs || probe.lagMs() >= agentsLagMs;
    return isLate || store.waitingJobs >= waitingJobsMax;
  }

  return {
    refusalOfAgent(agentId) {
      const now = clock.now();
      const isGreedy = shares.isOver(agentId, now);
      if (!isGreedy && !isOverloaded()) return null;
      presence.seen(agentId, now);
      noteRefused();
      if (isGreedy) return appError("RATE_LIMITED", { retryAfterSeconds: 1 });
      return appError("OVERLOADED", { retryAfterSeconds: 1 + (turn++ % returnSpreadSeconds) });
    },
    refusalOfPerson: () =>
      probe.lagMs() < peopleLagMs ? null : appError("OVERLOADED", { retryAfterSeconds: 2 }),
    turn: () => turns.take(),
    noteConnection: () => turns.noteConnection(),
    untilSent: () => room.stay(),
    async untilDenied(address = "unknown") {
      const second = Math.floor(clock.now() / 1000);
      if (second !== denied.second) denied.byAddress.clear();
      denied.second = second;
      const count = (denied.byAddress.get(address) ?? 0) + 1;
      denied.byAddress.set(address, count);
      if (count > deniedPerSecond) await room.stay();
    },
  };
}
