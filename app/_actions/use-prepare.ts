import type { Action, PreparedAction } from "@opstage/contracts";
import { useCallback, useEffect, useRef } from "react";
import { toFailure } from "../_lib/failure";
import { trpc } from "../_lib/trpc";

/** What the agent says about an action that is about to be run. */
export type Preparation =
  | { readonly kind: "waiting"; readonly since: number }
  | { readonly kind: "ready"; readonly prepared: PreparedAction; readonly at: number }
  /** No command can reach the agent now, so running is refused too. */
  | { readonly kind: "unavailable"; readonly error: unknown }
  /** The agent is there but did not prepare; the catalogue's form still works. */
  | { readonly kind: "failed"; readonly error: unknown };

const unavailableCodes: ReadonlySet<string> = new Set([
  "AGENT_NOT_FOUND",
  "AGENT_OFFLINE",
  "AGENT_DISABLED",
  "AGENT_REVOKED",
  "AGENT_NOT_READY",
  "AGENT_HEARTBEAT_STALE",
]);

/** Whether a failure means that the agent cannot take commands now. */
export function isUnavailable(error: unknown): boolean {
  return unavailableCodes.has(toFailure(error).code);
}

/**
 * Asks the agent once when the panel opens, and again on `retry`. Each ask is a command of its own, so nothing
 * here repeats by itself.
 */
export function usePrepare(action: Action, onReady: (prepared: PreparedAction) => void) {
  const { mutate, ...ask } = trpc.actions.prepare.useMutation({ onSuccess: onReady });
  const { serviceId, name } = action;
  const retry = useCallback(() => mutate({ serviceId, actionName: name }), [mutate, serviceId, name]);
  const wasAsked = useRef(false);
  useEffect(() => {
    if (wasAsked.current) return;
    wasAsked.current = true;
    retry();
  }, [retry]);
  return { preparation: preparationOf(ask), retry };
}

function preparationOf(ask: {
  data: PreparedAction | undefined;
  error: unknown;
  submittedAt: number;
}): Preparation {
  if (ask.data) return { kind: "ready", prepared: ask.data, at: ask.submittedAt };
  if (ask.error) return { kind: isUnavailable(ask.error) ? "unavailable" : "failed", error: ask.error };
  return { kind: "waiting", since: ask.submittedAt };
}
