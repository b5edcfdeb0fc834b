import type { ASTNode } from "@marcbachmann/cel-js";

/** Names of the functions that stand in for the library's own; no expression can call them by itself. */
export const meterCall = "opstage_meter";
export const stepCall = "opstage_step";
export const matchesCall = "opstage_matches";

/** Macros that evaluate their second argument once for every item. */
const loops: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "map", "filter"]);

/** Calls that ask the calendar of a time zone: each costs as much as many others. */
const zonedCallSteps = 100;

/** What an expression may not name: what we put into it, and `cel`, whose `bind` could double a text at every step. */
export function forbiddenName(root: ASTNode): string | null {
  const names: string[] = [];
  visit(root, (node) => {
    if (node.op === "id" && node.args === "cel") names.push(node.args);
    if (node.op === "id" || node.op === "call" || node.op === "rcall") names.push(...oursIn(node));
  });
  return names[0] ?? null;
}

function oursIn(node: ASTNode & { readonly op: "id" | "call" | "rcall" }): string[] {
  const name = node.op === "id" ? node.args : node.args[0];
  return name === meterCall || name === stepCall || name === matchesCall ? [name] : [];
}

/**
 * The same expression with a charge on every round of a loop. The library unfolds its macros while it parses, so this
 * works on the text, by the places that a first parse has found.
 */
export function meteredText(source: string, root: ASTNode): string {
  const insertions: { readonly at: number; readonly text: string }[] = [];
  visit(root, (node) => {
    const loop = loopOf(node);
    if (loop === null) return;
    const { item, body, rest } = loop;
    const from = source.indexOf(",", item.end) + 1;
    const to = rest === undefined ? node.end - 1 : source.lastIndexOf(",", rest.start);
    // A condition is evaluated before its branches; the arguments of a call may be in any order.
    const charge = `${stepCall}(${stepsOf(body) + stepsOf(rest)}) ? ${meterCall}(`;
    insertions.push({ at: from, text: charge }, { at: to, text: `) : ${meterCall}(null)` });
  });
  // From the end on, so that no insertion moves the place of another.
  return insertions
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), source);
}

/** Whether every loop is charged: a comment in an odd place may have misled `meteredText`. */
export function isMetered(root: ASTNode): boolean {
  let metered = true;
  visit(root, (node) => {
    const loop = loopOf(node);
    if (loop !== null) metered &&= isCharge(loop.body);
  });
  return metered;
}

function isCharge(body: ASTNode): boolean {
  if (body.op !== "?:") return false;
  const [condition] = body.args;
  return condition.op === "call" && condition.args[0] === stepCall;
}

/** Lets every `matches` run in linear time. */
export function replaceMatches(root: ASTNode): void {
  visit(root, (node) => {
    if (node.op === "rcall" && node.args[0] === "matches") node.args[0] = matchesCall;
  });
}

function loopOf(node: ASTNode): { item: ASTNode; body: ASTNode; rest: ASTNode | undefined } | null {
  if (node.op !== "rcall" || !loops.has(node.args[0])) return null;
  const [item, body, rest] = node.args[2];
  return item === undefined || body === undefined ? null : { item, body, rest };
}

/** How much one evaluation of this part costs, its inner loops counted once: they are charged themselves. */
function stepsOf(part: ASTNode | undefined): number {
  let steps = 0;
  if (part === undefined) return steps;
  visit(part, (node) => {
    const isZoned = node.op === "rcall" && node.args[0].startsWith("get") && node.args[2].length > 0;
    steps += isZoned ? zonedCallSteps : 1;
  });
  return steps;
}

/** Every node of the tree, inner ones first. */
function visit(node: ASTNode, each: (node: ASTNode) => void): void {
  for (const inner of childrenOf(node.args)) visit(inner, each);
  each(node);
}

/** The nodes among a node's operands, which are texts, numbers, nodes, and lists of them. */
function childrenOf(operand: unknown): ASTNode[] {
  if (Array.isArray(operand)) return operand.flatMap(childrenOf);
  return isNode(operand) ? [operand] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value && "range" in value;
}
