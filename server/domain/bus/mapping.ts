import type { BusExpressionResult, BusRouteIssue, JsonObject, JsonValue } from "@opstage/contracts";
import { compileExpression, type Expression, type ExpressionInput } from "./expression";
import { absent } from "./expression-value";

/** A part of a payload: an expression, a value that stands for itself, or parts inside an object or a list. */
type Part =
  | { readonly kind: "expression"; readonly path: string; readonly expression: Expression }
  | { readonly kind: "constant"; readonly value: JsonValue }
  | { readonly kind: "object"; readonly members: readonly (readonly [string, Part])[] }
  | { readonly kind: "list"; readonly items: readonly Part[] };

/** An input mapping made ready for many events. */
export interface Mapping {
  /** The payload for an event, or why there is none. Total: never throws. */
  apply(input: ExpressionInput): Mapped;
}

export type Mapped =
  | { readonly ok: true; readonly payload: JsonObject; readonly fields: readonly BusExpressionResult[] }
  | {
      readonly ok: false;
      readonly isTooCostly: boolean;
      readonly message: string;
      readonly fields: readonly BusExpressionResult[];
    };

/** More would make one event cost what a hundred do. */
const maxExpressions = 50;
const maxDepth = 10;

/** The mapping, or what of it cannot be used. */
export function compileMapping(mapping: JsonObject): Mapping | BusRouteIssue[] {
  const compiler = new Compiler();
  const root = compiler.object(mapping, "inputMapping", 0);
  if (compiler.issues.length > 0) return compiler.issues;
  return { apply: (input) => apply(root, input) };
}

class Compiler {
  readonly issues: BusRouteIssue[] = [];
  #expressions = 0;

  object(mapping: JsonObject, path: string, depth: number): Part {
    const members = Object.entries(mapping).map(
      ([name, value]) => [name, this.#part(value, `${path}.${name}`, depth)] as const,
    );
    return { kind: "object", members };
  }

  #part(value: JsonValue, path: string, depth: number): Part {
    if (depth > maxDepth) return this.#refuse(path, `is nested more than ${maxDepth} levels deep`);
    if (typeof value === "string") return this.#expression(value, path);
    if (Array.isArray(value)) {
      return {
        kind: "list",
        items: value.map((item, index) => this.#part(item, `${path}.${index}`, depth + 1)),
      };
    }
    if (typeof value === "object" && value !== null) return this.object(value, path, depth + 1);
    return { kind: "constant", value };
  }

  #expression(source: string, path: string): Part {
    this.#expressions += 1;
    if (this.#expressions > maxExpressions)
      return this.#refuse(path, `is more than the ${maxExpressions}th expression`);
    const expression = compileExpression(source);
    return typeof expression === "string"
      ? this.#refuse(path, expression)
      : { kind: "expression", path, expression };
  }

  #refuse(path: string, message: string): Part {
    this.issues.push({ code: "BUS_EXPRESSION_INVALID", path, message });
    return { kind: "constant", value: null };
  }
}

function apply(root: Part, input: ExpressionInput): Mapped {
  const fields: BusExpressionResult[] = [];
  let failure: { isTooCostly: boolean; message: string } | undefined;

  function resolve(part: Part): JsonValue | typeof absent {
    if (part.kind === "constant") return part.value;
    if (part.kind === "list") {
      return part.items.map(resolve).flatMap((item) => (item === absent ? [] : [item]));
    }
    if (part.kind === "object") {
      const entries = part.members.map(([name, member]) => [name, resolve(member)] as const);
      return Object.fromEntries(
        entries.flatMap(([name, value]) => (value === absent ? [] : [[name, value]])),
      );
    }
    const { path, expression } = part;
    // One that is too costly is enough: the others might be, too.
    if (failure?.isTooCostly === true) return null;
    const result = expression.evaluate(input);
    if (!result.ok) {
      fields.push({ path, error: result.message });
      failure ??= { isTooCostly: result.isTooCostly, message: `${path}: ${result.message}` };
      if (result.isTooCostly) failure = { isTooCostly: true, message: `${path}: ${result.message}` };
      return null;
    }
    fields.push(result.value === absent ? { path } : { path, value: result.value });
    return result.value;
  }

  const payload = resolve(root);
  if (failure !== undefined) return { ok: false, ...failure, fields };
  return { ok: true, payload: isObject(payload) ? payload : {}, fields };
}

function isObject(value: JsonValue | typeof absent): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
