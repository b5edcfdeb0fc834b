import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Document } from "yaml";
import { ConfigError } from "./errors";
import { toHubConfig } from "./load";

const source = {
  file: "hub.yaml",
  env: { OPSTAGE_BACKEND_URL: "http://opstage.test", SECRET: "s3cret-value" },
};
const top = "agent: { code: a }\nservices:\n";

const placeholderOf = (name: string) => `\${env:${name}}`;

/** The complaint about a text; every text is either a configuration or a complaint. */
function complaint(text: string): string {
  try {
    toHubConfig(text, source);
    return "";
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe("a hub's file", () => {
  test.each([
    ["agent: [", /^hub\.yaml:\d+:\d+: /],
    ["", /^hub\.yaml:1:1: The file is empty/],
    ["services: []", /^hub\.yaml:1:1: agent: Is required/],
    ["agent: {}", /^hub\.yaml:1:8: agent\.code: Is required/],
    ["agent: { code: 'a b' }", /^hub\.yaml:1:16: agent\.code: Must be letters/],
    [`${top}  - code: x\n    htpp: {}`, /hub\.yaml:4:5: services\[0\]\.htpp: Is no key that belongs here/],
    [`${top}  - code: x`, /^hub\.yaml:3:5: services\[0\]: Needs exactly one of http and exec/],
    [`${top}  - { code: x, http: { url: "ftp://x" } }`, /3:29: services\[0\]\.http\.url: Must be an http/],
    [`${top}  - { code: x, http: { url: "http://8.8.8.8" } }`, /3:29: .*allowRemote: true/],
    [`${top}  - { code: x, http: { url: "http://[::ffff:8.8.8.8]" } }`, /allowRemote: true/],
    [`${top}  - { code: x, http: { url: "http://169.254.169.254" } }`, /allowRemote: true/],
    [`${top}  - { code: ophub-self, exec: {} }`, /3:13: services\[0\]\.code: "ophub-self" is the hub itself/],
    [
      `${top}  - { code: x, exec: {} }\n  - { code: x, exec: {} }`,
      /4:13: services\[1\]\.code: "x" is there twice/,
    ],
    [
      `${top}  - code: x\n    exec: { actions: [{ name: n, command: "rm -rf /" }] }`,
      /4:43: services\[0\]\.exec\.actions\[0\]\.command: Must be a list/,
    ],
    [
      `${top}  - code: x\n    exec: { actions: [{ name: n, command: [a], inputSchema: { type: 7 } }] }`,
      /4:61: services\[0\]\.exec\.actions\[0\]\.inputSchema: Cannot be used at type/,
    ],
    [
      `${top}  - { code: x, exec: { health: { file: f } } }`,
      /health\.maxAgeSeconds: Is required beside file/,
    ],
    [`${top}  - { code: x, exec: { health: { file: f, tcp: "a:1" } } }`, /Needs exactly one of command/],
    [`${top}  - { code: x, exec: { directory: "\${env:NOPE}" } }`, /3:35: .*The environment has no NOPE/],
    [
      `${top}  - { code: x, exec: { runAs: { user: no-such-user } } }`,
      /3:31: .*There is no user "no-such-user"/,
    ],
    [`a: &a [*a, *a]`, /^hub\.yaml:1:/],
    [`a: ${"[".repeat(20_000)}`, /^hub\.yaml:\d+:\d+: /],
    [`agent: { code: a }\nagent: { code: b }`, /^hub\.yaml:2:1: /],
  ])("%j is refused at its place", (text, expected) => {
    expect(complaint(text)).toMatch(expected);
  });

  describe("names the file, the line and the key of every mistake, wherever it is", () => {
    const full = {
      opstage: { url: "http://opstage.test", registrationToken: "t", tokenFile: "token.json" },
      agent: { code: "a", name: "A" },
      self: { code: "a-self", name: "Self" },
      healthEverySeconds: 15,
      catalogueEverySeconds: 60,
      services: [
        {
          code: "web",
          name: "Web",
          version: "1",
          runtime: "python",
          description: "d",
          http: {
            url: "http://127.0.0.1:1",
            allowRemote: false,
            timeoutSeconds: 5,
            actionTimeoutSeconds: 5,
            replyLimitBytes: 2_000,
            events: true,
            eventsEverySeconds: 2,
          },
        },
        {
          code: "script",
          exec: {
            directory: ".",
            environment: { allow: ["PATH"] },
            runAs: { user: 0, group: 0 },
            health: { command: ["true"], degradedStatuses: [1], allowRemote: false, timeoutSeconds: 5 },
            configs: [{ key: "k", label: "K", type: "string", value: "v", sensitive: false, secretRef: "s" }],
            actions: [
              {
                name: "go",
                label: "Go",
                description: "d",
                dangerLevel: "LOW",
                requiresConfirmation: false,
                category: "c",
                order: 1,
                timeoutSeconds: 5,
                idempotent: false,
                ephemeralFields: ["f"],
                command: ["true"],
                graceSeconds: 1,
                outputLimitBytes: 100,
              },
            ],
          },
        },
      ],
    };
    type Step = string | number;

    /** Every place in it, and whether keys can be added there. */
    function placesIn(value: unknown, path: Step[] = []): { path: Step[]; isMap: boolean }[] {
      if (typeof value !== "object" || value === null) return [{ path, isMap: false }];
      const steps: Step[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
      const inner = steps.flatMap((step) => placesIn(Object(value)[step], [...path, step]));
      return [{ path, isMap: !Array.isArray(value) }, ...inner];
    }
    const places = placesIn(full);
    const keyOf = (path: readonly Step[]) =>
      path
        .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
        .join("")
        .replace(/^\./, "");

    test("the whole file is right before anything is changed in it", () => {
      expect(complaint(new Document(full).toString())).toBe("");
    });

    test.each(places.filter(({ isMap }) => isMap).map(({ path }) => [keyOf(path), path] as const))(
      "a key that does not belong into %j",
      (key, path) => {
        const document = new Document(full);
        document.setIn([...path, "surprise"], "here");
        const text = document.toString();
        const line = text.split("\n").findIndex((one) => one.includes("surprise")) + 1;
        const wanted = key === "" ? "surprise" : `${key}.surprise`;
        const place = `hub.yaml:${line}:`;
        const said = complaint(text).split("\n");
        expect(
          said.filter((one) => one.startsWith(place) && one.includes(` ${wanted}: Is no key`)),
        ).toHaveLength(1);
      },
    );

    test.each(places.slice(1).map(({ path }) => [keyOf(path), path] as const))(
      "a value of a wrong type in %s",
      (key, path) => {
        const document = new Document(full);
        // No key takes a list of lists.
        document.setIn(path, document.createNode([["wrong-here"]], { flow: true }));
        const text = document.toString();
        const line = text.split("\n").findIndex((one) => one.includes("wrong-here")) + 1;
        const said = complaint(text).split("\n");
        const place = `hub.yaml:${line}:`;
        expect(said.filter((one) => one.startsWith(place) && one.includes(` ${key}`))).not.toEqual([]);
      },
    );
  });

  test("many references to each other do not grow without end", () => {
    const lines = Array.from(
      { length: 30 },
      (_, n) => `l${n}: &l${n} [${n > 0 ? `*l${n - 1}, *l${n - 1}` : "x"}]`,
    );
    expect(complaint(lines.join("\n"))).toMatch(/^hub\.yaml:1:1: Cannot be read/);
  });

  test("takes values from the environment, and never shows them", () => {
    const text = `${top}  - { code: x, http: { url: "http://127.0.0.1:1", headers: { authorization: "Bearer \${env:SECRET}" } } }`;
    const config = toHubConfig(text, source);
    expect(config.children[0]?.http?.headers).toEqual({ authorization: "Bearer s3cret-value" });
    expect(config.mask("it is s3cret-value!")).toBe("it is [REDACTED]!");
    expect(complaint(`${top}  - { code: x, http: { url: "\${env:SECRET}" } }`)).not.toContain("s3cret");
  });

  test("any text is a configuration or a complaint with file, line and column, never a crash", () => {
    const words = fc.constantFrom(
      ...[
        "agent:",
        "code: a",
        "services:",
        "- ",
        "  ",
        "\n",
        "{",
        "}",
        "[",
        "]",
        "&a",
        "*a",
        "!!binary",
        "? ",
        ": ",
      ],
      ...[
        "exec:",
        "http:",
        "url:",
        "http://127.0.0.1",
        "|",
        ">",
        "'",
        '"',
        "#",
        "%YAML 1.1",
        "---",
        "<<: ",
        "\t",
        "\0",
      ],
      ...[
        placeholderOf("SECRET"),
        placeholderOf("X"),
        "__proto__: 1",
        "constructor: {}",
        "0x1f",
        ".nan",
        "~",
        "actions:",
        "command:",
      ],
    );
    const texts = fc.oneof(
      fc.array(words, { maxLength: 40 }).map((parts) => parts.join("")),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const said = complaint(text);
        expect(said === "" || /^hub\.yaml:[1-9]\d*:[1-9]\d*: /.test(said), said).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  test("any JSON as a file is a configuration or a complaint", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(complaint(text)).toMatch(/^(hub\.yaml:[1-9]\d*:[1-9]\d*: |$)/);
      }),
      { numRuns: 500 },
    );
  });
});
