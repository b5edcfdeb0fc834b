import { appError, type CommandId, type PublishEventRequest } from "@opstage/contracts";
import type { BusEventRow } from "../../store/rows";
import type { Transaction } from "../../store/store";

/** Retries of retries are followed this far; a longer chain counts as routed. */
const retriesFollowed = 20;

/**
 * How many events led to this one, by what it names as its cause: 0 for an event of its own accord or of a command
 * that a person ran, one more than the event that caused it.
 * @throws 422 BUS_DEPTH_EXCEEDED when a routed command caused it, however often it was retried, or when the chain of
 * events is longer than allowed
 */
export async function requireDepth(
  tx: Transaction,
  { causationId, commandId }: Pick<PublishEventRequest, "causationId" | "commandId">,
  maxDepth: number,
): Promise<number> {
  for (const id of [commandId, causationId]) {
    if (isCommandId(id) && (await isRouted(tx, id))) throw exceeded({ commandId: id });
  }
  const cause = await findEvent(tx, causationId);
  const depth = cause === null ? 0 : cause.depth + 1;
  if (depth > maxDepth) throw exceeded({ causationId: causationId ?? "", depth, maxDepth });
  return depth;
}

function exceeded(details: Record<string, string | number>) {
  return appError("BUS_DEPTH_EXCEEDED", { details });
}

/** Publishers know an event by our id or by the one they gave it. */
async function findEvent(tx: Transaction, id: string | null | undefined): Promise<BusEventRow | null> {
  if (id === null || id === undefined || isCommandId(id)) return null;
  if (isEventId(id)) return tx.busEvents.get({ id });
  return tx.busEvents.get({ envelopeId: id });
}

/** Whether a route created the command, or the one that it retries. */
export async function isRouted(
  tx: Pick<Transaction, "busDeliveries" | "commands">,
  id: CommandId,
): Promise<boolean> {
  let commandId = id;
  for (let hop = 0; hop < retriesFollowed; hop++) {
    if ((await tx.busDeliveries.get({ commandId })) !== null) return true;
    const command = await tx.commands.get({ id: commandId });
    if (command === null || command.sourceCommandId === null) return false;
    commandId = command.sourceCommandId;
  }
  return true;
}

function isCommandId(id: string | null | undefined): id is CommandId {
  return id?.startsWith("cmd_") === true;
}

function isEventId(id: string): id is BusEventRow["id"] {
  return id.startsWith("bev_");
}
