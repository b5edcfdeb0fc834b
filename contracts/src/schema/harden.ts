import type { Schema } from "@cfworker/json-schema";
import type { Issue } from "./issues";
import {
  checkedFormats,
  names,
  plainKeywords,
  schemaKeywords,
  schemaListKeywords,
  schemaMapKeywords,
} from "./keywords";
import { compilePattern, type Pattern, patternFormat } from "./patterns";
import { isObject, resolveRef } from "./refs";

const maxDepth = 32;
/** Counted after references are filled in, so that a small text cannot unfold into a huge schema. */
const maxNodes = 5000;
/** How often a schema that contains itself is filled in; what a payload holds deeper inside goes unchecked. */
const maxRounds = 4;
/** The validator compares each pair of items. */
const maxUniqueItems = 1000;

/** Schemas for the members whose names match a pattern. */
export interface NameRules {
  readonly node: Schema;
  readonly rules: readonly { readonly pattern: Pattern; readonly schema: Schema }[];
}

/** A schema that the validator can neither choke on nor be stalled by, or the issues that prevent it. */
export interface Hardened {
  readonly schema: Schema;
  readonly issues: readonly Issue[];
  /** What the formats named by `patternFormat` stand for. */
  readonly patterns: readonly Pattern[];
  readonly nameRules: readonly NameRules[];
  readonly nodes: number;
}

/** Copies a schema: known keywords only, references filled in, patterns replaced by linear ones. Never throws. */
export function hardenSchema(root: unknown): Hardened {
  const hardener = new Hardener(root);
  const schema = hardener.harden(root, []);
  return {
    schema,
    issues: hardener.issues,
    patterns: hardener.patterns,
    nameRules: hardener.nameRules,
    nodes: hardener.nodes,
  };
}

type Path = readonly string[];

class Hardener {
  readonly issues: Issue[] = [];
  readonly patterns: Pattern[] = [];
  readonly nameRules: NameRules[] = [];
  nodes = 0;
  /** References being filled in: meeting one again is another round of a circle. */
  readonly #openRefs: string[] = ["#"];
  #depth = 0;

  constructor(readonly root: unknown) {}

  harden(value: unknown, path: Path): Schema {
    // As an object, so that its failures name their place like all others.
    if (typeof value === "boolean") return value ? {} : { not: {} };
    if (!isObject(value)) return this.#refuse(path, "must be a schema");
    if (this.nodes >= maxNodes) return this.#refuse([], `has more than ${maxNodes} parts`);
    if (this.#depth >= maxDepth) return this.#refuse(path, `is nested deeper than ${maxDepth} levels`);
    this.nodes++;
    this.#depth++;
    const schema = this.#members(value, path);
    this.#depth--;
    return schema;
  }

  #members(value: Record<string, unknown>, path: Path): Schema {
    const schema: Schema = {};
    for (const [keyword, member] of Object.entries(value)) {
      const here = [...path, keyword];
      if (Object.hasOwn(plainKeywords, keyword)) this.#plain(schema, keyword, member, here);
      else if (schemaKeywords.has(keyword)) schema[keyword] = this.harden(member, here);
      else if (schemaListKeywords.has(keyword)) schema[keyword] = this.#list(member, here);
      else if (schemaMapKeywords.has(keyword)) schema[keyword] = this.#map(member, here);
      else if (keyword === "items")
        schema.items = Array.isArray(member) ? this.#list(member, here) : this.harden(member, here);
      else if (keyword === "dependencies") schema.dependencies = this.#dependencies(member, here);
      else if (keyword === "format") this.#format(schema, member, here);
    }
    this.#bounds(schema, value, path);
    this.#patternProperties(schema, value, path);
    const also = [...this.#ref(value, path), ...this.#pattern(value, path)];
    if (also.length > 0) schema.allOf = [...(schema.allOf ?? []), ...also];
    return schema;
  }

  #plain(schema: Schema, keyword: string, member: unknown, path: Path): void {
    const problem = plainKeywords[keyword]?.(member) ?? null;
    if (problem !== null) {
      this.#refuse(path, problem);
      return;
    }
    if (keyword === "required" && !Array.isArray(member)) return;
    schema[keyword] = member;
    if (keyword === "uniqueItems" && member === true)
      schema.maxItems = Math.min(schema.maxItems ?? maxUniqueItems, maxUniqueItems);
    else if (keyword === "maxItems" && schema.uniqueItems === true)
      schema.maxItems = Math.min(Number(member), maxUniqueItems);
  }

