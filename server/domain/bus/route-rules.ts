import type { BusExpressionResult, BusRouteIssue, JsonObject } from "@opstage/contracts";
import { compileExpression, type Expression, type ExpressionInput } from "./expression";
import { compileMapping, type Mapping } from "./mapping";

/** The parts of a route that are evaluated. */
export interface RouteRules {
  readonly condition: string | null;
  readonly inputMapping: JsonObject | null;
}

interface Explained {
  readonly condition: BusExpressionResult | null;
  readonly fields: readonly BusExpressionResult[];
}

/** What a route makes of one event, before its target is looked at. */
export type Decision =
  /** The condition is not met: the route does not match. */
  | (Explained & { readonly kind: "SKIP" })
  | (Explained & { readonly kind: "FAIL"; readonly code: BusRuleFailure; readonly message: string })
  /** Null where there is no mapping: the command then carries the event's envelope. */
  | (Explained & { readonly kind: "TAKE"; readonly payload: JsonObject | null });

export type BusRuleFailure = "BUS_EXPRESSION_FAILED" | "BUS_EXPRESSION_TOO_COSTLY";

/** A route's rules made ready for many events. Total: no event makes them throw. */
export interface CompiledRules {
  readonly issues: readonly BusRouteIssue[];
  decide(input: ExpressionInput): Decision;
}

/** Compiles the rules; what cannot be used is in `issues`, and then every event fails. */
export function compileRules(rules: RouteRules): CompiledRules {
  const issues: BusRouteIssue[] = [];
  const condition = rules.condition === null ? null : compileExpression(rules.condition);
  if (typeof condition === "string")
    issues.push({ code: "BUS_EXPRESSION_INVALID", path: "condition", message: condition });
  const mapping = rules.inputMapping === null ? null : compileMapping(rules.inputMapping);
  if (Array.isArray(mapping)) issues.push(...mapping);
  const [problem] = issues;
  if (problem !== undefined || typeof condition === "string" || Array.isArray(mapping)) {
    const message = problem === undefined ? "" : `${problem.path}: ${problem.message}`;
    return {
      issues,
      decide: () => ({ kind: "FAIL", code: "BUS_EXPRESSION_FAILED", message, condition: null, fields: [] }),
    };
  }
  return { issues, decide: (input) => decide({ condition, mapping }, input) };
}

function decide(
  { condition, mapping }: { condition: Expression | null; mapping: Mapping | null },
  input: ExpressionInput,
): Decision {
  const met = condition === null ? null : judge(condition, input);
  if (met !== null && "code" in met) return met;
  const shown = met?.condition ?? null;
  if (met?.isMet === false) return { kind: "SKIP", condition: shown, fields: [] };
  if (mapping === null) return { kind: "TAKE", payload: null, condition: shown, fields: [] };
  const mapped = mapping.apply(input);
  if (mapped.ok) return { kind: "TAKE", payload: mapped.payload, condition: shown, fields: mapped.fields };
  const { isTooCostly, message, fields } = mapped;
  return { kind: "FAIL", code: codeOf(isTooCostly), message, condition: shown, fields };
}

function judge(
  condition: Expression,
  input: ExpressionInput,
): { isMet: boolean; condition: BusExpressionResult } | (Decision & { kind: "FAIL" }) {
  const path = "condition";
  const result = condition.evaluate(input);
  const error = result.ok
    ? typeof result.value === "boolean"
      ? undefined
      : "must be true or false"
    : result.message;
  if (result.ok && error === undefined) {
    return { isMet: result.value === true, condition: { path, value: result.value === true } };
  }
  return {
    kind: "FAIL",
    code: codeOf(!result.ok && result.isTooCostly),
    message: `${path}: ${error ?? ""}`,
    condition: { path, error: error ?? "" },
    fields: [],
  };
}

function codeOf(isTooCostly: boolean): BusRuleFailure {
  return isTooCostly ? "BUS_EXPRESSION_TOO_COSTLY" : "BUS_EXPRESSION_FAILED";
}
