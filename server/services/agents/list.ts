import type { Agent, adminOperations, InputOf, Page } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { statusContext } from "../status";

/** Agents with the status that holds now. */
export async function listAgents(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.agents.list>,
): Promise<Page<Agent>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("listAgents", { ...input, at: statusContext(ctx.deps) }, ctx.signal);
}
