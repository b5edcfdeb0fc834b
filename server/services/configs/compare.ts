import type { adminOperations, ConfigComparison, InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** One key over all services that declare it, grouped by equal value; without groups when none does. */
export async function compareConfig(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.configs.compare>,
): Promise<ConfigComparison> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("compareConfig", input, ctx.signal);
}
