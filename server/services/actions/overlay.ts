import { type Action, type JsonValue, ReportedAction } from "@opstage/contracts";
import { toAction } from "../../store/mappers/action";
import type { ActionRow } from "../../store/rows";
import { isObject } from "../json";

const { name: _name, ...overlaid } = ReportedAction.shape;

/**
 * The catalogue's entry, overlaid by what the agent answered when it was asked to prepare. Identity and times are the
 * catalogue's; members that are missing or of the wrong shape are, too.
 */
export function overlayAction(row: ActionRow, answered: JsonValue | undefined): Action {
  const action = toAction(row);
  if (!isObject(answered)) return action;
  const fields: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(overlaid)) {
    if (!Object.hasOwn(answered, name) || answered[name] === null) continue;
    const parsed = schema.safeParse(answered[name]);
    if (parsed.success) fields[name] = parsed.data;
  }
  return { ...action, ...fields };
}
