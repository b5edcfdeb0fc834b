import type { BatchId, CommandId, CommandType, UserId } from "@opstage/contracts";
import type { EpochMs } from "../../domain/time";
import type { CommandRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { Target } from "../actions/find";
import type { ServiceContext } from "../context";
import type { StoredPayload } from "./payload";

export interface NewCommand {
  /** Made here unless the caller needs to know it before. */
  readonly id?: CommandId;
  readonly type: CommandType;
  readonly target: Target;
  readonly stored: StoredPayload;
  readonly expiresAt: EpochMs;
  /** Set for an agent that is away: until when the command waits for its return. */
  readonly queuedUntil?: EpochMs | null;
  readonly createdByUserId: UserId | null;
  readonly sourceCommandId?: CommandId;
  readonly batchId?: BatchId;
}

/** Creates a command; after the commit the agent's parked poll is woken to take it. */
export async function enqueueCommand(
  tx: Transaction,
  ctx: ServiceContext,
  command: NewCommand,
): Promise<CommandRow> {
  const { clock, desk, ids, live, wakeUps } = ctx.deps;
  const { action, service } = command.target;
  const now = clock.now();
  const row: CommandRow = {
    id: command.id ?? ids.next("cmd"),
    agentId: service.agentId,
    serviceId: service.id,
    type: command.type,
    actionName: action.name,
    status: "PENDING",
    payload: command.stored.payload,
    sealedSecrets: command.stored.sealedSecrets,
    secretsErased: false,
    createdByUserId: command.createdByUserId,
    sourceCommandId: command.sourceCommandId ?? null,
    batchId: command.batchId ?? null,
    errorCode: null,
    errorMessage: null,
    timeoutSeconds: action.timeoutSeconds,
    idempotent: action.idempotent,
    ephemeralFields: action.ephemeralFields,
    attempt: 0,
    leaseInstanceId: null,
    leaseExpiresAt: null,
    queuedUntil: command.queuedUntil ?? null,
    cancelRequestedAt: null,
    cancelToldAt: null,
    cancelAcknowledgedAt: null,
    cancelStoppedAt: null,
    progressSeq: 0,
    progressPercent: null,
    progressMessage: null,
    logSeq: 0,
    logBytes: 0,
    logDropped: 0,
    expiresAt: command.expiresAt,
    startedAt: null,
    completedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  await tx.commands.insert(row);
  tx.onCommit(() => {
    desk.notePending(row.agentId);
    desk.bounds.note(row.id, command.expiresAt);
    wakeUps.wake(row.agentId);
    live.publish("commands", [row.id]);
  });
  return row;
}
