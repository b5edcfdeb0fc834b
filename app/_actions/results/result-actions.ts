import type { Action, JsonObject, ResultAction } from "@opstage/contracts";
import { fillPayload } from "./template";

/** What the renderer of results needs to know of the service whose action answered. */
export interface ResultSource {
  readonly serviceId: Action["serviceId"];
  readonly actions: readonly Action[];
}

/** A wish to open another action of the same service, made by a button of a result. */
export interface ActionRequest {
  readonly actionName: string;
  readonly payload: JsonObject;
  /** Shown above the form: what the action is about to work on. */
  readonly detail?: JsonObject;
  /** The result's author wants it confirmed, perhaps in these words. */
  readonly confirm?: boolean | string;
}

/** The request a button makes, with its payload filled from the row it stands beside. */
export function requestOf(button: ResultAction, row: JsonObject | undefined): ActionRequest {
  const { payload, detail } = fillPayload(button.payload, row);
  return { actionName: button.action, payload, detail, confirm: button.confirm };
}

/** The catalogue's entry behind a button, if the service declares and offers it. */
export function targetOf(button: ResultAction, source: ResultSource): Action | undefined {
  return source.actions.find((action) => action.name === button.action && action.enabled);
}

/** Whether the button warns: it says so itself, or its target is dangerous or asks to confirm. */
export function isRisky(button: ResultAction, target: Action | undefined): boolean {
  return button.danger === true || target?.requiresConfirmation === true || target?.dangerLevel === "HIGH";
}
