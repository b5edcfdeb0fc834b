import type { Env } from "../config/placeholders";
import type { Identity } from "./identity";

export interface EnvironmentRule {
  readonly allow: readonly string[];
  readonly set: Readonly<Record<string, string>>;
}

/**
 * The variables that a program gets: those on its list, then those of the file. Nothing else of the hub's, and of a
 * program that runs as another user that user's HOME and USER.
 */
export function environmentOf(
  { allow, set }: EnvironmentRule,
  own: Env,
  identity?: Identity,
): Record<string, string> {
  const found: Env = identity ? { ...own, HOME: undefined, USER: undefined, ...identity.variables } : own;
  const allowed = allow.flatMap((name) => {
    const value = found[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(allowed), ...set };
}
