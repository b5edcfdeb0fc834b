import type { Id, IdPrefix } from "@opstage/contracts";

/** True for an id of that kind. */
export function isId<P extends IdPrefix>(prefix: P, value: unknown): value is Id<P> {
  return typeof value === "string" && value.startsWith(`${prefix}_`);
}
