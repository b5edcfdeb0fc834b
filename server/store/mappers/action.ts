import type { Action } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import type { ActionRow } from "../rows";
import { parseNames, parseObject } from "./values";

export function toAction(row: ActionRow): Action {
  return {
    id: row.id,
    serviceId: row.serviceId,
    name: row.name,
    label: row.label,
    description: row.description,
    dangerLevel: row.dangerLevel,
    requiresConfirmation: row.requiresConfirmation,
    ...(row.category === null ? {} : { category: row.category }),
    ...(row.order === null ? {} : { order: row.order }),
    inputSchema: parseObject(row.inputSchema),
    ...(row.outputSchema === null ? {} : { outputSchema: parseObject(row.outputSchema) }),
    timeoutSeconds: row.timeoutSeconds,
    idempotent: row.idempotent,
    ephemeralFields: parseNames(row.ephemeralFields),
    enabled: row.enabled,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}
