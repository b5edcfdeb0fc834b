import type { ServiceContext } from "../context";
import { recordAudit } from "./record";

/** What somebody tried without being allowed to. */
export interface DeniedAttempt {
  /** `agents.disable` */
  readonly operation: string;
  readonly code: string;
}

/** Writes down a refused change: `access.denied`. */
export function recordDenied(ctx: ServiceContext, attempt: DeniedAttempt): Promise<void> {
  return ctx.deps.store.transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "access.denied",
      result: "FAILURE",
      message: `${attempt.operation} was refused: ${attempt.code}`,
      metadata: { operation: attempt.operation, code: attempt.code },
    }),
  );
}
