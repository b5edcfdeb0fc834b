import { type Schema, Validator } from "@cfworker/json-schema";
import type { JsonObject } from "./primitives";
import { type Hardened, hardenSchema } from "./schema/harden";
import { type Issue, issuesOf, sortIssues } from "./schema/issues";
import { measurePayload, type PayloadSize } from "./schema/measure";
import { PatternBudget, TooExpensiveError, withPatterns } from "./schema/patterns";

export { initialPayload } from "./schema/initial-payload";
export type { Issue } from "./schema/issues";
export { compilePattern, type Pattern, PatternBudget } from "./schema/patterns";
export { secretPaths } from "./schema/secret-paths";

/** A schema made ready once, for many payloads. The caller keeps it as long as the schema lasts. */
export interface CompiledSchema {
  /**
   * What is wrong with the payload, sorted by path, one issue a failed place; empty when nothing is. Never throws.
   * A schema that `checkSchema` complains about fails every payload.
   */
  issues(payload: unknown): Issue[];
}

/** More says nothing that the first ones do not. */
const maxIssues = 100;

/** Payload nodes times schema nodes: what one check may cost at most, well under a second. */
const maxCost = 2_000_000;

/**
 * Why a JSON Schema cannot be used; empty when it can. Refused are wrongly shaped keywords, patterns that need
 * backtracking, references out of the schema, and schemas that are too large or too deep.
 * Unknown keywords and formats are notes to the reader, as the standard says. Never throws.
 */
export function checkSchema(schema: unknown): Issue[] {
  return sortIssues(hardenSchema(schema).issues).slice(0, maxIssues);
}

/**
 * Compiles a JSON Schema (draft 7, 2019-09, and 2020-12 without dynamic references) into a check that runs where
 * code may not be generated, and in time linear in the payload, whatever its patterns are.
 */
export function compileSchema(schema: JsonObject): CompiledSchema {
  const hardened = hardenSchema(schema);
  const [problem] = hardened.issues;
  if (problem) {
    const where = problem.path === "" ? "" : ` at ${problem.path}`;
    const message = `cannot be checked, because its schema${where} ${problem.message}`;
    return { issues: () => [{ path: "", keyword: "schema", message }] };
  }
  const validator = new Validator(hardened.schema, "2019-09", false);
  return {
    issues(payload) {
      try {
        return check(hardened, validator, payload);
      } catch (error) {
        const isCost = error instanceof TooExpensiveError || error instanceof RangeError;
        return [whole(isCost ? tooLarge : "is not JSON")];
      }
    },
  };
}

const tooLarge = "is too large to be checked";

function whole(message: string): Issue {
  return { path: "", keyword: "payload", message };
}

function check(hardened: Hardened, validator: Validator, given: unknown): Issue[] {
  const size = measurePayload(given);
  if (size.isTooDeep) return [whole("is nested too deeply")];
  if (size.nodes * hardened.nodes > maxCost) return [whole(tooLarge)];
  const payload = size.isJson ? given : asJson(given);
  fillNames(hardened, size);
  const result = withPatterns(hardened.patterns, new PatternBudget(), () => validator.validate(payload));
  return result.valid
    ? []
    : sortIssues(issuesOf(result.errors, { payload, ...hardened })).slice(0, maxIssues);
}

/** What a form holds may have members without a value; on the wire they are absent. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? "null");
}

/** The validator would run `patternProperties` with backtracking; it gets the names that match instead. */
function fillNames(hardened: Hardened, size: PayloadSize): void {
  if (hardened.nameRules.length === 0) return;
  if (size.names.size > 1000) throw new TooExpensiveError();
  const budget = new PatternBudget();
  for (const { node, rules } of hardened.nameRules) {
    const byName = new Map<string, Schema[]>();
    for (const name of size.names) {
      const matching = rules.filter((rule) => rule.pattern.test(name, budget)).map((rule) => rule.schema);
      if (matching.length > 0) byName.set(exactly(name), matching);
    }
    node.patternProperties = Object.fromEntries([...byName].map(([name, allOf]) => [name, { allOf }]));
  }
}

/** The native pattern that matches this name and no other. */
function exactly(name: string): string {
  return `^${name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$`;
}
