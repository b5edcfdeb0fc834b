import type { Seams } from "../clock";
import { messageOf } from "../errors";
import type { Log, LogRecord } from "../log";
import { AgentRuntime } from "../runtime";
import type { Adapter } from "./adapter";
import { CursorFile } from "./bus/cursor-file";
import { Forwarder } from "./bus/forwarder";
import { Child, type ChildState } from "./child";
import { ConfigError } from "./config/errors";
import { type ChildConfig, type ConfigSource, type HubConfig, loadHubConfig } from "./config/load";
import { ExecAdapter } from "./exec/adapter";
import { ProcessGroups } from "./exec/process-groups";
import { HttpAdapter } from "./http/adapter";
import { declareSelf, type Reloaded } from "./self-service";

export interface HubPort {
  readonly source: ConfigSource;
  readonly config: HubConfig;
  readonly seams: Seams;
  /** Masks what the file took from the environment, whatever the file is by now. */
  readonly log: Log;
  readonly onLog: (record: LogRecord) => void;
}

/** Programs that are left when the hub stops get this long between SIGTERM and SIGKILL. */
const stopGraceMs = 3_000;

/** Commands over all children: enough that those which wait for one child never keep another's away. */
const commandsMax = 100;

/** One agent that stands for many services on this machine. It asks and reports; it starts and restarts nobody. */
export class Hub {
  readonly #port: HubPort;
  readonly #runtime: AgentRuntime;
  readonly #groups: ProcessGroups;
  readonly #children = new Map<string, Child>();
  readonly #forwarders = new Map<string, Forwarder>();
  readonly #cursors: CursorFile;
  #config: HubConfig;
  #isStarted = false;
  #fileProblem: string | undefined;
  #restartProblem: string | undefined;
  /** Reloads wait for each other. */
  #reloading: Promise<unknown> = Promise.resolve();

