import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSchema, compileSchema, initialPayload, secretPaths } from "./json-schema";
import type { JsonObject } from "./primitives";

const messages = (schema: JsonObject, payload: unknown) =>
  compileSchema(schema)
    .issues(payload)
    .map(({ path, message }) => `${path}: ${message}`);

test("each failed place has one issue, in words, sorted by place", () => {
  const schema: JsonObject = {
    type: "object",
    required: ["count", "name"],
    properties: {
      count: { type: "integer", minimum: 1 },
      name: { type: "string" },
      list: {
        type: "array",
        items: { type: "object", required: ["id"], properties: { size: { maximum: 3 } } },
      },
    },
    additionalProperties: false,
  };
  const list = Array.from({ length: 11 }, (_, n) => (n === 2 || n === 10 ? { size: 9 } : { id: n }));
  expect(messages(schema, { count: 0, list, extra: 1 })).toEqual([
    "count: must be at least 1",
    "extra: is not allowed",
    "list.2.id: is required",
    "list.2.size: must be at most 3",
    "list.10.id: is required",
    "list.10.size: must be at most 3",
    "name: is required",
  ]);
});

test.each<[JsonObject, unknown, string]>([
  [{ type: "integer" }, 1.5, "must be a whole number"],
  [{ type: ["string", "null"] }, 1, "must be text or null"],
  [{ type: "object" }, [], "must be an object"],
  [{ enum: ["a", "b"] }, "c", "must be one of: a, b"],
  [{ const: 5 }, 6, "must be 5"],
  [{ oneOf: [{ const: 1, title: "One" }, { const: 2 }] }, 3, "must be one of: 1, 2"],
  [{ anyOf: [{ required: ["a"] }, { required: ["b"] }] }, {}, "must have one of the allowed forms"],
  [{ minLength: 1 }, "", "must not be empty"],
  [{ minLength: 3 }, "ab", "must have at least 3 characters"],
  [{ maxLength: 1 }, "ab", "must have at most 1 character"],
  [{ exclusiveMinimum: 0 }, 0, "must be more than 0"],
  [{ minimum: 0, exclusiveMinimum: true }, 0, "must be more than 0"],
  [{ multipleOf: 0.1 }, 0.25, "must be a multiple of 0.1"],
  [{ pattern: "^a+$" }, "b", "must match the pattern ^a+$"],
  [{ format: "email" }, "b", "must be an e-mail address"],
  [{ format: "url" }, "b", "must be a full URL"],
  [{ uniqueItems: true }, [1, 1], "must not have the same item twice"],
  [{ minItems: 1 }, [], "must have at least 1 item"],
  [{ contains: { type: "string" } }, [1], "must have an item of the required kind"],
  [{ not: { type: "string" } }, "b", "has a form that is not allowed"],
])("%o refuses %o", (schema, payload, message) => {
  expect(
    compileSchema(schema)
      .issues(payload)
      .map((issue) => issue.message),
  ).toEqual([message]);
});

test("a choice whose branch the payload names is judged by that branch, at the field that is wrong", () => {
  const tcp = { properties: { kind: { const: "tcp" }, port: { type: "integer" } }, required: ["port"] };
  const http = { properties: { kind: { const: "http" }, url: { format: "uri" } }, required: ["url"] };
  const schema: JsonObject = {
    properties: {
      target: { type: "object", required: ["kind"], oneOf: [http, tcp] },
      note: { anyOf: [{ type: "string", minLength: 3 }, { type: "null" }] },
      deep: { anyOf: [{ type: "null" }, { type: "array", items: { oneOf: [http, tcp] } }] },
    },
  };
  expect(messages(schema, { target: { kind: "tcp" }, note: "ab" })).toEqual([
    "note: must have at least 3 characters",
    "target.port: is required",
  ]);
  expect(messages(schema, { deep: [{ kind: "http", url: "x" }] })).toEqual([
    "deep.0.url: must be a full URL",
  ]);
  expect(messages(schema, { target: { kind: "udp" }, deep: 5 })).toEqual([
    "deep: must have one of the allowed forms",
    "target: must have one of the allowed forms",
  ]);
});

test("an allowed payload has no issues", () => {
  const schema: JsonObject = {
    $defs: { port: { type: "integer", minimum: 1 } },
    properties: { a: { $ref: "#/$defs/port" }, b: { format: "anything", unknownKeyword: 1 } },
    patternProperties: { "^x-": { type: "string" } },
  };
  expect(messages(schema, { a: 1, b: "c", "x-y": "z" })).toEqual([]);
  expect(messages({}, { anything: [1, null] })).toEqual([]);
  expect(messages({ type: "object", required: [] }, { cleared: undefined })).toEqual([]);
});

