import type { adminOperations, Batch, InputOf, Page } from "@opstage/contracts";
import { requireRole } from "../access";
import type { ServiceContext } from "../context";

/** Batches with how far they are; payloads redacted. */
export async function listBatches(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.batches.list>,
): Promise<Page<Batch>> {
  requireRole(ctx, "viewer");
  return ctx.deps.readers.run("listBatches", input, ctx.signal);
}
