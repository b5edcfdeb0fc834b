import { appError, batchTargetsMax, type ServiceFilter, type ServiceId } from "@opstage/contracts";
import type { ServiceContext } from "../context";
import { statusContext } from "../status";

/** Services by hand, or all that match a filter at this moment. */
export interface Selection {
  readonly serviceIds?: readonly ServiceId[];
  readonly filter?: ServiceFilter;
}

/** The selected services, each once; one more than a batch may have when there are too many. */
export async function findSelected(ctx: ServiceContext, selection: Selection): Promise<ServiceId[]> {
  if (selection.serviceIds !== undefined) return [...new Set(selection.serviceIds)];
  const { deps, signal } = ctx;
  await deps.presence.flush();
  return deps.readers.run(
    "findServiceIds",
    { filter: selection.filter ?? {}, at: statusContext(deps), limit: batchTargetsMax + 1 },
    signal,
  );
}

/**
 * As `findSelected`, for what a batch may hold.
 * @throws 422 BATCH_TOO_LARGE
 */
export async function getSelected(ctx: ServiceContext, selection: Selection): Promise<ServiceId[]> {
  const selected = await findSelected(ctx, selection);
  if (selected.length > batchTargetsMax) throw appError("BATCH_TOO_LARGE");
  return selected;
}
