import type { HeartbeatReply, HeartbeatRequest } from "@opstage/contracts";
import { type EpochMs, toInstant } from "../../domain/time";
import type { ServicePresence } from "../../store/presence";
import { recordAudit } from "../audit/record";
import { noteSample } from "../capsule-services/note-sample";
import { renewLeases } from "../commands/leases";
import { releasePredecessors } from "../commands/release-predecessors";
import { tellCancels } from "../commands/tell-cancels";
import type { AgentContext } from "../context";
import { type ContactFacts, noteContact, settleServices } from "./contact";
import { intervals } from "./intervals";
import { rotationAsked } from "./rotation-asked";

/** Seed 004: heartbeats are audited once in five minutes an agent; after a restart the first one is. */
export const heartbeatAuditEveryMs = 5 * 60_000;

/**
 * The agent says that it lives, and how its services are. Touches memory alone while nothing changes; a change of
 * health or a return from silence is committed before the reply. Health without a `serviceId` belongs to the agent's
 * only service; samples of unknown services are dropped.
 */
export async function heartbeat(ctx: AgentContext, input: HeartbeatRequest): Promise<HeartbeatReply> {
  const { actor, deps } = ctx;
  const now = deps.clock.now();
  const contact = noteContact(ctx, now, contactFacts(input, now));
  if (contact !== undefined) await contact;
  if (input.health) {
    const noted = noteSampleOf(ctx, onlyOrNamed(ctx, input.serviceId), input.health, now);
    if (noted !== undefined) await noted;
  }
  for (const { serviceId, code, health } of input.services ?? []) {
    const noted = noteSampleOf(ctx, named(ctx, serviceId, code), health, now);
    if (noted !== undefined) await noted;
  }
  if (contact !== undefined) await settleServices(ctx);
  if (input.instanceId)
    await releasePredecessors(ctx, { instanceId: input.instanceId, running: input.running, now });
  if (input.running && input.running.length > 0)
    await renewLeases(ctx, { instanceId: input.instanceId, running: input.running, now });
  if (deps.throttle.allows(actor.id, heartbeatAuditEveryMs, now)) await recordHeartbeat(ctx);
  const cancel = await tellCancels(ctx, input.instanceId);
  return Object.assign(intervals(deps), { cancel, serverTime: toInstant(now) }, rotationAsked(ctx));
}

function contactFacts(input: HeartbeatRequest, now: EpochMs): ContactFacts | undefined {
  const { instanceId, busySinceMs } = input;
  if (!instanceId && busySinceMs == null) return { busySinceAt: null };
  return {
    instanceId: instanceId ?? undefined,
    busySinceAt: busySinceMs ? now - Math.round(busySinceMs) : null,
  };
}

function onlyOrNamed(
  ctx: AgentContext,
  serviceId: HeartbeatRequest["serviceId"],
): ServicePresence | undefined {
  if (serviceId) return named(ctx, serviceId, undefined);
  const services = ctx.deps.presence.servicesOf(ctx.actor.id);
  return services.length === 1 ? services[0] : undefined;
}

function named(
  ctx: AgentContext,
  serviceId: HeartbeatRequest["serviceId"],
  code: string | null | undefined,
): ServicePresence | undefined {
  const { actor, deps } = ctx;
  const service = serviceId
    ? deps.presence.service(serviceId)
    : deps.presence.servicesOf(actor.id).find((candidate) => candidate.code === code);
  return service?.agentId === actor.id ? service : undefined;
}

function noteSampleOf(
  ctx: AgentContext,
  service: ServicePresence | undefined,
  health: NonNullable<HeartbeatRequest["health"]>,
  now: EpochMs,
): Promise<void> | undefined {
  return service === undefined ? undefined : noteSample(ctx, { service, health, now });
}

async function recordHeartbeat(ctx: AgentContext): Promise<void> {
  await ctx.deps.store.transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "agent.heartbeat.received",
      targetType: "Agent",
      targetId: ctx.actor.id,
    }),
  );
}
