import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { type Config, configWarnings, toConfig } from "./config/config";
import { loadDotEnv } from "./config/dot-env";
import { readEnv } from "./config/env";
import { type Clock, systemClock } from "./runtime/clock";
import { watchEventLoop } from "./runtime/event-loop";
import { createIds } from "./runtime/ids";
import { createLiveEvents } from "./runtime/live-events";
import { type LoadProbe, watchLoad } from "./runtime/load-probe";
import { createLog, type Log } from "./runtime/log";
import { createOneTimeSecrets } from "./runtime/one-time-secrets";
import { readOpenFilesMax } from "./runtime/open-files";
import { createPasswords, type Passwords } from "./runtime/passwords";
import { createSecretBox } from "./runtime/secrets";
import { createShutdown, type Shutdown } from "./runtime/shutdown";
import { createTokens } from "./runtime/tokens";
import { createWakeUps } from "./runtime/wake-ups";
import { startBatchTimer } from "./services/batches/timer";
import { bootstrap } from "./services/bootstrap/bootstrap";
import { createBusDesk } from "./services/bus/desk";
import { createCommandDesk } from "./services/commands/desk";
import { startDueTimer } from "./services/commands/due-timer";
import type { Deps } from "./services/context";
import { createCounters } from "./services/counters";
import { startMaintenanceTimer } from "./services/maintenance/timer";
import { createReportHashes } from "./services/report-hashes";
import { createSchemaCache } from "./services/schema-cache";
import { loadMaintenanceSettings } from "./services/settings/maintenance";
import { createSettingsCache } from "./services/settings-cache";
import { createThrottle } from "./services/throttle";
import { createPresence } from "./store/presence";
import { createStore } from "./store/store";
import { createTokenCache } from "./store/token-cache";
import { type ApiOptions, createApi } from "./transports/http/api";
import { createLoginLimits, type LoginLimitOptions } from "./transports/login-limits";
import { type Maintenance, startMaintenance } from "./worker/maintenance";
import { createReaders } from "./worker/readers";

/** What tests put in place of the real thing. */
export interface Seams {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly passwords?: Passwords;
  readonly loginLimits?: LoginLimitOptions;
  readonly load?: LoadProbe;
}

/** One Opstage in this process: everything it is made of, started and ready. */
export interface Container extends AsyncDisposable {
  readonly config: Config;
  readonly deps: Deps;
  readonly shutdown: Shutdown;
  /** The header in which this process notes a socket's address for the route handler. */
  readonly addressHeader: string;
  /** The API, with the console's pages where this server shows them. */
  createApi(options?: Pick<ApiOptions, "pages">): FastifyInstance;
  /** The API without pages, for the route handler; made once. */
  readonly api: () => Promise<FastifyInstance>;
}

/** What memory holds is stored this often; losing a second of it costs nothing but a later flush. */
const flushEveryMs = 1000;

/**
 * Builds an Opstage: opens and migrates the database, loads what memory holds of it, makes the first owner, starts the
 * timers. Stopping takes it down in the opposite order.
 * @throws what makes a start impossible: the database is in use or newer, or there is no first sign-in
 */
export async function createContainer(config: Config, seams: Seams = {}): Promise<Container> {
  const log = seams.log ?? createLog(config.log);
  const clock = seams.clock ?? systemClock;
  const shutdown = createShutdown({ clock, log, stepTimeoutMs: 4000 });
  for (const warning of configWarnings(config)) log.warn(warning);
  try {
    return await build(config, seams, { log, clock, shutdown });
  } catch (error) {
    await shutdown.stop("the start failed");
    throw error;
  }
}

