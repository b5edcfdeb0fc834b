import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import packageJson from "../../package.json" with { type: "json" };
import { deepFreeze } from "../runtime/deep-freeze";
import type { LogLevel } from "../runtime/log";
import type { Env } from "./env";

/** Everything that can be set, parsed, cross-checked and frozen. Units stand in the names. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where people reach the console, without a slash at the end. */
  readonly publicBaseUrl?: string;
  readonly env: { readonly isDevelopment: boolean; readonly isTest: boolean; readonly isProduction: boolean };
  readonly database: {
    /** An absolute path, or `:memory:`. */
    readonly path: string;
    readonly durability: "full" | "normal";
  };
  readonly dataDir: string;
  readonly backupDir: string;
  readonly session: {
    readonly secret: string;
    /** How long a session lives without use. */
    readonly ttlSeconds: number;
    /** How long it lives at most. */
    readonly maxSeconds: number;
    readonly secureCookie: boolean;
    /** The secret is the one published in `.env.example`: the console warns. */
    readonly isPlaceholderSecret: boolean;
  };
  readonly bootstrap: { readonly username?: string; readonly password?: string };
  readonly agents: {
    readonly heartbeatIntervalSeconds: number;
    readonly commandPollIntervalSeconds: number;
    /** Start value; the maintenance settings override it. */
    readonly offlineThresholdSeconds: number;
    readonly serviceStaleThresholdSeconds: number;
    /** Older agent tokens are rotated; 0 never. */
    readonly tokenMaxAgeDays: number;
  };
  readonly commands: {
    readonly ttlSeconds: number;
    readonly leaseSeconds: number;
    readonly maxAttempts: number;
    readonly resultMaxBytes: number;
    readonly prepareTimeoutSeconds: number;
  };
  /** Days; 0 keeps for ever. */
  readonly retention: {
    readonly auditDays: number;
    readonly commandDays: number;
    readonly healthDays: number;
    readonly configChangeDays: number;
    /** Of used, expired and revoked tokens. */
    readonly tokenDays: number;
    readonly busDays: number;
    /** How many backup files are kept; 0 keeps all. */
    readonly backupCount: number;
  };
  /** 0: no timer. */
  readonly maintenance: { readonly intervalSeconds: number };
  readonly bus: { readonly enabled: boolean; readonly ingestPerMinute: number; readonly maxDepth: number };
  readonly http: {
    readonly bodyLimitBytes: number;
    /** How many proxies in front may be believed about the client's address. */
    readonly trustedProxies: number;
    readonly staticDir: string;
    readonly healthcheckHost: string;
  };
  readonly log: { readonly level: LogLevel };
  readonly build: { readonly version: string; readonly commit?: string; readonly buildTime?: string };
}

/** The secret in `.env.example`: long enough to start with, known to everybody. */
export const placeholderSessionSecret = "change-me-please-generate-with-openssl-rand-base64-48";

const prepareTimeoutSeconds = 30;
const bodyLimitBytes = 1_048_576;
const sevenDaysInSeconds = 7 * 24 * 3600;

