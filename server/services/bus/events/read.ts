import type {
  AuditEvent,
  adminOperations,
  BusEvent,
  BusEventDetail,
  InputOf,
  Page,
} from "@opstage/contracts";
import { requireRole } from "../../access";
import type { ServiceContext } from "../../context";

type Operations = typeof adminOperations;

export async function listBusEvents(
  ctx: ServiceContext,
  input: InputOf<Operations["busEvents"]["list"]>,
): Promise<Page<BusEvent>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("listBusEvents", input, ctx.signal);
}

/**
 * An event with what every route did with it.
 * @throws 404 BUS_EVENT_NOT_FOUND
 */
export async function getBusEvent(
  ctx: ServiceContext,
  input: InputOf<Operations["busEvents"]["get"]>,
): Promise<BusEventDetail> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("getBusEvent", input, ctx.signal);
}

/** The audit events whose action begins with `bus.`. */
export async function listBusAudit(
  ctx: ServiceContext,
  input: InputOf<Operations["busAudit"]["list"]>,
): Promise<Page<AuditEvent>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("listBusAudit", input, ctx.signal);
}
