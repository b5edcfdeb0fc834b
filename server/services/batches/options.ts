import { type adminOperations, type BatchOptions, batchTargetsMax, type InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";
import { findSelected } from "./selection";

/** The actions that the selected services offer, with how many of them do. */
export async function listBatchOptions(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.batches.options>,
): Promise<BatchOptions> {
  requireRole(ctx, "operator");
  const selected = await findSelected(ctx, input);
  const serviceIds = selected.slice(0, batchTargetsMax);
  const actions = await ctx.deps.readers.run("batchOptions", { serviceIds }, ctx.signal);
  return { serviceCount: serviceIds.length, tooMany: selected.length > batchTargetsMax, actions };
}
