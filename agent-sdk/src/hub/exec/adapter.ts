import type { Seams } from "../../clock";
import type { Health, JsonObject } from "../../types";
import type { Adapter, Catalogue, ChildCall } from "../adapter";
import { ChildError } from "../child-error";
import type { ExecAction } from "../config/exec-schema";
import type { ExecConfiguration } from "../config/load";
import type { Env } from "../config/placeholders";
import { readConfigs } from "./configs";
import { environmentOf } from "./environment";
import { toArguments } from "./flags";
import { ProgramOutput, protocolLineLimit } from "./output";
import { probeFile, probeHttp, probeTcp } from "./probe";
import type { ProcessGroups } from "./process-groups";
import { type ProgramEnd, runProgram } from "./run-program";

export interface ExecPort {
  readonly seams: Seams;
  readonly groups: ProcessGroups;
  /** The hub's own environment. */
  readonly env: Env;
  readonly mask: (text: string) => string;
}

const probeLineLimit = 4_000;

/** Programs that the hub runs: one for each action, perhaps one for the health. */
export class ExecAdapter implements Adapter {
  readonly protocol = "exec";
  readonly #code: string;
  readonly #exec: ExecConfiguration;
  readonly #port: ExecPort;
  readonly #environment: Record<string, string>;

  constructor(code: string, exec: ExecConfiguration, port: ExecPort) {
    this.#code = code;
    this.#exec = exec;
    this.#port = port;
    this.#environment = environmentOf(exec.environment, port.env, exec.identity);
  }

  async catalogue(): Promise<Catalogue> {
    const { configs, actions, directory } = this.#exec;
    const place = { directory, environment: this.#environment, mask: this.#port.mask };
    return { manifest: {}, configs: await readConfigs(configs, place), actions };
  }

  async health(): Promise<Health> {
    const { health, directory } = this.#exec;
    const { seams } = this.#port;
    if (!health) return { status: "UNKNOWN", message: "The hub's file declares no health check for it." };
    if (health.http !== undefined) return probeHttp(health.http, health);
    if (health.tcp !== undefined) return probeTcp(health.tcp, health);
    if (health.file !== undefined) {
      return probeFile(health.file, { maxAgeSeconds: health.maxAgeSeconds, directory, seams });
    }
    return this.#probeCommand(health.command ?? [], health);
  }

  async execute(name: string, payload: JsonObject, call: ChildCall): Promise<unknown> {
    const action = this.#exec.actions.find((one) => one.name === name);
    if (!action)
      throw new ChildError("EXEC_START_FAILED", `The hub's file has no command for ${name} any more.`);
    const { mask } = this.#port;
    const output = new ProgramOutput(call, { mask, limitBytes: action.outputLimitBytes });
    const { flags } = action;
    const end = await runProgram(
      {
        ...this.#place({
          OPSTAGE_ACTION: name,
          OPSTAGE_COMMAND_ID: call.commandId,
          OPSTAGE_ATTEMPT: String(call.attempt),
        }),
        command: flags ? [...action.command, ...toArguments(payload, flags)] : action.command,
        input: flags ? undefined : `${JSON.stringify(payload)}\n`,
        signal: call.signal,
        graceMs: action.graceSeconds * 1_000,
        lineLimit: protocolLineLimit,
        onLine: output.take,
      },
      this.#port,
    );
    output.close();
    call.signal.throwIfAborted();
    return toResult(action, output, end);
  }

  async close(): Promise<void> {}

  async #probeCommand(
    command: readonly string[],
    { timeoutSeconds, degradedStatuses }: { timeoutSeconds: number; degradedStatuses: readonly number[] },
  ): Promise<Health> {
    let lastLine = "";
    const signal = AbortSignal.timeout(timeoutSeconds * 1_000);
    const end = await runProgram(
      {
        ...this.#place({ OPSTAGE_ACTION: "health" }),
        command,
        signal,
        graceMs: 500,
        lineLimit: probeLineLimit,
        onLine: (_, line) => {
          if (line.text.trim() !== "") lastLine = line.text.trim();
        },
      },
      this.#port,
    );
    if (signal.aborted) {
      const text = `The health command did not end within ${timeoutSeconds} s and was stopped.`;
      throw new ChildError("CHILD_TIMEOUT", text);
    }
    const isDegraded = end.status !== null && degradedStatuses.includes(end.status);
    const status = end.status === 0 ? "UP" : isDegraded ? "DEGRADED" : "DOWN";
    const said = this.#port.mask(lastLine);
    const how = `The health command ended with ${describeEnd(end)}`;
    return { status, message: status === "UP" ? said || "ok" : said === "" ? how : `${said} (${how})` };
  }

  #place(more: Readonly<Record<string, string>>) {
    const { directory, identity } = this.#exec;
    return {
      directory,
      identity,
      environment: { ...this.#environment, OPSTAGE_SERVICE: this.#code, ...more },
    };
  }
}

/** The result line decides, and without one the exit status; a failed program never counts as a success. */
function toResult({ name }: ExecAction, output: ProgramOutput, end: ProgramEnd): object {
  const { result } = output;
  const isWell = end.status === 0;
  if (result) {
    const { success, message, data, error } = result;
    const succeeded = success !== false && isWell;
    const failure = isWell
      ? undefined
      : { code: "EXEC_FAILED", message: `${name} ended with ${describeEnd(end)}` };
    return {
      success: succeeded,
      message: message ?? failure?.message,
      data: data ?? undefined,
      error: error ?? failure,
    };
  }
  if (isWell) {
    const said = output.tail("stdout");
    return { success: true, message: output.lastLine("stdout"), data: said === "" ? {} : { output: said } };
  }
  const said = output.lastLine("stderr") ?? output.lastLine("stdout");
  const message = `${name} ended with ${describeEnd(end)}${said ? `: ${said}` : ""}`;
  const data = { output: output.tail("stdout"), errors: output.tail("stderr") };
  return { success: false, message, data, error: { code: "EXEC_FAILED", message, status: end.status } };
}

function describeEnd({ status, signal }: ProgramEnd): string {
  return signal === null ? `status ${status}` : `signal ${signal}`;
}
