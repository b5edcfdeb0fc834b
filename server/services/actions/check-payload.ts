import { type JsonObject, type UserId, validationError } from "@opstage/contracts";
import type { ActionRow, PreparedSchemaRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { Deps } from "../context";

/**
 * The schema that holds for this person's payload, as stored text: what the agent prepared for them last, unless the
 * catalogue's entry is newer.
 */
export async function schemaFor(tx: Transaction, userId: UserId, action: ActionRow): Promise<string> {
  const prepared = await tx.preparedSchemas.get({
    userId,
    serviceId: action.serviceId,
    actionName: action.name,
  });
  return heldSchema(action, prepared);
}

/** As `schemaFor`, when the prepared schema is at hand. */
export function heldSchema(action: ActionRow, prepared: PreparedSchemaRow | null): string {
  return prepared !== null && prepared.preparedAt >= action.updatedAt
    ? prepared.inputSchema
    : action.inputSchema;
}

/** @throws 422 ACTION_PAYLOAD_INVALID with `details.issues` when the payload does not satisfy the schema. */
export function requireValidPayload(deps: Deps, payload: JsonObject, schema: string): void {
  if (schema === "{}") return;
  const issues = deps.schemas.compiled(schema).issues(payload);
  if (issues.length > 0) throw validationError(issues, "ACTION_PAYLOAD_INVALID");
}
