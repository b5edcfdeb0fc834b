import type { JsonObject } from "@opstage/contracts";
import type { RJSFSchema, UiSchema } from "@rjsf/utils";
import { isObject } from "../results/template";
import { uiOf } from "./field-ui";
import { renderable } from "./renderable";
import { asRjsfSchema } from "./rjsf-json";

export { isSecretField } from "./field-ui";

/** A schema as RJSF takes it, and beside it what JSON Schema has no word for. */
export interface FormSchema {
  readonly schema: RJSFSchema;
  readonly uiSchema: UiSchema;
}

/**
 * Turns an action's `inputSchema` into what RJSF renders: labels of enums (`enumLabels`), switches, text areas, dates,
 * files, secrets, placeholders and help go into the uiSchema; anything a form cannot express (free objects, untyped
 * values) becomes a JSON field, so that every payload can be entered.
 */
export function toFormSchema(inputSchema: JsonObject): FormSchema {
  const { title: _title, description: _description, ...own } = inputSchema;
  const schema = renderable({ type: "object", ...own });
  return {
    schema: asRjsfSchema(schema),
    uiSchema: { ...uiOf(schema), "ui:submitButtonOptions": { norender: true } },
  };
}

/** Whether the schema asks for anything at all. */
export function hasFields(inputSchema: JsonObject): boolean {
  return isObject(inputSchema.properties)
    ? Object.keys(inputSchema.properties).length > 0
    : ["oneOf", "anyOf", "allOf", "$ref", "additionalProperties"].some((keyword) =>
        isContent(inputSchema[keyword]),
      );
}

function isContent(value: JsonObject[string] | undefined): boolean {
  return typeof value === "object" || typeof value === "string";
}
