import { appError, type RegistrationToken, type TokenId } from "@opstage/contracts";
import { registrationTokenStatus } from "../../store/mappers/registration-token";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { describeToken } from "./reply";

/**
 * Deletes an expired or revoked token and answers what it was.
 * @throws 404 REGISTRATION_TOKEN_NOT_FOUND · 409 REGISTRATION_TOKEN_NOT_DELETABLE
 */
export async function deleteRegistrationToken(
  ctx: ServiceContext,
  input: { readonly tokenId: TokenId },
): Promise<RegistrationToken> {
  requireRole(ctx, "operator");
  const { deps } = ctx;
  const deleted = await deps.store.transaction(async (tx) => {
    const token = await tx.registrationTokens.get({ id: input.tokenId });
    if (token === null) throw appError("REGISTRATION_TOKEN_NOT_FOUND");
    const status = registrationTokenStatus(token, deps.clock.now());
    if (status !== "EXPIRED" && status !== "REVOKED") {
      throw appError("REGISTRATION_TOKEN_NOT_DELETABLE", { details: { status } });
    }
    await tx.registrationTokens.delete({ id: token.id });
    await recordAudit(tx, ctx, {
      action: "registration_token.deleted",
      targetType: "RegistrationToken",
      targetId: token.id,
      metadata: { name: token.name, status },
    });
    tx.onCommit(() => deps.live.publish("tokens", [token.id]));
    return token;
  });
  return describeToken(deps, deleted);
}
