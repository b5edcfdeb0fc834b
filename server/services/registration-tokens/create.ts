import {
  type adminOperations,
  appError,
  type CreatedRegistrationToken,
  type InputOf,
} from "@opstage/contracts";
import type { RegistrationTokenRow } from "../../store/rows";
import { requireUser } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { describeToken } from "./reply";

/**
 * Creates a registration token. Its value is in this reply and nowhere else: the database has only its hash.
 * @throws 404 AGENT_NOT_FOUND when it is to be bound to an agent that does not exist
 */
export async function createRegistrationToken(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.registrationTokens.create>,
): Promise<CreatedRegistrationToken> {
  const creator = requireUser(ctx, "operator");
  const { deps } = ctx;
  const raw = deps.tokens.issueRegistration();
  const now = deps.clock.now();
  const token: RegistrationTokenRow = {
    id: deps.ids.next("tok"),
    name: input.name,
    tokenHash: deps.tokens.hashToken(raw),
    status: "ACTIVE",
    boundAgentId: input.boundAgentId ?? null,
    agentId: null,
    createdByUserId: creator.id,
    expiresAt: input.expiresInSeconds == null ? null : now + input.expiresInSeconds * 1000,
    usedAt: null,
    revokedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  await deps.store.transaction(async (tx) => {
    if (token.boundAgentId !== null && (await tx.agents.get({ id: token.boundAgentId })) === null) {
      throw appError("AGENT_NOT_FOUND");
    }
    await tx.registrationTokens.insert(token);
    await recordAudit(tx, ctx, {
      action: "registration_token.created",
      targetType: "RegistrationToken",
      targetId: token.id,
      metadata: { name: token.name },
    });
    tx.onCommit(() => deps.live.publish("tokens", [token.id]));
  });
  return { ...(await describeToken(deps, token)), token: raw, rawToken: raw };
}
