import { join } from "node:path";
import { type Config, toConfig } from "../config/config";
import { readEnv } from "../config/env";
import { TestClock } from "../runtime/clock";
import { createIds } from "../runtime/ids";
import { createLiveEvents } from "../runtime/live-events";
import { createLog } from "../runtime/log";
import { createOneTimeSecrets } from "../runtime/one-time-secrets";
import { createPasswords } from "../runtime/passwords";
import { createSecretBox } from "../runtime/secrets";
import { createTokens } from "../runtime/tokens";
import { createWakeUps } from "../runtime/wake-ups";
import { createBusDesk } from "../services/bus/desk";
import { createCommandDesk } from "../services/commands/desk";
import type { Deps } from "../services/context";
import { createCounters } from "../services/counters";
import { createReportHashes } from "../services/report-hashes";
import { createSchemaCache } from "../services/schema-cache";
import { environmentSettings } from "../services/settings/maintenance";
import { createSettingsCache } from "../services/settings-cache";
import { createThrottle } from "../services/throttle";
import { createPresence } from "../store/presence";
import { createStore } from "../store/store";
import { createTokenCache } from "../store/token-cache";
import { createTestReaders } from "./readers";
import { rehearsed } from "./rehearsed";
import { createTestDatabase } from "./test-database";

export interface TestDeps extends Deps {
  readonly clock: TestClock;
  /** Stores what is in memory, as the server does about once a second: readers see it afterwards. */
  flush(): Promise<void>;
  /** Begins to stop, as the server does on a signal. */
  stop(): void;
  /** The same database after a restart: everything in memory is built anew. */
  restart(): Promise<TestDeps>;
  /** Closes and deletes the database. */
  remove(): Promise<void>;
}

export interface TestDepsOptions {
  /** Environment variables beside the defaults. */
  readonly env?: Readonly<Record<string, string>>;
  /** The first instant of the test clock. */
  readonly startAt?: number;
}

/** All that verbs need, over a real migrated database file of its own and a clock that only the test moves. */
export async function createTestDeps(options: TestDepsOptions = {}): Promise<TestDeps> {
  const database = await createTestDatabase();
  const config = testConfig(database.folder, options.env);
  return open(config, new TestClock(options.startAt), database.remove);
}

/** The configuration of tests: everything below this folder, cheap to start. */
export function testConfig(dataDir: string, env: Readonly<Record<string, string>> = {}): Config {
  return toConfig(
    readEnv({
      NODE_ENV: "test",
      OPSTAGE_SESSION_SECRET: "a-session-secret-for-tests-of-48-characters-xxxx",
      OPSTAGE_DATA_DIR: dataDir,
      DATABASE_URL: join(dataDir, "opstage.db"),
      OPSTAGE_DURABILITY: "normal",
      ...env,
    }),
  );
}

async function open(config: Config, clock: TestClock, removeFolder: () => Promise<void>): Promise<TestDeps> {
  const log = createLog({ level: "silent" });
  const { path, durability } = config.database;
  const store = rehearsed(createStore({ path, durability, log }));
  const stopping = new AbortController();
  const secretBox = createSecretBox(config.session.secret);
  const presence = createPresence(store);
  const tokenCache = createTokenCache(store);
  const counters = createCounters(store);
  const desk = createCommandDesk({
    store,
    clock,
    stopping: stopping.signal,
    leaseMs: config.commands.leaseSeconds * 1000,
  });
  await presence.load();
  await counters.load();
  await desk.load();
  const bus = createBusDesk({ store, clock });
  await bus.load();
  const wakeUps = createWakeUps(clock);
  const readers = createTestReaders(store);
  const flush = async () => {
    await presence.flush();
    await tokenCache.flush();
    await counters.flush();
  };
  const stop = () => {
    stopping.abort();
    wakeUps.wakeAll();
  };
  const close = async () => {
    await flush();
    await readers.close();
    await store.close();
  };
  return {
    config,
    clock,
    ids: createIds(clock),
    tokens: createTokens(),
    passwords: createPasswords({ memoryKiB: 256, passes: 1 }),
    log,
    wakeUps,
    live: createLiveEvents(clock),
    secretBox,
    oneTimeSecrets: createOneTimeSecrets({ clock, secretBox }),
    store,
    readers,
    presence,
    tokenCache,
    settings: createSettingsCache(environmentSettings(config)),
    counters,
    desk,
    bus,
    schemas: createSchemaCache(),
    reportHashes: createReportHashes(),
    throttle: createThrottle(),
    stopping: stopping.signal,
    readyAt: clock.now(),
    flush,
    stop,
    async restart() {
      stop();
      await close();
      return open(config, clock, removeFolder);
    },
    async remove() {
      stop();
      await close();
      await removeFolder();
    },
  };
}