test("references inside of the schema are followed, with keywords beside them", () => {
  const schema: JsonObject = {
    definitions: { "a/b": { type: "integer", minimum: 2 } },
    properties: { port: { $ref: "#/definitions/a~1b", maximum: 5 } },
  };
  expect(messages(schema, { port: 1 })).toEqual(["port: must be at least 2"]);
  expect(messages(schema, { port: 6 })).toEqual(["port: must be at most 5"]);
});

test("a schema that contains itself is checked some rounds deep, and a circle of references ends", () => {
  const tree: JsonObject = { properties: { id: { type: "integer" }, children: { items: { $ref: "#" } } } };
  expect(messages(tree, { children: [{ id: "x", children: [{ id: "y" }] }] })).toEqual([
    "children.0.children.0.id: must be a whole number",
    "children.0.id: must be a whole number",
  ]);
  expect(
    messages({ $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } }, $ref: "#/$defs/a" }, 1),
  ).toEqual([]);
});

test("a `required` flag of draft 3 means nothing", () => {
  expect(messages({ properties: { a: { required: true } } }, {})).toEqual([]);
});

test("conditions and dependencies name the field that is missing", () => {
  const schema: JsonObject = {
    if: { properties: { mode: { const: "tls" } }, required: ["mode"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { required: ["cert"] },
    dependentRequired: { user: ["password"] },
  };
  expect(messages(schema, { mode: "tls", user: "ann" })).toEqual([
    "cert: is required",
    "password: is required together with user",
  ]);
});

test("patterns for names decide which members are checked and which are extra", () => {
  const schema: JsonObject = {
    patternProperties: { "^x-": { type: "integer" }, "-y$": { minimum: 5 } },
    propertyNames: { pattern: "^[a-z-]+$" },
    additionalProperties: false,
  };
  expect(messages(schema, { "x-y": 3, "x-a": "s", Q: 1 })).toEqual([
    "Q: is not allowed",
    "Q: must match the pattern ^[a-z-]+$",
    "x-a: must be a whole number",
    "x-y: must be at least 5",
  ]);
  expect(messages(schema, { "x-y": 7 })).toEqual([]);
});

test.each<[unknown, string, string]>([
  [{ properties: { a: { pattern: "(?=x)" } } }, "properties.a.pattern", "linear time"],
  [{ patternProperties: { "(?<n>a)\\k<n>": {} } }, "patternProperties.(?<n>a)\\k<n>", "linear time"],
  [{ pattern: "((a{1,99}){1,9}b){9}" }, "pattern", ""],
  [{ properties: { a: { required: "b" } } }, "properties.a.required", "must be a list of property names"],
  [{ type: "strin" }, "type", "must be one or more of"],
  [{ $ref: "https://example.com/schema" }, "$ref", "must point into this schema"],
  [{ $ref: "#/definitions/none" }, "$ref", "must point into this schema"],
  [{ allOf: {} }, "allOf", "must be a list of schemas"],
  [{ items: 5 }, "items", "must be a schema"],
  ["text", "", "must be a schema"],
])("%o cannot be used, and it is said why", (schema, path, message) => {
  const [issue] = checkSchema(schema);
  expect(issue?.path).toBe(path);
  expect(issue?.message).toContain(message);
});

test("a schema that cannot be used refuses every payload", () => {
  expect(messages({ pattern: "(?=x)" }, "x")).toEqual([
    expect.stringContaining("cannot be checked, because its schema at pattern has a pattern"),
  ]);
});

test("schemas that unfold without end or measure are refused quickly", () => {
  const doubling: JsonObject = { $defs: { d0: { type: "string" } } };
  const definitions: JsonObject = { d0: { type: "string" } };
  for (let n = 1; n < 30; n++)
    definitions[`d${n}`] = { allOf: [{ $ref: `#/$defs/d${n - 1}` }, { $ref: `#/$defs/d${n - 1}` }] };
  expect(checkSchema({ ...doubling, $defs: definitions, $ref: "#/$defs/d12" })[0]?.message).toContain(
    "parts",
  );
  expect(checkSchema({ ...doubling, $defs: definitions, $ref: "#/$defs/d29" })[0]?.message).toContain(
    "nested deeper",
  );
});

const evilPatterns = [
  "^(a+)+$",
  "^(a|a)*$",
  "^(.*a){20}$",
  "^([a-zA-Z]+)*$",
  "(x+x+)+y",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
];

test.each(evilPatterns)("the pattern %s takes no more than linear time", (pattern) => {
  const compiled = compileSchema({ properties: { a: { pattern } }, patternProperties: { [pattern]: {} } });
  const startedAt = performance.now();
  compiled.issues({ a: `${"a".repeat(50_000)}!`, [`${"a".repeat(5000)}!`]: 1 });
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test.each([
  "date-time",
  "duration",
  "email",
  "hostname",
  "ipv6",
  "uri",
  "url",
  "uri-template",
  "uuid",
  "json-pointer",
])("the format %s takes no more than linear time", (format) => {
  const compiled = compileSchema({ items: { format } });
  const startedAt = performance.now();
  compiled.issues(["a", "1:", "a@", "http://a", "/~0", "a-", "P1"].map((part) => `${part.repeat(10_000)}!`));
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test("payloads that would take long are refused instead", () => {
  const startedAt = performance.now();
  expect(
    messages(
      { uniqueItems: true },
      Array.from({ length: 5000 }, (_, n) => n),
    ),
  ).toEqual([": must have at most 1000 items"]);
  const members = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, n]));
  expect(messages({ patternProperties: { "^k": {} } }, members)).toEqual([": is too large to be checked"]);
  expect(messages({ items: { anyOf: [{}, {}, {}] } }, Array(600_000).fill(1))).toEqual([
    ": is too large to be checked",
  ]);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

test("what is not JSON is an issue, never an exception", () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(messages({}, circle)).toEqual([": is nested too deeply"]);
  expect(messages({}, 1n)).toEqual([": is not JSON"]);
  expect(messages({ type: "string" }, undefined)).toEqual([": must be text"]);
  expect(messages({ additionalProperties: false }, { "\ud800": 1 })).toEqual([": is not JSON"]);
});

const scalar = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom("string", "object", "#", "#/$defs/a", "^a", "(", "url", -1, 3),
);
const keyword = fc.constantFrom(
  ..."type enum const required minimum exclusiveMinimum multipleOf minLength maxItems uniqueItems pattern format".split(
    " ",
  ),
  ..."properties patternProperties additionalProperties propertyNames items prefixItems contains minContains".split(
    " ",
  ),
  ..."allOf anyOf oneOf not if then else $ref $defs dependencies dependentRequired unevaluatedItems default".split(
    " ",
  ),
);
const { schema: anySchema } = fc.letrec<{ schema: unknown; value: unknown }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small" },
    fc.boolean(),
    fc.dictionary(keyword, tie("value"), { maxKeys: 4 }),
  ),
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    tie("schema"),
    fc.array(tie("schema"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "^a", "__proto__", "constructor"), tie("schema"), { maxKeys: 3 }),
  ),
}));

