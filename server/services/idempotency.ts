import { hash } from "node:crypto";
import { appError } from "@opstage/contracts";
import type { z } from "zod";
import { contentHash, type JsonInput } from "../domain/report-hash";
import type { Transaction } from "../store/store";
import type { ServiceContext } from "./context";

/** How long a key is remembered. */
const keyLifeMs = 24 * 60 * 60_000;

export interface IdempotentCall<S extends z.ZodType> {
  /** Keys of different operations never meet. */
  readonly operation: string;
  /** All that the caller asked for. */
  readonly request: JsonInput;
  /** Reads a kept reply. */
  readonly reply: S;
}

/**
 * Does something once for the caller's `Idempotency-Key`: within 24 hours the same key is answered with the first
 * answer. The key, the answer and the work are one transaction, so there is no moment in which only some exist.
 * Without a key it just does it.
 * @throws 422 IDEMPOTENCY_KEY_REUSED when the key came with another request before
 */
export async function withIdempotency<S extends z.ZodType>(
  tx: Transaction,
  ctx: ServiceContext,
  call: IdempotentCall<S> & { readonly work: () => Promise<z.output<S>> },
): Promise<z.output<S>> {
  if (ctx.idempotencyKey === undefined) return call.work();
  const now = ctx.deps.clock.now();
  const id = keyId(ctx, call.operation, ctx.idempotencyKey);
  const requestHash = contentHash(call.request);
  const known = await tx.idempotencyKeys.get({ id });
  if (known !== null && known.expiresAt > now) {
    if (known.requestHash !== requestHash) throw appError("IDEMPOTENCY_KEY_REUSED");
    return call.reply.parse(JSON.parse(known.reply));
  }
  const reply = await call.work();
  await tx.idempotencyKeys.upsert(
    { id, requestHash, reply: JSON.stringify(reply), createdAt: now, expiresAt: now + keyLifeMs },
    ["id"],
  );
  return reply;
}

function keyId({ actor }: ServiceContext, operation: string, key: string): string {
  const caller = actor.type === "USER" || actor.type === "AGENT" ? actor.id : actor.type;
  return hash("sha256", JSON.stringify([caller, operation, key]), "hex");
}
