import { type JsonObject, JsonObject as JsonObjectSchema, type JsonValue } from "../primitives";
import { isObject, resolveRef } from "./refs";

/**
 * What a form starts with when the agent says nothing else: for every property its `default`, else 0 for numbers,
 * false, [] or {} by its type, and an empty text for anything else.
 */
export function initialPayload(schema: JsonObject): JsonObject {
  if (!isObject(schema.properties)) return {};
  const payload = Object.entries(schema.properties).map(([name, property]) => [
    name,
    startOf(isObject(property) ? property : {}, schema),
  ]);
  return JsonObjectSchema.parse(Object.fromEntries(payload));
}

function startOf(property: Record<string, unknown>, root: JsonObject): unknown {
  if (property.default !== undefined) return property.default;
  const target = resolveRef(root, property.$ref);
  const type = property.type ?? (isObject(target) ? target.type : undefined);
  const first: unknown = Array.isArray(type) ? type[0] : type;
  return emptyOf(first);
}

function emptyOf(type: unknown): JsonValue {
  switch (type) {
    case "number":
    case "integer":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [];
    case "object":
      return {};
    default:
      return "";
  }
}
