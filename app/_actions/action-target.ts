import type { Action, JsonObject } from "@opstage/contracts";

/** Which action to open, and with what. */
export interface ActionTarget {
  readonly serviceId: Action["serviceId"];
  readonly actionName: string;
  /** Values that win over the agent's initial ones: a row's template, or an earlier command's input. */
  readonly payload?: JsonObject;
  /** What the action is about to work on, shown above the form. */
  readonly detail?: JsonObject;
  /** Asks to confirm although the action itself does not, perhaps in these words. */
  readonly confirm?: boolean | string;
}
