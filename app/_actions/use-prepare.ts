import type { Action, JsonObject, PreparedAction } from "@opstage/contracts";
import { useCallback, useEffect, useRef, useState } from "react";
import { toFailure } from "../_lib/failure";
import { trpc } from "../_lib/trpc";

/** What the agent says about an action that is about to be run. */
export type Preparation =
  | { readonly kind: "waiting"; readonly since: number }
  | {
      readonly kind: "ready";
      readonly prepared: PreparedAction;
      readonly at: number;
      /** The agent is asked again, because a field that its choices depend on has changed. */
      readonly isAsking: boolean;
      /** Why it did not answer to that change; its earlier answer still stands. */
      readonly error: unknown;
    }
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

/** Whether the agent may come back by itself, so that a command can wait for it. */
export function isAway(error: unknown): boolean {
  const { code } = toFailure(error);
  return code === "AGENT_OFFLINE" || code === "AGENT_NOT_READY" || code === "AGENT_HEARTBEAT_STALE";
}

/**
 * Asks the agent once when the panel opens, again on `retry`, and with `askWith` when a field that its answer depends
 * on has changed. Each ask is a command of its own, so nothing here repeats by itself.
 */
export function usePrepare(action: Action, onReady: (prepared: PreparedAction) => void) {
  const { mutate, ...first } = trpc.actions.prepare.useMutation();
  const { mutate: mutateWith, ...again } = trpc.actions.prepareWith.useMutation();
  const [answer, setAnswer] = useState<{ prepared: PreparedAction; at: number }>();
  const { serviceId, name: actionName } = action;
  const latest = useRef(onReady);
  latest.current = onReady;
  const take = useCallback((prepared: PreparedAction) => {
    setAnswer({ prepared, at: Date.now() });
    latest.current(prepared);
  }, []);
  const retry = useCallback(
    () => mutate({ serviceId, actionName }, { onSuccess: take }),
    [mutate, take, serviceId, actionName],
  );
  // Only the newest ask's answer is taken: a callback given to `mutate` is dropped by the next call.
  const askWith = useCallback(
    (payload: JsonObject) => mutateWith({ serviceId, actionName, payload }, { onSuccess: take }),
    [mutateWith, take, serviceId, actionName],
  );
  const wasAsked = useRef(false);
  useEffect(() => {
    if (wasAsked.current) return;
    wasAsked.current = true;
    retry();
  }, [retry]);
  const preparation: Preparation = answer
    ? { kind: "ready", ...answer, isAsking: again.isPending, error: again.error }
    : first.error
      ? { kind: isUnavailable(first.error) ? "unavailable" : "failed", error: first.error }
      : { kind: "waiting", since: first.submittedAt };
  return { preparation, retry, askWith };
}
