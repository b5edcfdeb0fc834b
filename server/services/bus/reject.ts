import type { AppError, PublishEventRequest } from "@opstage/contracts";
import { recordAudit } from "../audit/record";
import type { AgentContext } from "../context";

/** A flood or a loop is refused thousands of times; one row a minute for each kind tells as much. */
const sampleMs = 60_000;

const audited: ReadonlySet<string> = new Set([
  "BUS_RATE_LIMITED",
  "BUS_DEPTH_EXCEEDED",
  "BUS_SOURCE_SERVICE_FORBIDDEN",
]);

/** Writes a refused event into the audit trail, at most once a minute for each agent, type and reason. */
export async function auditRejection(
  ctx: AgentContext,
  input: PublishEventRequest,
  { code }: AppError,
): Promise<void> {
  const { clock, store, throttle } = ctx.deps;
  const { eventType, sourceServiceCode, causationId, commandId } = input;
  if (!audited.has(code)) return;
  if (!throttle.allows(`bus.event.rejected ${ctx.actor.id} ${code} ${eventType}`, sampleMs, clock.now()))
    return;
  await store.transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "bus.event.rejected",
      targetType: "Agent",
      targetId: ctx.actor.id,
      result: "FAILURE",
      metadata: { code, eventType, sourceServiceCode, causationId: causationId ?? commandId ?? null },
    }),
  );
}
