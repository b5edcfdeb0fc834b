import { appError, type RegistrationToken, type TokenId } from "@opstage/contracts";
import { registrationTokenStatus } from "../../store/mappers/registration-token";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { describeToken } from "./reply";

/**
 * Makes an active token useless. A used one stays used: its agent is revoked instead.
 * @throws 404 REGISTRATION_TOKEN_NOT_FOUND · 409 REGISTRATION_TOKEN_NOT_REVOCABLE
 */
export async function revokeRegistrationToken(
  ctx: ServiceContext,
  input: { readonly tokenId: TokenId },
): Promise<RegistrationToken> {
  requireRole(ctx, "operator");
  const { deps } = ctx;
  const revoked = await deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const token = await tx.registrationTokens.get({ id: input.tokenId });
    if (token === null) throw appError("REGISTRATION_TOKEN_NOT_FOUND");
    const status = registrationTokenStatus(token, now);
    if (status !== "ACTIVE") throw appError("REGISTRATION_TOKEN_NOT_REVOCABLE", { details: { status } });
    const patch = { status: "REVOKED", revokedAt: now, updatedAt: now } as const;
    await tx.registrationTokens.update({ id: token.id, status: "ACTIVE" }, patch);
    await recordAudit(tx, ctx, {
      action: "registration_token.revoked",
      targetType: "RegistrationToken",
      targetId: token.id,
    });
    tx.onCommit(() => deps.live.publish("tokens", [token.id]));
    return { ...token, ...patch };
  });
  return describeToken(deps, revoked);
}