  constructor(port: HubPort) {
    const { config, seams, onLog } = port;
    this.#port = port;
    this.#config = config;
    this.#groups = new ProcessGroups(seams);
    const { url, registrationToken, tokenFile } = config.opstage;
    this.#cursors = new CursorFile(`${tokenFile}.cursors`);
    this.#runtime = new AgentRuntime({
      backendUrl: url,
      registrationToken,
      tokenStore: { file: tokenFile },
      agent: { ...config.agent, mode: "ophub", runtime: "nodejs" },
      services: [],
      concurrency: commandsMax,
      onLog,
      seams,
    });
  }

  /** What is in force now. */
  get config(): HubConfig {
    return this.#config;
  }

  children(): ChildState[] {
    return this.#config.children.flatMap(({ code }) => this.#children.get(code)?.state() ?? []);
  }

  /** What is wrong with the hub itself. */
  problems(): string[] {
    const own = [this.#fileProblem, this.#restartProblem].filter((problem) => problem !== undefined);
    const waiting = [...this.#forwarders.values()].flatMap(({ problem }) => problem ?? []);
    return [...own, ...this.children().flatMap(({ problems }) => problems), ...waiting];
  }

  /**
   * Looks at every child once, registers on the first start, and goes on in the background.
   * @throws RegistrationError, AgentAuthError, NetworkError, TokenFileError
   */
  async start(): Promise<void> {
    const { code, name } = this.#config.self;
    declareSelf({
      runtime: this.#runtime,
      code,
      name,
      children: () => this.children(),
      problems: () => this.problems(),
      eventsLeftOut: () => [...this.#forwarders.values()].reduce((sum, { leftOut }) => sum + leftOut, 0),
      reload: () => this.reload(),
    });
    await this.#cursors.load();
    await Promise.all(this.#config.children.map((config) => this.#admit(config)));
    await this.#runtime.start();
    for (const forwarder of this.#forwarders.values()) forwarder.start();
    this.#isStarted = true;
  }

  /**
   * Reads the file again and follows it. Commands that run go on to their end.
   * @throws ConfigError when the file cannot be used; then everything stays as it was, and the health says so
   */
  reload(): Promise<Reloaded> {
    const reload = this.#reloading.then(() => this.#reload());
    this.#reloading = reload.catch(() => {});
    return reload;
  }

  /** Lets running commands finish, says goodbye, and leaves no process behind. */
  async stop(): Promise<void> {
    for (const one of [...this.#forwarders.values(), ...this.#children.values()]) one.stop();
    await this.#runtime.stop();
    await this.#groups.endAll(stopGraceMs);
  }

  /** Ends every program now; for a process that is about to exit. */
  killPrograms(): void {
    this.#groups.killNow();
  }

  async #reload(): Promise<Reloaded> {
    const { log, source } = this.#port;
    let next: HubConfig;
    try {
      next = await loadHubConfig(source);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.#fileProblem = `The file is invalid, the hub goes on with the last valid one. ${error.message}`;
      log("error", "hub.fileInvalid", this.#fileProblem);
      this.#tell();
      throw error;
    }
    this.#fileProblem = undefined;
    this.#restartProblem = restartProblem(this.#config, next);
    if (this.#restartProblem) log("warn", "hub.restartNeeded", this.#restartProblem);
    const reloaded = await this.#follow(next);
    const total = reloaded.added.length + reloaded.changed.length + reloaded.removed.length;
    if (total > 0) log("info", "hub.reloaded", "The file was read again.", { ...reloaded });
    this.#tell();
    return reloaded;
  }

  async #follow(next: HubConfig): Promise<Reloaded> {
    const before = this.#config;
    const { opstage, agent, self } = before;
    this.#config = { ...next, opstage, agent, self };
    const isSamePace =
      before.healthEveryMs === next.healthEveryMs && before.catalogueEveryMs === next.catalogueEveryMs;
    const wanted = new Map(next.children.map((config) => [config.code, config]));
    const removed = [...this.#children.keys()].filter((code) => !wanted.has(code));
    for (const code of removed) this.#dismiss(code);
    const added = next.children.filter(({ code }) => !this.#children.has(code));
    const changed = next.children.filter((config) => {
      const child = this.#children.get(config.code);
      return child && !(isSamePace && isSame(child.config, config));
    });
    await Promise.all([...added, ...changed].map((config) => this.#admit(config)));
    const codes = (configs: readonly ChildConfig[]) => configs.map(({ code }) => code);
    return { added: codes(added), changed: codes(changed), removed };
  }

  /** Takes a child in, in place of the one with its code if there is one. */
  async #admit(config: ChildConfig): Promise<void> {
    const { seams, log } = this.#port;
    const { healthEveryMs, catalogueEveryMs } = this.#config;
    const child = new Child(config, this.#adapterFor(config), {
      seams,
      log,
      runtime: this.#runtime,
      healthEveryMs,
      catalogueEveryMs,
      onHealthChange: () => this.#tell(),
    });
    await child.firstLook();
    this.#dismiss(config.code);
    this.#children.set(config.code, child);
    child.join();
    child.watch();
    this.#forward(child);
  }

  #forward({ config: { code, http }, adapter }: Child): void {
    if (!http?.events) return;
    const { seams, log } = this.#port;
    const onNews = () => this.#tell();
    const port = { seams, log, runtime: this.#runtime, cursors: this.#cursors, onNews };
    const forwarder = new Forwarder(code, { adapter, everyMs: http.eventsEverySeconds * 1_000 }, port);
    this.#forwarders.set(code, forwarder);
    if (this.#isStarted) forwarder.start();
  }

  #dismiss(code: string): void {
    const child = this.#children.get(code);
    if (!child) return;
    this.#forwarders.get(code)?.stop();
    this.#forwarders.delete(code);
    child.stop();
    this.#children.delete(code);
    this.#runtime.removeService(code);
  }

  #adapterFor({ code, http, exec }: ChildConfig): Adapter {
    if (http) return new HttpAdapter(http);
    if (!exec) throw new TypeError(`${code} has no adapter.`);
    const { seams, source } = this.#port;
    const { mask } = this.#config;
    return new ExecAdapter(code, exec, { seams, groups: this.#groups, env: source.env, mask });
  }

  /** Sends the news now instead of with the next heartbeat. */
  #tell(): void {
    if (this.#runtime.agentId === undefined) return;
    this.#runtime.runHealth().catch((error: unknown) => {
      this.#port.log(
        "debug",
        "hub.newsDelayed",
        `The news waits for the next heartbeat: ${messageOf(error)}`,
      );
    });
  }
}

/** What of the file counts only at a start. */
function restartProblem(before: HubConfig, next: HubConfig): string | undefined {
  const keys = (["opstage", "agent", "self"] as const).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(next[key]),
  );
  return keys.length === 0
    ? undefined
    : `${next.name}: ${keys.join(", ")} changed; restart the hub for that.`;
}

function isSame(a: ChildConfig, b: ChildConfig): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
