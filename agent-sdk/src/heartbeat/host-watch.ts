import type { WireRequest } from "../transport";

/** Asked this often, unless heartbeats themselves are more frequent than ten of it. */
const longestQuestionMs = 2_000;
const heartbeatsPerQuestion = 10;
/** A host that is busy for this long says so without waiting for the next heartbeat. */
const noticeableMs = 5_000;

/** What the host says of one of its agents. */
export interface AgentState {
  readonly request: WireRequest;
  readonly intervalMs: number;
  /** A host that has not answered for this long gets no more heartbeats sent in its name: it may hang. */
  readonly busyLimitMs: number;
  /** The host has just sent a heartbeat itself. */
  readonly isSent: boolean;
}

interface WatchedAgent extends Omit<AgentState, "isSent"> {
  lastBeatAt: number;
  /** It was told that the host is busy, this time. */
  isNoticed: boolean;
}

/** A heartbeat to send in the host's name. */
export interface DueBeat {
  readonly agent: number;
  readonly request: WireRequest;
}

/**
 * Knows whether the host's thread answers, and which heartbeats are due while it does not. Pure: the thread
 * around it brings time, questions and connections.
 */
export class HostWatch {
  readonly #agents = new Map<number, WatchedAgent>();
  #askedAt: number | undefined;
  #heardAt: number;

  constructor(now: number) {
    this.#heardAt = now;
  }

  /** How long to wait until the next look. */
  get questionMs(): number {
    const intervals = [...this.#agents.values()].map(({ intervalMs }) => intervalMs);
    return Math.max(20, Math.min(longestQuestionMs, ...intervals.map((ms) => ms / heartbeatsPerQuestion)));
  }

  /** The host has said something, so it lives. */
  heard(now: number): void {
    this.#heardAt = now;
    this.#askedAt = undefined;
    for (const agent of this.#agents.values()) agent.isNoticed = false;
  }

  update(agent: number, { request, intervalMs, busyLimitMs, isSent }: AgentState, now: number): void {
    const known = this.#agents.get(agent);
    const lastBeatAt = isSent || !known ? now : known.lastBeatAt;
    this.#agents.set(agent, { request, intervalMs, busyLimitMs, lastBeatAt, isNoticed: false });
  }

  remove(agent: number): void {
    this.#agents.delete(agent);
  }

  /** True when the host is to be asked now. */
  shouldAsk(now: number): boolean {
    if (this.#askedAt !== undefined || this.#agents.size === 0) return false;
    this.#askedAt = now;
    return true;
  }

  /** The heartbeats that the host should have sent by now and cannot, each with `busySinceMs`. */
  dueBeats(now: number): DueBeat[] {
    if (this.#askedAt === undefined || now - this.#askedAt < this.questionMs / 2) return [];
    const busySinceMs = now - this.#heardAt;
    const due: DueBeat[] = [];
    for (const [agent, watched] of this.#agents) {
      if (busySinceMs > watched.busyLimitMs) continue;
      const isNews = !watched.isNoticed && busySinceMs >= Math.min(noticeableMs, watched.intervalMs / 2);
      if (!isNews && now - watched.lastBeatAt < watched.intervalMs) continue;
      watched.lastBeatAt = now;
      watched.isNoticed = true;
      due.push({ agent, request: withBusy(watched.request, busySinceMs) });
    }
    return due;
  }
}

function withBusy(request: WireRequest, busySinceMs: number): WireRequest {
  const body: unknown = JSON.parse(request.body ?? "{}");
  return { ...request, body: JSON.stringify({ ...Object(body), busySinceMs: Math.round(busySinceMs) }) };
}
