import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const loader = pathToFileURL(resolve("node_modules/tsx/dist/loader.mjs")).href;

export interface AgentProcessOptions {
  readonly base: string;
  readonly registrationToken: string;
  readonly folder: string;
  readonly code: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** `test-agent.ts` in a process of its own, which can be killed and started again. */
export interface AgentProcess {
  readonly pid: number | undefined;
  /** What it has logged, over all its lives. */
  readonly log: () => string;
  /** The runs that left a mark: `commandId attempt`. */
  marks(): Promise<string[]>;
  /** Resolves when this life has ended, however. */
  readonly ended: () => Promise<void>;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts it and waits until it is connected. */
export async function startAgentProcess(options: AgentProcessOptions): Promise<AgentProcess> {
  const marksFile = join(options.folder, `${options.code}.marks`);
  let output = "";
  let child: ChildProcess | undefined;
  let ended = Promise.resolve();

  async function start() {
    const started = spawn(process.execPath, ["--import", loader, "server/testing/agents/test-agent.ts"], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "test",
        TSX_TSCONFIG_PATH: resolve("tsconfig.json"),
        OPSTAGE_BACKEND_URL: options.base,
        OPSTAGE_REGISTRATION_TOKEN: options.registrationToken,
        OPSTAGE_AGENT_TOKEN_FILE: join(options.folder, `${options.code}.token`),
        TEST_MARKS_FILE: marksFile,
        TEST_SERVICE_CODE: options.code,
        ...options.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    // A run that is broken off leaves nothing behind.
    const kill = () => started.kill("SIGKILL");
    process.once("exit", kill);
    ended = new Promise((done) =>
      started.once("exit", () => {
        process.off("exit", kill);
        done();
      }),
    );
    const ready = new Promise<void>((done) => {
      for (const stream of [started.stdout, started.stderr]) {
        stream?.setEncoding("utf8").on("data", (text: string) => {
          output += text;
          if (text.includes("ready\n")) done();
        });
      }
    });
    await Promise.race([
      ready,
      ended.then(() => {
        if (started.exitCode !== null) throw new Error(`The agent ended:\n${output}`);
      }),
    ]);
  }

  await start();
  return {
    get pid() {
      return child?.pid;
    },
    log: () => output,
    async marks() {
      const text = await readFile(marksFile, "utf8").catch(() => "");
      return text.split("\n").filter((line) => line !== "");
    },
    ended: () => ended,
    start,
    async stop(signal = "SIGTERM") {
      child?.kill(signal);
      await ended;
    },
  };
}
