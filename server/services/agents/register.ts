import { type AgentId, appError, type RegisterReply, type RegisterRequest } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { AgentRow, RegistrationTokenRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import { recordAudit } from "../audit/record";
import { applyReport } from "../capsule-services/apply-report";
import { planReport, requireUsableSchemas } from "../capsule-services/plan-report";
import type { AgentContext, Deps, ServiceContext } from "../context";
import { auditServiceStatuses } from "./audit-statuses";
import { intervals } from "./intervals";
import { isRepeated } from "./repeated-registration";
import { revokeAgentTokens } from "./revoke-tokens";

type TokenReason = "unknown" | "used" | "expired" | "revoked" | "bound";

/**
 * Exchanges a registration token for an agent token, all in one transaction: whatever fails, the token stays good.
 * A code that is known keeps its agent, and its tokens before stop working. A process whose answer was lost may ask
 * again with the same token: it gets another agent token, and the one nobody received opens nothing.
 * @throws 401 REGISTRATION_TOKEN_INVALID with `details.reason` · 403 AGENT_DISABLED · 409 CAPSULE_SERVICE_CODE_TAKEN ·
 * 422 ACTION_SCHEMA_INVALID
 */
export async function registerAgent(ctx: ServiceContext, input: RegisterRequest): Promise<RegisterReply> {
  const { deps } = ctx;
  const now = deps.clock.now();
  const plan = input.service ? planReport(ctx.deps, input.service) : undefined;
  if (plan !== undefined) requireUsableSchemas([plan]);
  const tokenHash = deps.tokens.hashToken(input.registrationToken);
  const agentToken = deps.tokens.issueAgent();

  const agentId = await deps.store.transaction(async (tx): Promise<AgentId> => {
    const existing = await tx.agents.get({ code: input.agent.code });
    const token = await tx.registrationTokens.get({ tokenHash });
    if (token === null) throw invalidToken("unknown");
    const repeated = await isRepeated(tx, deps, { input, token, existing, now });
    if (!repeated) requireUsable(token, existing, now);
    if (existing !== null && existing.disabledAt !== null) throw appError("AGENT_DISABLED");
    const agent = await saveAgent(tx, ctx, { input, existing, now });
    const as: AgentContext = { ...ctx, actor: { type: "AGENT", id: agent.id, code: agent.code } };
    if (!repeated) await consume(tx, as, { token, agentId: agent.id, now });
    await rotateTokens(tx, as, { hash: deps.tokens.hashToken(agentToken), now });
    await recordAudit(tx, as, {
      action: "agent.registered",
      targetType: "Agent",
      targetId: agent.id,
      metadata: repeated ? { repeated } : {},
    });
    tx.onCommit(() => {
      releaseInstances(deps, agent);
      deps.presence.putAgent(agent);
      deps.presence.seen(agent.id, now, { instanceId: agent.instanceId ?? undefined, busySinceAt: null });
      deps.live.publish("agents", [agent.id]);
      deps.live.publish("tokens", [token.id]);
    });
    if (existing !== null) await auditServiceStatuses(tx, as, agent);
    if (plan !== undefined) await applyReport(tx, as, { agent, plan, now });
    return agent.id;
  });
  return { agentId, agentToken, ...intervals(deps) };
}

/** The tokens before are dead: no process that used them can speak again, and a parked poll of one hears of it. */
function releaseInstances({ desk, wakeUps }: Deps, { id, instanceId }: AgentRow): void {
  for (const lease of desk.leasesOf(id).values()) desk.instances.noteGone(id, lease.instanceId);
  if (instanceId !== null) desk.instances.noteNewcomer(id, instanceId);
  wakeUps.wake(id);
}

/** Asserts that the token opens the door for this agent; a sweep need not have passed for it to be expired. */
function requireUsable(token: RegistrationTokenRow, existing: AgentRow | null, now: EpochMs): void {
  if (token.status === "USED") throw invalidToken("used");
  if (token.status === "REVOKED") throw invalidToken("revoked");
  if (token.status === "EXPIRED" || (token.expiresAt !== null && token.expiresAt <= now))
    throw invalidToken("expired");
  if (token.boundAgentId !== null && token.boundAgentId !== existing?.id) throw invalidToken("bound");
}

function invalidToken(reason: TokenReason) {
  return appError("REGISTRATION_TOKEN_INVALID", { details: { reason } });
}

async function saveAgent(
  tx: Transaction,
  ctx: ServiceContext,
  { input, existing, now }: { input: RegisterRequest; existing: AgentRow | null; now: EpochMs },
): Promise<AgentRow> {
  const { agent, sdk, host } = input;
  const facts = {
    name: agent.name ?? existing?.name ?? null,
    mode: agent.mode,
    runtime: agent.runtime ?? null,
    revokedAt: null,
    lastHeartbeatAt: now,
    lastAuditedStatus: "ONLINE",
    instanceId: input.instanceId ?? null,
    sdkName: sdk?.name ?? null,
    sdkVersion: sdk?.version ?? null,
    hostname: host?.hostname ?? null,
    platform: host?.platform ?? null,
    pid: host?.pid ?? null,
    processStartedAt: host?.startedAt ? Date.parse(host.startedAt) : null,
    busySinceAt: null,
    rotationRequestedAt: null,
    registeredAt: now,
    updatedAt: now,
  } as const;
  if (existing !== null) {
    await tx.agents.update({ id: existing.id }, facts);
    return { ...existing, ...facts };
  }
  const row: AgentRow = {
    id: ctx.deps.ids.next("agt"),
    code: agent.code,
    disabledAt: null,
    createdAt: now,
    ...facts,
  };
  await tx.agents.insert(row);
  return row;
}

async function consume(
  tx: Transaction,
  ctx: AgentContext,
  { token, agentId, now }: { token: RegistrationTokenRow; agentId: AgentId; now: EpochMs },
): Promise<void> {
  const used = await tx.registrationTokens.update(
    { id: token.id, status: "ACTIVE" },
    { status: "USED", agentId, usedAt: now, updatedAt: now },
  );
  if (used === 0) throw invalidToken("used");
  await recordAudit(tx, ctx, {
    action: "registration_token.consumed",
    targetType: "RegistrationToken",
    targetId: token.id,
    metadata: { agentId },
  });
}

async function rotateTokens(
  tx: Transaction,
  ctx: AgentContext,
  { hash, now }: { hash: string; now: EpochMs },
): Promise<void> {
  const { actor, deps } = ctx;
  const revokedTokens = await revokeAgentTokens(tx, actor, now);
  await tx.agentTokens.insert({
    id: deps.ids.next("tok"),
    agentId: actor.id,
    tokenHash: hash,
    status: "ACTIVE",
    lastUsedAt: null,
    revokedAt: null,
    createdAt: now,
    updatedAt: now,
  });
  tx.onCommit(() => deps.tokenCache.invalidate(actor.id));
  if (revokedTokens === 0) return;
  await recordAudit(tx, ctx, {
    action: "agent.token.rotated",
    targetType: "Agent",
    targetId: actor.id,
    metadata: { revokedTokens },
  });
}
