import { isRecord } from "../../json";

export type Env = Readonly<Record<string, string | undefined>>;

/** A place in the file: keys and list positions from the top. */
export type Path = readonly (string | number)[];

export interface FilledIn {
  readonly value: unknown;
  /** What was put in: never to be shown. */
  readonly secrets: ReadonlySet<string>;
  readonly missing: readonly { readonly path: Path; readonly name: string }[];
}

const placeholder = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/** Puts the environment's values into the texts: `${env:NAME}`, or `${env:NAME:-otherwise}`. */
export function fillIn(file: unknown, env: Env): FilledIn {
  const secrets = new Set<string>();
  const missing: { path: Path; name: string }[] = [];
  const fill = (value: unknown, path: Path): unknown => {
    if (typeof value === "string") {
      return value.replace(placeholder, (_, name: string, otherwise?: string) => {
        const found = env[name];
        if (found !== undefined && found !== "") {
          secrets.add(found);
          return found;
        }
        if (otherwise === undefined) missing.push({ path, name });
        return otherwise ?? "";
      });
    }
    if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, index]));
    if (!isRecord(value)) return value;
    // Own entries only, so that a key such as __proto__ stays a key.
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, [...path, key])]));
  };
  return { value: fill(file, []), secrets, missing };
}
