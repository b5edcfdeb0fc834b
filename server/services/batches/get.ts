import type { Batch, BatchId } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/**
 * A batch with how far it is.
 * @throws 404 BATCH_NOT_FOUND
 */
export async function getBatch(ctx: ServiceContext, input: { batchId: BatchId }): Promise<Batch> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("getBatch", input, ctx.signal);
}