async function build(
  config: Config,
  seams: Seams,
  basics: { readonly log: Log; readonly clock: Clock; readonly shutdown: Shutdown },
): Promise<Container> {
  const { log, clock, shutdown } = basics;
  const { path, durability } = config.database;
  const preferBuilt = config.env.isProduction;
  let maintenance: Maintenance | undefined;
  const store = createStore({
    path,
    durability,
    log,
    backup: (target, onProgress) => started(maintenance).backup(target, onProgress),
  });
  shutdown.onStop("store", () => store.close());
  // Both open the file that the store has just migrated.
  const readers = createReaders({ databasePath: store.path, preferBuilt });
  shutdown.onStop("readers", () => readers.close());
  // The first query of a thread loads Prisma; a person should not be the one who waits for it.
  readers
    .run("auditActions", undefined)
    .catch((err: unknown) => log.debug({ err }, "The readers were not warmed."));
  maintenance = startMaintenance({
    databasePath: store.path,
    preferBuilt,
    onCrash: (err) => log.error({ err }, "The maintenance thread ended; backups fail until the next start."),
  });
  shutdown.onStop("maintenance thread", () => maintenance?.close());

  const presence = createPresence(store);
  const tokenCache = createTokenCache(store);
  const counters = createCounters(store);
  const secretBox = createSecretBox(config.session.secret);
  const settings = createSettingsCache(await loadMaintenanceSettings(store, config));
  const deps: Deps = {
    config,
    clock,
    ids: createIds(clock),
    tokens: createTokens(),
    passwords: seams.passwords ?? createPasswords(),
    log,
    wakeUps: createWakeUps(clock),
    live: createLiveEvents(clock),
    secretBox,
    oneTimeSecrets: createOneTimeSecrets({ clock, secretBox }),
    store,
    readers,
    presence,
    tokenCache,
    settings,
    counters,
    throttle: createThrottle(),
    desk: createCommandDesk({
      store,
      clock,
      stopping: shutdown.signal,
      leaseMs: config.commands.leaseSeconds * 1000,
    }),
    bus: createBusDesk({ store, clock }),
    schemas: createSchemaCache(),
    reportHashes: createReportHashes(),
    stopping: shutdown.signal,
    readyAt: clock.now(),
  };
  await presence.load();
  await counters.load();
  await deps.desk.load();
  await deps.bus.load();
  await bootstrap(deps);

  const flush = async () => {
    await presence.flush();
    await tokenCache.flush();
    await counters.flush();
  };
  shutdown.onStop("flush", flush);
  const stopFlushing = clock.every(flushEveryMs, () => {
    flush().catch((err: unknown) => log.error({ err }, "What memory holds could not be stored."));
  });
  shutdown.onStop("timers", stopFlushing);
  const timer = startMaintenanceTimer(deps);
  shutdown.onStop("maintenance timer", () => timer.stop());
  const batches = startBatchTimer(deps);
  shutdown.onStop("batch timer", () => batches.stop());
  const dueTimer = startDueTimer(deps);
  shutdown.onStop("due timer", () => dueTimer.stop());

  const eventLoop = watchEventLoop();
  shutdown.onStop("event loop watch", () => eventLoop.stop());
  const openFilesMax = readOpenFilesMax();
  log.info({ openFilesMax }, "Open files allowed.");
  const load = seams.load ?? watchLoad();
  shutdown.onStop("load watch", () => load.stop());
  const loginLimits = createLoginLimits(seams.loginLimits);
  const shared = { loginLimits, probes: { eventLoop, openFilesMax }, load };
  let injected: Promise<FastifyInstance> | undefined;

  return {
    config,
    deps,
    shutdown,
    addressHeader: `x-opstage-socket-${randomBytes(12).toString("hex")}`,
    createApi: (options) => createApi(deps, { ...shared, ...options }),
    api() {
      injected ??= readyApi(deps, shared);
      return injected;
    },
    [Symbol.asyncDispose]: () => shutdown.stop("the container is disposed of"),
  };
}

async function readyApi(deps: Deps, options: ApiOptions): Promise<FastifyInstance> {
  const app = createApi(deps, options);
  await app.ready();
  return app;
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("Not started yet");
  return part;
}

const slot = Symbol.for("opstage");

/** The slot is shared by every copy of this module in the process: Next's bundle has one of its own. */
function sharedSlot(): { [slot]?: Promise<Container> } {
  return globalThis as { [slot]?: Promise<Container> };
}

/** This process's Opstage: the one that was shared, else made now from the environment. */
export function getContainer(): Promise<Container> {
  const shared = sharedSlot();
  shared[slot] ??= createFromEnvironment();
  return shared[slot];
}

/** Makes this container the one that `getContainer` answers. */
export function shareContainer(container: Container): void {
  sharedSlot()[slot] = Promise.resolve(container);
}

/** Whether there is an Opstage in this process already. */
export function hasContainer(): boolean {
  return sharedSlot()[slot] !== undefined;
}

/** Reads `.env` and the environment, and builds the container they describe. */
export async function createFromEnvironment(): Promise<Container> {
  loadDotEnv(process.cwd());
  return createContainer(toConfig(readEnv()));
}
