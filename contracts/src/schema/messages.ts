import { isObject } from "./refs";

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

const formatNames: Readonly<Record<string, string>> = {
  date: "a date (YYYY-MM-DD)",
  time: "a time with a zone (hh:mm:ssZ)",
  "date-time": "a date and time (YYYY-MM-DDThh:mm:ssZ)",
  duration: "a duration (such as PT5M)",
  email: "an e-mail address",
  hostname: "a host name",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  uri: "a full URL",
  uuid: "a UUID",
  "json-pointer": "a JSON pointer",
};

/** Says in words what a keyword with this limit asks for. */
export function messageOf(keyword: string, limit: unknown): string {
  switch (keyword) {
    case "type":
      return `must be ${either(listOf(limit).map((name) => typeNames[String(name)] ?? String(name)))}`;
    case "const":
      return `must be ${show(limit)}`;
    case "enum":
      return `must be one of: ${choices(listOf(limit))}`;
    case "minimum":
      return `must be at least ${limit}`;
    case "maximum":
      return `must be at most ${limit}`;
    case "exclusiveMinimum":
      return `must be more than ${limit}`;
    case "exclusiveMaximum":
      return `must be less than ${limit}`;
    case "multipleOf":
      return `must be a multiple of ${limit}`;
    case "minLength":
      return limit === 1 ? "must not be empty" : `must have at least ${amount(limit, "character")}`;
    case "maxLength":
      return `must have at most ${amount(limit, "character")}`;
    case "minItems":
      return `must have at least ${amount(limit, "item")}`;
    case "maxItems":
      return `must have at most ${amount(limit, "item")}`;
    case "minProperties":
      return `must have at least ${amount(limit, "member")}`;
    case "maxProperties":
      return `must have at most ${amount(limit, "member")}`;
    case "uniqueItems":
      return "must not have the same item twice";
    case "pattern":
      return `must match the pattern ${limit}`;
    case "format":
      return `must be ${formatNames[String(limit)] ?? "well-formed"}`;
    case "contains":
      return "must have an item of the required kind";
    case "minContains":
      return `must have at least ${amount(limit, "item")} of the required kind`;
    case "maxContains":
      return `must have at most ${amount(limit, "item")} of the required kind`;
    case "anyOf":
    case "oneOf":
      return branches(limit);
    case "not":
      // An empty `not` is how a hardened schema says false.
      return isObject(limit) && Object.keys(limit).length === 0
        ? "is not allowed"
        : "has a form that is not allowed";
    default:
      return "is not allowed";
  }
}

/** Branches that are single values are a choice of values, as forms write choices with titles. */
function branches(limit: unknown): string {
  const list = listOf(limit);
  const values = list.filter(isObject).filter((branch) => Object.hasOwn(branch, "const"));
  return list.length > 0 && values.length === list.length
    ? `must be one of: ${choices(values.map((branch) => branch.const))}`
    : "must have one of the allowed forms";
}

const maxChoices = 10;

function choices(values: readonly unknown[]): string {
  const shown = values.slice(0, maxChoices).map(show).join(", ");
  return values.length > maxChoices ? `${shown}, …` : shown;
}

function show(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function either(names: readonly string[]): string {
  return names.join(" or ");
}

function amount(count: unknown, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
