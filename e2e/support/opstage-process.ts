import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const owner = { username: "owner@example.local", password: "correct horse battery" };

/** A real Opstage in its own process, as `npm start` runs it, on a port and a data folder of its own. */
export interface OpstageProcess {
  readonly base: string;
  readonly dataDir: string;
  /** What the server logged since it was first started. */
  readonly log: () => string;
  /** Ends it (SIGTERM unless said otherwise) and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

/** Starts the built server. `env` overrides the defaults of the journeys. */
export async function startOpstage(env: Record<string, string> = {}): Promise<OpstageProcess> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), "opstage-"));
  const base = `http://localhost:${port}`;
  let output = "";
  let child: ChildProcess | undefined;

  async function start() {
    const started = spawn(process.execPath, [join("dist", "server", "main.js")], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "test",
        OPSTAGE_LOG_LEVEL: "warn",
        OPSTAGE_PORT: String(port),
        OPSTAGE_DATA_DIR: dataDir,
        OPSTAGE_SESSION_SECRET: "a secret for the journeys, long enough",
        OPSTAGE_ADMIN_USERNAME: owner.username,
        OPSTAGE_ADMIN_PASSWORD: owner.password,
        ...env,
      },
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child = started;
    // A run that is broken off leaves nothing behind.
    const kill = () => started.kill("SIGKILL");
    process.once("exit", kill);
    started.once("exit", () => process.off("exit", kill));
    await untilHealthy(base, started, () => output);
  }

  async function stop(signal: NodeJS.Signals = "SIGTERM") {
    const running = child;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return null;
    const exited = new Promise<number | null>((resolve) => running.once("exit", (code) => resolve(code)));
    running.kill(signal);
    return exited;
  }

  await start();
  return {
    base,
    dataDir,
    log: () => output,
    stop,
    start,
    async dispose() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** As `startOpstage` without the console, which starts faster: for tests that open no page. */
export function startApi(env: Record<string, string> = {}): Promise<OpstageProcess> {
  return startOpstage({ OPSTAGE_STATIC_DIR: "no-console", ...env });
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("No port.")),
      );
    });
  });
}

async function untilHealthy(base: string, child: ChildProcess, log: () => string): Promise<void> {
  // Nothing in a start waits: it takes a second of computing, which a starved machine has taken ten seconds for.
  const deadline = AbortSignal.timeout(90_000);
  let answer = "none";
  while (!deadline.aborted) {
    const end = child.exitCode ?? child.signalCode;
    if (end !== null) throw new Error(`Opstage ended with ${end}:\n${log()}`);
    const signal = AbortSignal.any([deadline, AbortSignal.timeout(5000)]);
    const reply = await fetch(`${base}/api/system/health`, { signal }).catch(() => undefined);
    if (reply?.ok) return;
    if (reply !== undefined) answer = `${reply.status} ${await reply.text()}`;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Opstage did not become healthy within 90 s; its last answer: ${answer}\n${log()}`);
}
