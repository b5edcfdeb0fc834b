import { unwatchFile, watchFile } from "node:fs";
import { systemSeams } from "../clock";
import { messageOf } from "../errors";
import { createLog, type LogRecord } from "../log";
import { ConfigError } from "./config/errors";
import { type ConfigSource, type HubConfig, loadHubConfig } from "./config/load";
import type { Env } from "./config/placeholders";
import { Hub } from "./hub";
import { toLogLine } from "./log-line";
import { versionText } from "./version";

export interface CliPort {
  readonly env: Env;
  /** Answers to what was asked. */
  print(text: string): void;
  /** Complaints, and the log of a running hub. */
  complain(text: string): void;
}

const usage = `Usage:
  opstage-hub run <file>     look after the services that the file names
  opstage-hub check <file>   say what is wrong with the file
  opstage-hub --version      version, and commit and date of the build

The file is described in docs/ophub.md. SIGHUP makes a running hub read it again.`;

const watchEveryMs = 1_000;

/** Runs the command line. Resolves with the exit status: 0 well, 1 it failed, 2 it was not asked properly. */
export async function runCli(args: readonly string[], port: CliPort): Promise<number> {
  const [command, file, ...others] = args;
  if (command === "--version" || command === "-v" || command === "version") {
    port.print(versionText());
    return 0;
  }
  if (command === "--help" || command === "-h" || command === "help") {
    port.print(usage);
    return 0;
  }
  if ((command !== "run" && command !== "check") || file === undefined || others.length > 0) {
    port.complain(usage);
    return 2;
  }
  const source = { file, env: port.env };
  let config: HubConfig;
  try {
    config = await loadHubConfig(source);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    port.complain(error.message);
    return 2;
  }
  if (command === "run") return run(source, config, port);
  const names = config.children.map(({ code, http }) => `  ${code} (${http ? "http" : "exec"})`);
  port.print([`${file} is valid: ${countOf(config.children)}.`, ...names].join("\n"));
  return 0;
}

/** Runs a hub until a signal ends it. */
async function run(source: ConfigSource, config: HubConfig, port: CliPort): Promise<number> {
  const onLog = (record: LogRecord) => {
    if (record.level === "debug") return;
    const { mask } = hub.config;
    port.complain(mask(toLogLine(record, new Date(systemSeams.now()))));
  };
  const log = createLog({ onLog, context: () => ({}) });
  const hub: Hub = new Hub({ source, config, seams: systemSeams, log, onLog });
  process.once("exit", () => hub.killPrograms());

  const asked = untilAsked(() => {
    hub.killPrograms();
    process.exit(1);
  });
  const reload = () =>
    void hub.reload().catch((error: unknown) => {
      if (!(error instanceof ConfigError)) log("error", "hub.reloadFailed", messageOf(error));
    });
  process.on("SIGHUP", reload);
  watchFile(source.file, { interval: watchEveryMs }, reload);
  try {
    const started = hub.start();
    started.catch(() => {});
    await Promise.race([started, asked]);
    log("info", "hub.started", `${versionText()} looks after ${countOf(config.children)}.`);
    await asked;
    return 0;
  } catch (error) {
    log("error", "hub.failed", messageOf(error));
    return 1;
  } finally {
    unwatchFile(source.file);
    await hub.stop();
  }
}

function countOf({ length }: readonly unknown[]): string {
  return length === 1 ? "1 service" : `${length} services`;
}

/** Resolves at the first request to end; a second one is impatient. */
function untilAsked(onImpatience: () => void): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    const ask = () => {
      if (isAsked) onImpatience();
      isAsked = true;
      resolve();
    };
    process.on("SIGINT", ask);
    process.on("SIGTERM", ask);
  });
}
