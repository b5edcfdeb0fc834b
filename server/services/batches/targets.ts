import type { adminOperations, BatchTarget, InputOf, Page } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/**
 * The services of a batch, each with its command.
 * @throws 404 BATCH_NOT_FOUND
 */
export async function listBatchTargets(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.batches.targets>,
): Promise<Page<BatchTarget>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("batchTargets", input, ctx.signal);
}
