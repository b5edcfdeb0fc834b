import type { Env } from "../config/placeholders";

export interface EnvironmentRule {
  readonly allow: readonly string[];
  readonly set: Readonly<Record<string, string>>;
}

/** The variables that a program gets: those on its list, then those of the file. Nothing else of the hub's. */
export function environmentOf({ allow, set }: EnvironmentRule, own: Env): Record<string, string> {
  const allowed = allow.flatMap((name) => {
    const value = own[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(allowed), ...set };
}
