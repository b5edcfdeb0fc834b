import type { AgentId, MaintenanceSettings, Role, SessionId, UserId } from "@opstage/contracts";
import type { Config } from "../config/config";
import type { EpochMs } from "../domain/time";
import type { Clock } from "../runtime/clock";
import type { Ids } from "../runtime/ids";
import type { LiveEvents } from "../runtime/live-events";
import type { Log } from "../runtime/log";
import type { OneTimeSecrets } from "../runtime/one-time-secrets";
import type { Passwords } from "../runtime/passwords";
import type { SecretBox } from "../runtime/secrets";
import type { Tokens } from "../runtime/tokens";
import type { WakeUps } from "../runtime/wake-ups";
import type { Presence } from "../store/presence";
import type { Readers } from "../store/readers";
import type { Store } from "../store/store";
import type { CachedAgentToken, TokenCache } from "../store/token-cache";
import type { BusDesk } from "./bus/desk";
import type { CommandDesk } from "./commands/desk";
import type { Counters } from "./counters";
import type { ReportHashes } from "./report-hashes";
import type { SchemaCache } from "./schema-cache";
import type { Throttle } from "./throttle";

/** The maintenance settings in force: the environment's values overlaid by the stored row. */
export interface SettingsCache {
  readonly maintenance: MaintenanceSettings;
  /** Called after the commit that stored them. */
  replace(settings: MaintenanceSettings): void;
}

/** Everything a verb may use. Built once by the container; tests build it with their own clock and database. */
export interface Deps {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tokens: Tokens;
  readonly passwords: Passwords;
  readonly log: Log;
  readonly wakeUps: WakeUps;
  readonly live: LiveEvents;
  readonly secretBox: SecretBox;
  readonly oneTimeSecrets: OneTimeSecrets;
  readonly store: Store;
  readonly readers: Readers;
  readonly presence: Presence;
  readonly tokenCache: TokenCache;
  readonly settings: SettingsCache;
  readonly counters: Counters;
  readonly desk: CommandDesk;
  readonly bus: BusDesk;
  readonly schemas: SchemaCache;
  readonly reportHashes: ReportHashes;
  /** Samples audit rows that would drown the trail. */
  readonly throttle: Throttle;
  /** Aborts when the server begins to stop; what is parked then answers (somebody must also call `wakeUps.wakeAll`). */
  readonly stopping: AbortSignal;
  /** When this server became ready; silence is counted from here, so a restart makes nobody OFFLINE. */
  readonly readyAt: EpochMs;
}

/** What the transport knows about the call, for the audit trail and the log. */
export interface RequestMeta {
  readonly requestId: string;
  readonly ipAddress?: string;
  readonly userAgent?: string;
}

export interface UserActor {
  readonly type: "USER";
  readonly id: UserId;
  readonly name: string;
  readonly role: Role;
  readonly sessionId: SessionId;
}

export interface AgentActor {
  readonly type: "AGENT";
  readonly id: AgentId;
  readonly code: string;
  /** The token that proved it; absent while it registers. */
  readonly token?: CachedAgentToken;
}

/** A job of the server itself: a sweep, the first start. */
export interface SystemActor {
  readonly type: "SYSTEM";
  readonly job: string;
}

/** Somebody who has not proved who they are: signing in, registering. */
export interface AnonymousActor {
  readonly type: "ANONYMOUS";
}

/** Who does something. A sweep is an actor like any other, so its audit rows need no special case. */
export type Actor = UserActor | AgentActor | SystemActor | AnonymousActor;

/** First argument of every verb. */
export interface ServiceContext<A extends Actor = Actor> {
  readonly deps: Deps;
  readonly actor: A;
  readonly request: RequestMeta;
  /** Aborts when the caller leaves. */
  readonly signal?: AbortSignal;
  /** The caller's `Idempotency-Key`, for the verbs that honour one. */
  readonly idempotencyKey?: string;
}

export type UserContext = ServiceContext<UserActor>;
export type AgentContext = ServiceContext<AgentActor>;
