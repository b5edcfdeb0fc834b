import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A hub in a process of its own, with a folder for its file and its token. */
export interface HubProcess {
  readonly folder: string;
  readonly pid: number | undefined;
  /** What it logged. */
  readonly log: () => string;
  /** Replaces its file; it notices by itself. */
  write(yaml: string): void;
  /** Resolves with its exit status. */
  readonly exited: Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it and waits; the folder stays for the next start. */
  stop(): Promise<number | null>;
  /** Ends it and removes its folder. */
  dispose(): Promise<void>;
}

export interface HubProcessOptions {
  readonly backendUrl: string;
  readonly registrationToken?: string;
  readonly yaml: string;
  /** Of an earlier hub, whose identity this one takes. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `opstage-hub run` from its source. */
export function startHub(options: HubProcessOptions): HubProcess {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "opstage-hub-"));
  const file = join(folder, "ophub.yaml");
  const write = (yaml: string) => writeFileSync(file, yaml);
  write(options.yaml);
  let output = "";
  const main = join(root, "agent-sdk", "src", "hub", "main.ts");
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", main, "run", file], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
      OPSTAGE_BACKEND_URL: options.backendUrl,
      ...(options.registrationToken && { OPSTAGE_REGISTRATION_TOKEN: options.registrationToken }),
      OPSTAGE_AGENT_TOKEN_FILE: join(folder, "hub-token.json"),
      ...options.env,
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  // A run that is broken off leaves nothing behind.
  process.once("exit", () => child.kill("SIGKILL"));
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const stop = () => {
    child.kill("SIGTERM");
    return exited;
  };
  return {
    folder,
    pid: child.pid,
    log: () => output,
    write,
    exited,
    signal: (signal) => void child.kill(signal),
    stop,
    async dispose() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Python 3, or undefined where there is none: then the tests that need it say so and are skipped. */
export function findPython(): string | undefined {
  for (const name of ["python3", "python"]) {
    try {
      const version = execFileSync(name, ["--version"], { encoding: "utf8", stdio: "pipe" });
      if (version.startsWith("Python 3.")) return name;
    } catch {
      // Not this one.
    }
  }
  if (process.env.CI) throw new Error("CI needs Python 3 for the hub's tests: install python3-minimal.");
  return undefined;
}
