import { AsyncLocalStorage } from "node:async_hooks";
import type { CommandId } from "@opstage/contracts";

const running = new AsyncLocalStorage<CommandId>();

/** Runs a handler so that everything it starts, timers included, knows which command it works for. */
export function runForCommand<T>(commandId: CommandId, work: () => T): T {
  return running.run(commandId, work);
}

/** The command whose handler this code runs for, however far it has come since. */
export function currentCommandId(): CommandId | undefined {
  return running.getStore();
}

/** Whether a payload is a bus event's envelope: a route without a mapping sends it, whatever the action's schema says. */
export function isBusEnvelope(payload: object): boolean {
  const event: unknown = "busEvent" in payload ? payload.busEvent : undefined;
  return typeof event === "object" && event !== null && "experimental" in event && "eventType" in event;
}
