// An agent as the wire sees the SDK's with its defaults: a poll held for 25 s, one after the other (the first one after a
// failure is not held); a heartbeat with health every 30 s and a report every 60 s, each with jitter; idle connections
// closed after 4 s. `fleet-check` holds it
// against the recorded traffic of the real SDK.
import { healthSample, reportedService } from "./fleet.mjs";
import { WireConnection } from "./wire.mjs";

export const heartbeatMs = 30_000;
export const reportMs = 60_000;
const idleMs = 4_000;
const sdk = { name: "@opstage/agent", version: "0.1.0" };
const host = { hostname: "bench", platform: "linux", pid: 1, startedAt: new Date().toISOString() };
const jittered = (ms) => ms * (1 - Math.random() / 10);

/** What a fleet has seen. `backAt`: when each agent's first call since `markRestart` was answered. */
export function fleetStats() {
  return { calls: 0, refused: 0, lost: 0, backAt: new Map(), statuses: {} };
}

export class SimulatedAgent {
  #port;
  #agent;
  #stats;
  #instanceId;
  #timers = new Set();
  #polling;
  #talking;
  #isStopped = false;
  #turn = 0;

  constructor(port, agent, stats, number) {
    this.#port = port;
    this.#agent = agent;
    this.#stats = stats;
    this.#instanceId = `ins_${String(number).padStart(26, "0")}`;
  }

  /** The requests of an agent that has nothing to do. */
  requests() {
    const path = `/api/agents/${this.#agent.agentId}`;
    const instanceId = this.#instanceId;
    const { serviceId, serviceCode: code } = this.#agent;
    return {
      poll: ["GET", `${path}/commands?limit=10&wait=25&instanceId=${instanceId}`],
      look: ["GET", `${path}/commands?limit=10&instanceId=${instanceId}`],
      heartbeat: [
        "POST",
        `${path}/heartbeat`,
        { serviceId, health: healthSample(this.#turn), instanceId, sdk, host, running: [] },
      ],
      report: [
        "POST",
        `${path}/services/report`,
        { services: [reportedService(code, { turn: this.#turn })], instanceId },
      ],
    };
  }

  /** `parkedOnly`: nothing but the poll. */
  start({ parkedOnly = false } = {}) {
    void this.#poll();
    if (parkedOnly) return;
    this.#repeat(() => this.#talk("report"), reportMs);
    this.#repeat(() => this.#talk("heartbeat"), heartbeatMs);
  }

  stop() {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#polling?.close();
    this.#talking?.close();
  }

  #after(ms, run) {
    if (this.#isStopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  #repeat(step, everyMs, failures = 0) {
    void step().then(
      () => this.#after(jittered(everyMs), () => this.#repeat(step, everyMs)),
      (error) => this.#after(backoff(error, failures), () => this.#repeat(step, everyMs, failures + 1)),
    );
  }

  async #poll(failures = 0) {
    try {
      while (!this.#isStopped) {
        if (!this.#polling?.isOpen) this.#polling = new WireConnection(this.#port);
        await this.#send(this.#polling, failures === 0 ? "poll" : "look");
        failures = 0;
      }
    } catch (error) {
      this.#after(backoff(error, failures), () => void this.#poll(failures + 1));
    }
  }

  async #talk(kind) {
    if (!this.#talking?.isOpen) this.#talking = new WireConnection(this.#port);
    const connection = this.#talking;
    await this.#send(connection, kind);
    this.#turn++;
    this.#after(idleMs, () => connection.close());
  }

  async #send(connection, kind) {
    const [method, path, body] = this.requests()[kind];
    const token = this.#agent.agentToken;
    let reply;
    try {
      reply = await connection.request(method, path, {
        token,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch (error) {
      if (!this.#isStopped) this.#stats.lost++;
      throw error;
    }
    this.#stats.calls++;
    if (reply.status >= 300) {
      this.#stats.refused++;
      this.#stats.statuses[reply.status] = (this.#stats.statuses[reply.status] ?? 0) + 1;
      throw Object.assign(new Error(`${reply.status} ${reply.text.slice(0, 200)}`), reply);
    }
    if (!this.#stats.backAt.has(this.#agent.agentId))
      this.#stats.backAt.set(this.#agent.agentId, performance.now());
  }
}

/** As the SDK does: full jitter below a ceiling that doubles from 1 s to 60 s, after what `Retry-After` asks for. */
function backoff(error, failures) {
  const ceiling = Math.min(60_000, 1_000 * 2 ** Math.min(failures, 6));
  return (error.retryAfter ?? 0) * 1_000 + Math.random() * ceiling;
}
