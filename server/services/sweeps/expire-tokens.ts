import type { TokenId } from "@opstage/contracts";
import type { ServiceContext } from "../context";

/** Writes EXPIRED on active registration tokens whose time is up; they were refused from that moment on anyway. */
export async function expireRegistrationTokens(
  ctx: ServiceContext,
  ids: readonly TokenId[],
): Promise<number> {
  const { clock, live, store } = ctx.deps;
  return store.transaction(async (tx) => {
    const now = clock.now();
    const expired = await tx.registrationTokens.update(
      { id: ids, status: "ACTIVE", expiresAt: { lte: now } },
      { status: "EXPIRED", updatedAt: now },
    );
    if (expired > 0) tx.onCommit(() => live.publish("tokens", ids));
    return expired;
  });
}
