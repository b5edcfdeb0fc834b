import type { JsonObject, JsonValue } from "@opstage/contracts";
import type { RJSFSchema } from "@rjsf/utils";

/** Guaranteed by RJSF: a schema it hands over came out of the JSON that `toFormSchema` was given. */
export function asJsonObject(schema: RJSFSchema): JsonObject {
  return schema as JsonObject;
}

/** Form data is JSON but for `undefined`, which stands for an empty field and is no value. */
export function asJsonValue(formData: unknown): JsonValue | undefined {
  return formData === undefined ? undefined : JSON.parse(JSON.stringify(formData));
}

/** Guaranteed by the server: a stored `inputSchema` passed `checkSchema`, so it is JSON Schema; RJSF reads the same. */
export function asRjsfSchema(schema: JsonObject): RJSFSchema {
  return schema as RJSFSchema;
}
