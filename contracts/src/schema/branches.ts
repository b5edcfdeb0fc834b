import type { OutputUnit } from "@cfworker/json-schema";

/** Keywords that fail as a whole: unless the payload says which branch is meant, the branches are left out. */
const wholes: ReadonlySet<string> = new Set(["anyOf", "oneOf", "contains", "minContains", "maxContains"]);

/** The failed choices by where they stand, each with the branch that the payload means, or null when none stands out. */
export type MeantBranches = ReadonlyMap<string, string | null>;

/**
 * Which branch of each failed `anyOf` and `oneOf` the payload means: the only one that neither its type nor a constant
 * rules out. So a choice told apart by a `kind`, and a value that may also be null, fail at the field that is wrong.
 */
export function meantBranches(errors: readonly OutputUnit[]): MeantBranches {
  const failed = new Map(
    errors.filter(({ keyword }) => wholes.has(keyword)).map((error) => [error.keywordLocation, error]),
  );
  if (failed.size === 0) return new Map();
  const branches = new Map<string, Map<string, boolean>>([...failed.keys()].map((at) => [at, new Map()]));
  for (const error of errors) {
    for (const [at, branch] of choicesAround(error.keywordLocation, branches)) {
      const isFine = branches.get(at)?.get(branch) ?? true;
      branches.get(at)?.set(branch, isFine && !rulesOut(error, failed.get(at)));
    }
  }
  return new Map([...branches].map(([at, states]) => [at, onlyPossible(failed.get(at), states)]));
}

/** Whether an error lies in a branch that was not meant, at whatever depth. */
export function isLeftOut(location: string, meant: MeantBranches): boolean {
  return choicesAround(location, meant).some(([at, branch]) => meant.get(at) !== branch);
}

function onlyPossible(choice: OutputUnit | undefined, states: ReadonlyMap<string, boolean>): string | null {
  if (choice?.keyword !== "anyOf" && choice?.keyword !== "oneOf") return null;
  const possible = [...states].flatMap(([branch, isPossible]) => (isPossible ? [branch] : []));
  return possible.length === 1 ? (possible[0] ?? null) : null;
}

/** A wrong type of the value itself, or a constant of it or of one of its members. */
function rulesOut(error: OutputUnit, choice: OutputUnit | undefined): boolean {
  if (choice === undefined) return false;
  const here = choice.instanceLocation;
  const isHere = error.instanceLocation === here;
  const isMember = error.instanceLocation.slice(0, error.instanceLocation.lastIndexOf("/")) === here;
  if (error.keyword === "type") return isHere;
  return (error.keyword === "const" || error.keyword === "enum") && (isHere || isMember);
}

/** The failed choices that a place lies in, and in which branch of each. */
function choicesAround(location: string, choices: ReadonlyMap<string, unknown>): [string, string][] {
  const around: [string, string][] = [];
  if (choices.size === 0) return around;
  let after = location.length;
  for (let end = location.lastIndexOf("/"); end > 0; end = location.lastIndexOf("/", end - 1)) {
    const at = location.slice(0, end);
    if (choices.has(at)) around.push([at, location.slice(end + 1, after)]);
    after = end;
  }
  return around;
}
