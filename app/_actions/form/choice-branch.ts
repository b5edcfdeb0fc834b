import type { JsonObject, JsonValue } from "@opstage/contracts";
import { compileSchema } from "@opstage/contracts/json-schema";
import { isObject } from "../results/template";
import { initialOf } from "./initial-of";
import { mainType } from "./schema-walk";

/** Which branch of a choice a value means: the one it satisfies, else the one it contradicts least; the first by default. */
export function closestBranch(
  branches: readonly JsonObject[],
  value: JsonValue | undefined,
  root: JsonObject,
): number {
  const scores = branches.map((branch) => score(branch, value, root));
  const best = Math.max(...scores);
  return Math.max(0, scores.indexOf(best));
}

function score(branch: JsonObject, value: JsonValue | undefined, root: JsonObject): number {
  if (value === undefined) return 0;
  const type = mainType(branch);
  if (type !== undefined && !isOfType(value, type)) return -1000;
  let points = isValid(branch, value, root) ? 500 : 0;
  const { properties, required } = branch;
  if (!isObject(value) || !isObject(properties)) return points;
  for (const [name, property] of Object.entries(properties)) {
    const member = value[name];
    if (member === undefined) continue;
    points +=
      isObject(property) && property.const !== undefined ? (property.const === member ? 100 : -700) : 2;
  }
  const missing = Array.isArray(required) ? required.filter((name) => value[String(name)] === undefined) : [];
  return points - missing.length;
}

function isOfType(value: JsonValue, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function isValid(branch: JsonObject, value: JsonValue, root: JsonObject): boolean {
  const { $defs, definitions } = root;
  const whole = {
    ...branch,
    ...($defs !== undefined && { $defs }),
    ...(definitions !== undefined && { definitions }),
  };
  return compileSchema(whole).issues(value).length === 0;
}

/**
 * The value after another branch was chosen: what the branch starts with, and of what was entered that which both
 * branches, or the schema around them, know by the same name.
 */
export function switchBranch(
  choice: { schema: JsonObject; to: JsonObject; root: JsonObject },
  value: JsonValue | undefined,
): JsonValue | undefined {
  const { schema, to, root } = choice;
  const type = mainType(to) ?? mainType(schema);
  if (type !== "object") {
    const isKept = value !== undefined && type !== undefined && isOfType(value, type);
    const start = initialOf(to, root);
    return start === undefined && isKept && isValid(to, value, root) ? value : start;
  }
  const start = initialOf({ ...to, type }, root);
  const own = isObject(to.properties) ? to.properties : {};
  const shared = isObject(schema.properties) ? schema.properties : {};
  const kept = Object.entries(isObject(value) ? value : {}).filter(([name, member]) => {
    if (Object.hasOwn(shared, name)) return true;
    const property = own[name];
    return isObject(property) && property.const === undefined && isValid(property, member, root);
  });
  return { ...(isObject(start) && start), ...Object.fromEntries(kept) };
}
