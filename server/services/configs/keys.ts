import type { adminOperations, ConfigKeys, InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** The configuration keys that services declare, and whether their values differ. */
export async function listConfigKeys(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.configs.keys>,
): Promise<ConfigKeys> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("configKeys", input, ctx.signal);
}
