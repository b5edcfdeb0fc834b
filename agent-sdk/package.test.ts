import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isRecord } from "./src/json";

const folder = fileURLToPath(new URL(".", import.meta.url));

function manifestOf(path: string): Record<string, unknown> {
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!isRecord(manifest)) throw new Error(`${path} is no package`);
  return manifest;
}

test("the package needs the contracts, an HTTP client, the validators and what reads the hub's file, no more", () => {
  const { dependencies, peerDependencies } = manifestOf(`${folder}package.json`);
  expect(Object.keys(Object(dependencies)).sort()).toEqual([
    "@cfworker/json-schema",
    "@opstage/contracts",
    "re2js",
    "undici",
    "yaml",
    "zod",
  ]);
  expect(peerDependencies).toBeUndefined();
});

test("the contracts it needs are those of this repository", () => {
  const { dependencies } = manifestOf(`${folder}package.json`);
  const { version } = manifestOf(`${folder}../contracts/package.json`);
  expect(Object(dependencies)["@opstage/contracts"]).toBe(version);
});

test("a packed package holds the build and the legal texts, and nothing else", () => {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const paths = [...output.matchAll(/"path":\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(paths).toContain("package.json");
  const allowed = /^(LICENSE|NOTICE|README\.md|package\.json|dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts))$/;
  expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
});

test("the first service of the guide is the minimal example", () => {
  const guide = readFileSync(`${folder}../docs/first-capsule-service.md`, "utf8");
  const shown = /```ts minimal\n([\s\S]*?)```/.exec(guide)?.[1];
  expect(shown).toBe(readFileSync(`${folder}examples/minimal.ts`, "utf8"));
});
