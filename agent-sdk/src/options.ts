import type { Seams } from "./clock";
import type { IntervalOptions } from "./intervals";
import type { Logger, LogRecord } from "./log";
import type { ProxyEnv } from "./proxy";
import type { ServiceOptions } from "./types";

/** Who the agent is. Its code is its identity: the same code is the same agent, on whatever machine. */
export interface AgentIdentity {
  readonly code: string;
  readonly name?: string;
  /** Default `nodejs`. */
  readonly runtime?: string;
  readonly mode?: "embedded" | "ophub";
}

export interface RuntimeOptions {
  /** Where Opstage is, e.g. `https://opstage.example.com`. */
  readonly backendUrl: string;
  /** Needed for the first start only; it is used once. */
  readonly registrationToken?: string;
  /** Where the agent's token is kept. Default `./data/agent-token.txt`. */
  readonly tokenStore?: { readonly file?: string };
  readonly agent: AgentIdentity;
  readonly services: readonly ServiceOptions[];
  readonly intervals?: IntervalOptions;
  /** Let Opstage hold the request for commands until there is one. Default true. */
  readonly longPoll?: boolean;
  /** How many actions may run at the same time, over all services of the agent. Default 10. */
  readonly concurrency?: number;
  /**
   * Default true: a thread of its own sends heartbeats while the process is busy. Without it an agent whose process
   * computes for long looks OFFLINE.
   */
  readonly heartbeatThread?: boolean;
  /** How long that thread speaks for a process that does not answer, before it counts as hanging. Default 60000. */
  readonly busyLimitMs?: number;
  /** Default true. Without loops nothing happens but what `pollOnce` and `runHealth` do. */
  readonly autoStartLoops?: boolean;
  /**
   * What `start()` does while Opstage cannot be reached. `true`: it resolves at once and the agent connects
   * in the background, however long that takes. `false`: it tries for half a minute, then rejects. Default:
   * the first start (registration) waits and rejects; an agent that is registered already starts in the
   * background, because its service must be able to restart while Opstage is away.
   */
  readonly startInBackground?: boolean;
  /** How long `stop()` lets running actions finish and results be delivered. Default 10000. */
  readonly drainTimeoutMs?: number;
  /** How many published events wait at most while Opstage is away. Default 1000. */
  readonly busQueueLimit?: number;
  /** A console, or a logger like one. Default: the console. */
  readonly logger?: Logger;
  /** Gets structured records in place of the logger. */
  readonly onLog?: (record: LogRecord) => void;
  /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are read. Default `process.env`. */
  readonly proxyEnv?: ProxyEnv;
  /** Time and chance; for tests. */
  readonly seams?: Seams;
}

/** Options of an agent inside one service. The agent's code and name default to the service's. */
export interface CapsuleAgentOptions extends Omit<RuntimeOptions, "agent" | "services"> {
  readonly service: ServiceOptions;
  readonly agent?: Partial<AgentIdentity>;
}

/** @throws TypeError when the options cannot work, at the place where the author sees it */
export function checkOptions(options: RuntimeOptions): void {
  const { backendUrl, agent, services, concurrency = 1 } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new TypeError(`concurrency must be a whole number from 1, and is ${concurrency}.`);
  }
  if (!URL.canParse(backendUrl) || !/^https?:$/.test(new URL(backendUrl).protocol)) {
    throw new TypeError(`backendUrl must be an http or https URL, and is ${JSON.stringify(backendUrl)}.`);
  }
  const codes = [agent.code, ...services.map((service) => service.code)];
  const bad = codes.find((code) => !/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(code));
  if (bad !== undefined) {
    throw new TypeError(
      `The code ${JSON.stringify(bad)} must be letters, digits, ".", "_" and "-", at most 80.`,
    );
  }
}
