import { initialPayload } from "@opstage/contracts/json-schema";
import { type CommandOutcome, failed, readHandlerResult } from "./action-result";
import { isBusEnvelope, runForCommand } from "./bus/causation";
import type { Seams } from "./clock";
import { runBounded } from "./deadline";
import { messageOf } from "./errors";
import { type GovernedService, toCatalogEntry } from "./governed-service";
import { toJsonObject } from "./json";
import type { Log, LogLevel } from "./log";
import type { ProgressChannel } from "./progress";
import type { IncomingCommand } from "./replies";
import type { ActionContext, ActionDefinition, PrepareResult } from "./types";

/** The server waits no longer for a form. */
const prepareTimeoutMs = 30_000;

export interface RunPort {
  readonly seams: Seams;
  readonly log: Log;
  /** Carries what the handler says to Opstage. */
  readonly channel: ProgressChannel;
  readonly cancel: AbortSignal;
}

export interface CommandRun {
  /** Null when the command was cancelled: nobody waits for its result. */
  readonly outcome: Promise<CommandOutcome | null>;
  /** Resolves when the handler itself has ended, however late. */
  readonly settled: Promise<unknown>;
}

/** Runs one command on its service. Whatever the host's code does, this ends in an outcome. */
export function runCommand(
  command: IncomingCommand,
  service: GovernedService | undefined,
  port: RunPort,
): CommandRun {
  if (!service) {
    return ended(failed("CAPSULE_SERVICE_NOT_FOUND", "This agent does not serve that Capsule Service."));
  }
  const action = service.findAction(command.actionName);
  if (!action) {
    const text = `The service ${service.code} has no handler for the action ${command.actionName}.`;
    return ended(failed("ACTION_HANDLER_NOT_FOUND", text));
  }
  return command.type === "ACTION_PREPARE"
    ? prepare(command, service, action, port)
    : execute(command, service, action, port);
}

function execute(
  command: IncomingCommand,
  service: GovernedService,
  action: ActionDefinition,
  port: RunPort,
): CommandRun {
  const issues = isBusEnvelope(command.payload) ? [] : service.payloadIssues(action, command.payload);
  if (issues.length > 0) {
    const text = `The payload does not fit the action: ${issues.map((i) => `${i.path} ${i.message}`).join("; ")}`;
    return ended(failed("ACTION_PAYLOAD_INVALID", text, { issues }));
  }
  const timeoutSeconds = command.timeoutSeconds ?? action.timeoutSeconds;
  const handle = (signal: AbortSignal) =>
    runForCommand(command.id, () => action.handler(command.payload, contextOf(command, port, signal)));
  const run = runBounded(handle, {
    seams: port.seams,
    cancel: port.cancel,
    timeoutMs: timeoutSeconds === undefined ? undefined : timeoutSeconds * 1_000,
  });
  const outcome = run.outcome.then((end) => {
    if (end.kind === "done") return readHandlerResult(end.value);
    if (end.kind === "cancelled") return null;
    return end.kind === "failed"
      ? failed("ACTION_FAILED", messageOf(end.error))
      : failed("ACTION_TIMEOUT", `The action did not finish within ${timeoutSeconds} s.`);
  });
  return { outcome, settled: run.settled };
}

function prepare(
  command: IncomingCommand,
  service: GovernedService,
  action: ActionDefinition,
  port: RunPort,
): CommandRun {
  const work = (signal: AbortSignal): PrepareResult | Promise<PrepareResult> =>
    runForCommand(command.id, () =>
      action.prepare?.({ ...contextOf(command, port, signal), payload: command.payload }),
    ) ?? {};
  const bounds = { seams: port.seams, cancel: port.cancel, timeoutMs: prepareTimeoutMs };
  const run = runBounded(async (signal) => toPrepareReply(service, action, await work(signal)), bounds);
  const outcome = run.outcome.then((end) => {
    if (end.kind === "done") return { success: true, data: end.value };
    if (end.kind === "cancelled") return null;
    return end.kind === "failed"
      ? failed("ACTION_PREPARE_FAILED", messageOf(end.error))
      : failed("ACTION_PREPARE_TIMEOUT", "The service did not prepare the action in time.");
  });
  return { outcome, settled: run.settled };
}

function toPrepareReply(service: GovernedService, action: ActionDefinition, prepared: PrepareResult) {
  const meta = toJsonObject(toCatalogEntry({ ...action, ...prepared.action, name: action.name }));
  const schema = toJsonObject(prepared.action?.inputSchema ?? action.inputSchema);
  if (prepared.action?.inputSchema) service.rememberPrepared(action.name, schema);
  return toJsonObject({
    action: meta,
    initialPayload: prepared.initialPayload ?? initialPayload(schema),
    currentState: prepared.currentState ?? {},
  });
}

function contextOf(command: IncomingCommand, port: RunPort, signal: AbortSignal): ActionContext {
  const at = (level: LogLevel) => (message: string, data?: Record<string, unknown>) => {
    port.log(level, "action.log", message, { commandId: command.id, action: command.actionName, ...data });
    port.channel.line(level, message, data);
  };
  return {
    commandId: command.id,
    attempt: command.attempt ?? 1,
    signal,
    log: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
    progress: (percent, message) => port.channel.progress(percent, message),
  };
}

function ended(outcome: CommandOutcome): CommandRun {
  return { outcome: Promise.resolve(outcome), settled: Promise.resolve() };
}
