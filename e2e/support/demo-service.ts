import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type DemoServiceName = "demo-worker" | "link-checker" | "account-pool" | "disk-janitor";

/** One service of the demo fleet in its own process, with a folder of its own. */
export interface DemoService {
  readonly name: DemoServiceName;
  /** What it logged. */
  readonly log: () => string;
  /** Asks it to end, as Ctrl-C does, and removes its folder. */
  stop(): Promise<void>;
}

export interface DemoServiceOptions {
  readonly backendUrl: string;
  readonly registrationToken: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the service as `npm run demo` does. It registers by itself; it is not there yet when this returns. */
export function startDemoService(name: DemoServiceName, options: DemoServiceOptions): DemoService {
  const folder = mkdtempSync(join(tmpdir(), `opstage-${name}-`));
  let output = "";
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", "tsx", join("agent-sdk", "examples", name, "main.ts")],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "production",
        OPSTAGE_BACKEND_URL: options.backendUrl,
        OPSTAGE_REGISTRATION_TOKEN: options.registrationToken,
        OPSTAGE_AGENT_TOKEN_FILE: join(folder, "agent-token.json"),
        DEMO_DATA_DIR: folder,
        ...options.env,
      },
    },
  );
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  // A run that is broken off leaves nothing behind.
  process.once("exit", () => child.kill("SIGKILL"));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    name,
    log: () => output,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