/** Turns the environment into the configuration. Relative paths start at the working directory. */
export function toConfig(env: Env): Config {
  const isDevelopment = env.NODE_ENV === "development";
  const isTest = env.NODE_ENV === "test";
  const dataDir = resolve(env.OPSTAGE_DATA_DIR);
  return deepFreeze<Config>({
    host: env.OPSTAGE_HOST,
    port: env.OPSTAGE_PORT,
    publicBaseUrl: env.OPSTAGE_PUBLIC_BASE_URL?.replace(/\/+$/, ""),
    env: { isDevelopment, isTest, isProduction: !isDevelopment && !isTest },
    database: { path: databasePath(env.DATABASE_URL, dataDir), durability: env.OPSTAGE_DURABILITY },
    dataDir,
    backupDir: resolve(/* turbopackIgnore: true */ env.OPSTAGE_BACKUP_DIR ?? join(dataDir, "backups")),
    session: {
      secret: env.OPSTAGE_SESSION_SECRET,
      ttlSeconds: env.OPSTAGE_SESSION_TTL_SECONDS,
      maxSeconds:
        env.OPSTAGE_SESSION_MAX_SECONDS ?? Math.max(sevenDaysInSeconds, env.OPSTAGE_SESSION_TTL_SECONDS),
      secureCookie: !isDevelopment && !isTest,
      isPlaceholderSecret: env.OPSTAGE_SESSION_SECRET === placeholderSessionSecret,
    },
    bootstrap: { username: env.OPSTAGE_ADMIN_USERNAME, password: env.OPSTAGE_ADMIN_PASSWORD },
    agents: {
      heartbeatIntervalSeconds: env.OPSTAGE_AGENT_HEARTBEAT_INTERVAL_SECONDS,
      commandPollIntervalSeconds: env.OPSTAGE_AGENT_COMMAND_POLL_INTERVAL_SECONDS,
      offlineThresholdSeconds: env.OPSTAGE_AGENT_OFFLINE_THRESHOLD_SECONDS,
      serviceStaleThresholdSeconds: env.OPSTAGE_SERVICE_STALE_THRESHOLD_SECONDS,
      tokenMaxAgeDays: env.OPSTAGE_AGENT_TOKEN_MAX_AGE_DAYS,
    },
    commands: {
      ttlSeconds: env.OPSTAGE_COMMAND_TTL_SECONDS,
      leaseSeconds: env.OPSTAGE_COMMAND_LEASE_SECONDS,
      maxAttempts: env.OPSTAGE_COMMAND_MAX_ATTEMPTS,
      resultMaxBytes: env.OPSTAGE_COMMAND_RESULT_MAX_BYTES,
      prepareTimeoutSeconds,
    },
    retention: {
      auditDays: env.OPSTAGE_AUDIT_RETENTION_DAYS,
      commandDays: env.OPSTAGE_COMMAND_RETENTION_DAYS,
      healthDays: env.OPSTAGE_HEALTH_RETENTION_DAYS,
      configChangeDays: env.OPSTAGE_CONFIG_CHANGE_RETENTION_DAYS,
      tokenDays: env.OPSTAGE_TOKEN_RETENTION_DAYS,
      busDays: env.OPSTAGE_BUS_RETENTION_DAYS,
      backupCount: env.OPSTAGE_BACKUP_KEEP,
    },
    maintenance: { intervalSeconds: env.OPSTAGE_MAINTENANCE_INTERVAL_SECONDS },
    bus: {
      enabled: env.OPSTAGE_CAPSULE_BUS_ENABLED,
      ingestPerMinute: env.OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN,
      maxDepth: env.OPSTAGE_CAPSULE_BUS_MAX_DEPTH,
    },
    http: {
      bodyLimitBytes,
      trustedProxies: env.OPSTAGE_TRUSTED_PROXIES,
      staticDir: resolve(env.OPSTAGE_STATIC_DIR),
      healthcheckHost: env.OPSTAGE_HEALTHCHECK_HOST,
    },
    log: { level: env.OPSTAGE_LOG_LEVEL ?? (isTest ? "silent" : "info") },
    build: {
      version: env.OPSTAGE_VERSION ?? `${packageJson.version}-dev`,
      commit: env.OPSTAGE_COMMIT,
      buildTime: env.OPSTAGE_BUILD_TIME,
    },
  });
}

/** Reads the forms of DATABASE_URL: `file:./a.db`, `file:///a.db`, `./a.db`, `:memory:`; parameters are dropped. */
function databasePath(url: string | undefined, dataDir: string): string {
  if (url === undefined) return join(dataDir, "opstage.db");
  if (url === ":memory:" || url.startsWith("file::memory:")) return ":memory:";
  if (!url.startsWith("file:")) return resolve(url);
  const [path = ""] = url.slice("file:".length).split("?");
  if (path.startsWith("//") && isAbsolute(path.slice(2))) return fileURLToPath(`file:${path}`);
  return resolve(/* turbopackIgnore: true */ path);
}

/** What an operator should know at start, in words: settings that work but not as one would wish. */
export function configWarnings(config: Config): string[] {
  const { agents, session } = config;
  const warnings: string[] = [];
  if (session.isPlaceholderSecret)
    warnings.push(
      "OPSTAGE_SESSION_SECRET is the published placeholder: anyone can forge sessions. Set your own.",
    );
  if (agents.offlineThresholdSeconds <= agents.heartbeatIntervalSeconds)
    warnings.push(
      "OPSTAGE_AGENT_OFFLINE_THRESHOLD_SECONDS is not above the heartbeat interval: agents will flap.",
    );
  if (agents.serviceStaleThresholdSeconds <= agents.heartbeatIntervalSeconds)
    warnings.push(
      "OPSTAGE_SERVICE_STALE_THRESHOLD_SECONDS is not above the heartbeat interval: services will flap.",
    );
  if (config.commands.leaseSeconds <= agents.heartbeatIntervalSeconds)
    warnings.push(
      "OPSTAGE_COMMAND_LEASE_SECONDS is not above the heartbeat interval: running commands may be lost.",
    );
  return warnings;
}
