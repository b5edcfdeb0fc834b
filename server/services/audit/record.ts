import type { JsonObject } from "@opstage/contracts";
import { redactedJson } from "../../domain/redaction";
import type { Transaction } from "../../store/store";
import type { Actor, ServiceContext } from "../context";

/** What happened, in the words of the audit trail. */
export interface AuditEntry {
  /** Dotted, past tense: `agent.disabled`. */
  readonly action: string;
  readonly targetType?: string;
  readonly targetId?: string;
  /** `SUCCESS` unless said otherwise. */
  readonly result?: "SUCCESS" | "FAILURE";
  readonly message?: string;
  /** Facts beside the target. Tokens inside strings are masked; numbers and names survive (seed 004). */
  readonly metadata?: JsonObject;
  /** Stands in for the context's actor, where the call itself proves who it is (registering, signing in). */
  readonly actor?: Actor;
}

/**
 * Writes one audit row inside the mutation's own transaction, so that neither exists without the other.
 * USER events carry the address and the user agent of the call.
 */
export async function recordAudit(tx: Transaction, ctx: ServiceContext, entry: AuditEntry): Promise<void> {
  const actor = entry.actor ?? ctx.actor;
  const isPerson = actor.type === "USER" || actor.type === "ANONYMOUS";
  await tx.auditEvents.insert({
    id: ctx.deps.ids.next("aud"),
    actorType: actor.type === "ANONYMOUS" ? "USER" : actor.type,
    actorId: actorId(actor),
    actorName: actorName(actor),
    action: entry.action,
    targetType: entry.targetType ?? null,
    targetId: entry.targetId ?? null,
    result: entry.result ?? "SUCCESS",
    message: entry.message ?? null,
    ipAddress: isPerson ? (ctx.request.ipAddress ?? null) : null,
    userAgent: isPerson ? (ctx.request.userAgent ?? null) : null,
    metadata: entry.metadata === undefined ? "{}" : redactedJson(entry.metadata),
    createdAt: ctx.deps.clock.now(),
  });
  tx.onCommit(() => ctx.deps.live.publish("audit", []));
}

function actorId(actor: Actor): string | null {
  return actor.type === "USER" || actor.type === "AGENT" ? actor.id : null;
}

function actorName(actor: Actor): string | null {
  switch (actor.type) {
    case "USER":
      return actor.name;
    case "AGENT":
      return actor.code;
    case "SYSTEM":
      return actor.job;
    default:
      return null;
  }
}
