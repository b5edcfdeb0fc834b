import { format } from "@cfworker/json-schema";
import { RE2JS } from "re2js";

/** A text pattern that is matched in time linear in the text. */
export interface Pattern {
  readonly source: string;
  test(text: string, budget: PatternBudget): boolean;
}

/** One check spent more on patterns than any honest payload does. */
export class TooExpensiveError extends Error {}

/** Pattern steps that one check may take. */
export class PatternBudget {
  #left = 50_000_000;

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TooExpensiveError();
  }
}

const maxSourceLength = 1000;
const maxInstructions = 2000;

/** The pattern, or in words why it cannot be used. */
export function compilePattern(source: string): Pattern | string {
  if (source.length > maxSourceLength) return `has a pattern longer than ${maxSourceLength} characters`;
  // The translation to RE2's syntax would read a named back-reference as plain letters.
  if (/\\k</.test(source.replace(/\\\\/g, ""))) return unusable(source);
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    const instructions = compiled.programSize();
    if (instructions > maxInstructions) return "has a pattern that repeats too much";
    return {
      source,
      test(text, budget) {
        budget.spend((text.length + 1) * instructions);
        return compiled.test(text);
      },
    };
  } catch {
    return unusable(source);
  }
}

function unusable(source: string): string {
  return `has a pattern that cannot be matched in linear time (no lookaround, no back-references): ${source}`;
}

/** The name under which a hardened schema asks for its n-th pattern. */
export function patternFormat(index: number): string {
  return `opstage-pattern-${index}`;
}

/** The index in `patternFormat`'s name; undefined for a format of the standard. */
export function patternIndex(formatName: string): number | undefined {
  const match = /^opstage-pattern-(\d+)$/.exec(formatName);
  return match ? Number(match[1]) : undefined;
}

/**
 * Runs one check with these patterns. The validator matches `pattern` with backtracking, but looks formats up in
 * a table: it is lent the patterns as formats for the length of `run`, which is synchronous, and nothing stays.
 */
export function withPatterns<T>(patterns: readonly Pattern[], budget: PatternBudget, run: () => T): T {
  for (const [index, pattern] of patterns.entries())
    format[patternFormat(index)] = (text) => pattern.test(text, budget);
  try {
    return run();
  } finally {
    for (const index of patterns.keys()) delete format[patternFormat(index)];
  }
}
