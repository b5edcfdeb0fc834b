import { appError, type Role } from "@opstage/contracts";
import { hasRole } from "../domain/access";
import type { ServiceContext, UserActor } from "./context";

/**
 * Asserts that a signed-in person with at least this role calls; the server's own jobs may do everything.
 * @throws 401 UNAUTHORIZED · 403 FORBIDDEN
 */
export function requireRole(ctx: ServiceContext, lowest: Role): void {
  if (ctx.actor.type === "SYSTEM") return;
  if (ctx.actor.type !== "USER") throw appError("UNAUTHORIZED");
  if (!hasRole(ctx.actor.role, lowest)) throw appError("FORBIDDEN");
}

/** As `requireRole`, for verbs that need to know the person. */
export function requireUser(ctx: ServiceContext, lowest: Role): UserActor {
  if (ctx.actor.type !== "USER") throw appError("UNAUTHORIZED");
  requireRole(ctx, lowest);
  return ctx.actor;
}
