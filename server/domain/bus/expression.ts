import { Environment, EvaluationError, ParseError } from "@marcbachmann/cel-js";
import { busExpressionMaxLength, type JsonObject, type JsonValue } from "@opstage/contracts";
import { compilePattern, type Pattern, PatternBudget } from "@opstage/contracts/json-schema";
import {
  forbiddenName,
  isMetered,
  matchesCall,
  meterCall,
  meteredText,
  replaceMatches,
  stepCall,
} from "./expression-guard";
import { type absent, NotJsonError, toJsonValue } from "./expression-value";
import { Meter } from "./meter";

/** What expressions see: the event, under the name `event`. */
export interface ExpressionInput {
  readonly event: JsonObject;
  /** How long the event is as JSON. */
  readonly length: number;
}

/** The value of an expression, or why it has none for this event. */
export type Evaluated =
  | { readonly ok: true; readonly value: JsonValue | typeof absent }
  | { readonly ok: false; readonly isTooCostly: boolean; readonly message: string };

/** A CEL expression made ready for many events. */
export interface Expression {
  readonly source: string;
  /** Total and bounded: answers in a moment whatever the event is, and never throws. */
  evaluate(input: ExpressionInput): Evaluated;
}

/** What the library may build from one text. */
const limits = {
  maxAstNodes: 250,
  maxDepth: 24,
  maxListElements: 100,
  maxMapEntries: 100,
  maxCallArguments: 8,
};

const mixedArithmetic: readonly (readonly [string, (a: number, b: number) => number])[] = [
  ["+", (a, b) => a + b],
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => a / b],
  ["%", (a, b) => a % b],
];

const meter = new Meter();
const environment = createEnvironment();

/** The expression, or in words why it is none. */
export function compileExpression(source: string): Expression | string {
  if (source.length > busExpressionMaxLength) return `is longer than ${busExpressionMaxLength} characters`;
  try {
    // `$event.…` is how older routes wrote it.
    const text = source.trim().replace(/^\$(?=event\b)/, "");
    const { ast } = environment.parse(text);
    const forbidden = forbiddenName(ast);
    if (forbidden !== null) return `Unknown name: ${forbidden}`;
    const parsed = environment.parse(meteredText(text, ast));
    if (!isMetered(parsed.ast)) return "cannot be used: leave the comments out";
    replaceMatches(parsed.ast);
    const checked = parsed.check();
    if (!checked.valid) return textOf(checked.error);
    return { source, evaluate: (input) => evaluate(parsed, input) };
  } catch (error) {
    return textOf(error);
  }
}

function evaluate(parsed: (context: Record<string, unknown>) => unknown, input: ExpressionInput): Evaluated {
  meter.start(input.length);
  try {
    const value = toJsonValue(parsed({ event: input.event }));
    return meter.isSpent ? tooCostly : { ok: true, value };
  } catch (error) {
    return meter.isSpent ? tooCostly : { ok: false, isTooCostly: false, message: textOf(error) };
  }
}

const tooCostly: Evaluated = { ok: false, isTooCostly: true, message: "would take too long for this event" };

/** What a pattern costs is charged to the expression. */
class MeteredBudget extends PatternBudget {
  override spend(steps: number): void {
    meter.spendExactly(steps / 50);
  }
}

function textOf(error: unknown): string {
  if (error instanceof NotJsonError) return error.message;
  if (error instanceof EvaluationError || error instanceof ParseError) return error.summary;
  return error instanceof Error ? (error.message.split("\n")[0] ?? "cannot be used") : "cannot be used";
}

/**
 * CEL over JSON: numbers of an event are doubles, so arithmetic mixes them with whole numbers, which plain CEL refuses.
 */
function createEnvironment(): Environment {
  const created = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false, limits })
    .registerVariable("event", "map")
    // Before a round of a loop, and after it for a text that it made.
    .registerFunction(`${stepCall}(int): bool`, (steps: bigint) => {
      meter.spend(Number(steps));
      return true;
    })
    .registerFunction(`${meterCall}(dyn): dyn`, (value: unknown) => {
      if (typeof value === "string") meter.spendExactly(value.length / 16);
      return value;
    })
    .registerFunction(`string.${matchesCall}(string): bool`, (text: string, pattern: string) => {
      return patternOf(pattern).test(text, new MeteredBudget());
    });
  for (const [operator, apply] of mixedArithmetic) {
    created.registerOperator(`double ${operator} int`, (a: number, b: bigint) => apply(a, Number(b)));
    created.registerOperator(`int ${operator} double`, (a: bigint, b: number) => apply(Number(a), b));
  }
  return created.registerOperator("double % double", (a: number, b: number) => a % b);
}

const patternsKept = 100;
const patterns = new Map<string, Pattern>();

function patternOf(source: string): Pattern {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const pattern = compilePattern(source);
  if (typeof pattern === "string") throw new NotJsonError(pattern);
  if (patterns.size >= patternsKept) patterns.clear();
  patterns.set(source, pattern);
  return pattern;
}