  #list(member: unknown, path: Path): Schema[] {
    if (!Array.isArray(member)) {
      this.#refuse(path, "must be a list of schemas");
      return [];
    }
    return member.map((item: unknown, index) => this.harden(item, [...path, String(index)]));
  }

  #map(member: unknown, path: Path): Record<string, Schema> {
    if (!isObject(member)) {
      this.#refuse(path, "must map names to schemas");
      return {};
    }
    return Object.fromEntries(
      this.#names(member, path).map(([name, item]) => [name, this.harden(item, [...path, name])]),
    );
  }

  #dependencies(member: unknown, path: Path): Record<string, Schema | string[]> {
    if (!isObject(member)) {
      this.#refuse(path, "must map names to schemas or lists of names");
      return {};
    }
    return Object.fromEntries(
      this.#names(member, path).map(([name, item]) => {
        const here = [...path, name];
        if (!Array.isArray(item)) return [name, this.harden(item, here)];
        const problem = names(item);
        if (problem !== null) this.#refuse(here, problem);
        return [name, problem === null ? item : []];
      }),
    );
  }

  /** Half a character in a name: the validator could not write down where it is. */
  #names(map: Record<string, unknown>, path: Path): [string, unknown][] {
    return Object.entries(map).filter(([name]) => {
      const isText = !/\p{Surrogate}/u.test(name);
      if (!isText) this.#refuse(path, "has a name that is not valid text");
      return isText;
    });
  }

  #format(schema: Schema, member: unknown, path: Path): void {
    if (typeof member !== "string") this.#refuse(path, "must be text");
    else if (Object.hasOwn(checkedFormats, member)) schema.format = checkedFormats[member];
  }

  /** Draft 4 wrote `minimum: 1, exclusiveMinimum: true`. */
  #bounds(schema: Schema, value: Record<string, unknown>, path: Path): void {
    for (const [exclusive, inclusive] of [
      ["exclusiveMinimum", "minimum"],
      ["exclusiveMaximum", "maximum"],
    ] as const) {
      const bound = value[exclusive];
      if (bound === undefined || bound === false) continue;
      if (bound === true) {
        schema[exclusive] = schema[inclusive];
        delete schema[inclusive];
      } else if (typeof bound === "number" && Number.isFinite(bound)) schema[exclusive] = bound;
      else this.#refuse([...path, exclusive], "must be a number");
    }
  }

  #pattern(value: Record<string, unknown>, path: Path): Schema[] {
    if (!Object.hasOwn(value, "pattern")) return [];
    const pattern = this.#compile(value.pattern, [...path, "pattern"]);
    if (pattern === null) return [];
    this.patterns.push(pattern);
    return [{ format: patternFormat(this.patterns.length - 1) }];
  }

  #patternProperties(schema: Schema, value: Record<string, unknown>, path: Path): void {
    if (!Object.hasOwn(value, "patternProperties")) return;
    const here = [...path, "patternProperties"];
    const byPattern = this.#map(value.patternProperties, here);
    const rules = Object.entries(byPattern).flatMap(([source, rule]) => {
      const pattern = this.#compile(source, [...here, source]);
      return pattern === null ? [] : [{ pattern, schema: rule }];
    });
    schema.patternProperties = {};
    this.nameRules.push({ node: schema, rules });
  }

  #compile(source: unknown, path: Path): Pattern | null {
    const pattern = typeof source === "string" ? compilePattern(source) : "must be text";
    if (typeof pattern !== "string") return pattern;
    this.#refuse(path, pattern);
    return null;
  }

  #ref(value: Record<string, unknown>, path: Path): Schema[] {
    const ref = value.$ref ?? value.$recursiveRef ?? value.$dynamicRef;
    if (ref === undefined) return [];
    const here = [...path, "$ref"];
    const target = value.$ref === undefined ? undefined : resolveRef(this.root, ref);
    if (target === undefined || typeof ref !== "string") {
      this.#refuse(here, "must point into this schema (#/…)");
      return [];
    }
    if (this.#openRefs.filter((open) => open === ref).length > maxRounds) return [];
    this.#openRefs.push(ref);
    const schema = this.harden(target, here);
    this.#openRefs.pop();
    return [schema];
  }

  /** Notes the issue; what it returns stands in for the schema and allows anything. */
  #refuse(path: Path, message: string): Schema {
    const issue = { path: path.join("."), keyword: "schema", message };
    const isKnown = this.issues.some((known) => known.path === issue.path && known.message === message);
    if (!isKnown && this.issues.length < 1000) this.issues.push(issue);
    return {};
  }
}