test("no schema and no payload makes anything throw, and a schema found usable is never called unusable", () => {
  fc.assert(
    fc.property(anySchema, fc.jsonValue(), (schema, payload) => {
      const problems = checkSchema(schema);
      if (typeof schema !== "object" || schema === null) return;
      const asJson: JsonObject = JSON.parse(JSON.stringify(schema));
      const issues = compileSchema(asJson).issues(payload);
      if (problems.length === 0) expect(issues.filter((issue) => issue.keyword === "schema")).toEqual([]);
      else expect(issues).toHaveLength(1);
      secretPaths(asJson, { a: 1, b: [{}], c: {} });
      initialPayload(asJson);
    }),
    { numRuns: 1000 },
  );
});

test("a list of dependencies holds names and nothing else", () => {
  expect(checkSchema({ dependencies: { a: ["b"] } })).toEqual([]);
  // Found by the property above: turning such an object into text throws.
  const item = Object.create(null);
  expect(checkSchema({ dependencies: { a: [item] } })).toMatchObject([{ path: "dependencies.a" }]);
});

test("a form starts with defaults, then with what is empty for the type", () => {
  const schema: JsonObject = {
    $defs: { port: { type: "integer" } },
    properties: {
      given: { type: "string", default: "x" },
      zero: { type: "number" },
      port: { $ref: "#/$defs/port" },
      no: { type: "boolean" },
      list: { type: "array" },
      map: { type: "object" },
      choice: { enum: ["a"] },
      password: { type: "string" },
    },
  };
  expect(initialPayload(schema)).toEqual({
    given: "x",
    zero: 0,
    port: 0,
    no: false,
    list: [],
    map: {},
    choice: "",
    password: "",
  });
  expect(initialPayload({})).toEqual({});
});

test("secrets are found behind references, choices, lists, patterns and circles", () => {
  const schema: JsonObject = {
    $defs: { login: { properties: { pass: { format: "password" }, next: { $ref: "#/$defs/login" } } } },
    properties: {
      login: { $ref: "#/$defs/login" },
      either: { oneOf: [{ type: "string" }, { properties: { key: { writeOnly: true } } }] },
      list: { items: { allOf: [{ properties: { pin: { writeOnly: true } } }] } },
    },
    patternProperties: { "^secret-": { writeOnly: true } },
    additionalProperties: { properties: { token: { writeOnly: true } } },
  };
  const payload: JsonObject = {
    login: { user: "ann", pass: "a", next: { pass: "b" } },
    either: { key: "c" },
    list: [{ pin: "d" }, { other: 1 }],
    "secret-x": "e",
    "other.name": { token: "f" },
  };
  expect(secretPaths(schema, payload).toSorted()).toEqual([
    ["either", "key"],
    ["list", "0", "pin"],
    ["login", "next", "pass"],
    ["login", "pass"],
    ["other.name", "token"],
    ["secret-x"],
  ]);
});
