import type { Seams } from "../container";
import { TestClock } from "../runtime/clock";
import { createPasswords } from "../runtime/passwords";
import { type RunningServer, startServer } from "../start-server";
import type { LoginLimitOptions } from "../transports/login-limits";
import { testConfig } from "./deps";
import { idleLoad } from "./load";
import { createTestDatabase } from "./test-database";

export const testOwner = { username: "owner@example.test", password: "correct horse battery" };

export interface TestServer extends RunningServer {
  readonly clock: TestClock;
  /** Stops the server and deletes its database. */
  remove(): Promise<void>;
}

export interface TestServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly loginLimits?: LoginLimitOptions;
  readonly seams?: Seams;
}

/** A whole server on a port of its own, over a real database, with a clock that only the test moves. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const clock = new TestClock();
  const config = testConfig(database.folder, {
    OPSTAGE_ADMIN_USERNAME: testOwner.username,
    OPSTAGE_ADMIN_PASSWORD: testOwner.password,
    ...options.env,
  });
  const server = await startServer({
    config: { ...config, host: "127.0.0.1", port: 0 },
    console: "none",
    seams: {
      clock,
      passwords: createPasswords({ memoryKiB: 256, passes: 1 }),
      loginLimits: options.loginLimits,
      // The machine's load is its own affair: a test that is about load says how much there is.
      load: idleLoad,
      ...options.seams,
    },
  });
  return {
    ...server,
    clock,
    async remove() {
      await server.stop("the test is over");
      await database.remove();
    },
  };
}
