import type { RegistrationToken, TokenStatus } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import type { EpochMs, RegistrationTokenRow } from "../rows";
import { toInstantOrNull } from "./values";

/** The names beside a token's ids; null once their rows are gone. */
export type RegistrationTokenNames = Pick<
  RegistrationToken,
  "agentCode" | "boundAgentCode" | "createdByName"
>;

/** A token past its time reads EXPIRED at once, whether or not a sweep has passed. */
export function registrationTokenStatus(
  row: Pick<RegistrationTokenRow, "status" | "expiresAt">,
  now: EpochMs,
): TokenStatus {
  const isOver = row.status === "ACTIVE" && row.expiresAt !== null && row.expiresAt <= now;
  return isOver ? "EXPIRED" : row.status;
}

export function toRegistrationToken(
  row: RegistrationTokenRow,
  names: RegistrationTokenNames,
  now: EpochMs,
): RegistrationToken {
  return {
    id: row.id,
    name: row.name,
    status: registrationTokenStatus(row, now),
    agentId: row.agentId,
    agentCode: names.agentCode,
    boundAgentId: row.boundAgentId,
    boundAgentCode: names.boundAgentCode,
    createdByUserId: row.createdByUserId,
    createdByName: names.createdByName,
    expiresAt: toInstantOrNull(row.expiresAt),
    usedAt: toInstantOrNull(row.usedAt),
    revokedAt: toInstantOrNull(row.revokedAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}
