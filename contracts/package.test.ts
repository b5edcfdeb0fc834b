import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const folder = fileURLToPath(new URL(".", import.meta.url));
const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    peerDependencies: z.record(z.string(), z.string()),
    peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.literal(true) })),
    exports: z.record(
      z.string(),
      z.union([z.string(), z.object({ types: z.string(), default: z.string() })]),
    ),
  })
  .parse(JSON.parse(readFileSync(`${folder}package.json`, "utf8")));

test("the package needs zod alone; what single entries need beside it is optional", () => {
  expect(Object.keys(manifest.dependencies)).toEqual(["zod"]);
  expect(Object.keys(manifest.peerDependencies)).toEqual(Object.keys(manifest.peerDependenciesMeta));
});

test("every entry has a source of the same name, so that it resolves inside the repository too", () => {
  const entries = Object.entries(manifest.exports).filter(([name]) => name !== "./package.json");
  for (const [name, target] of entries) {
    const source = name === "." ? "index" : name.slice("./".length);
    expect(existsSync(`${folder}src/${source}.ts`), name).toBe(true);
    expect(target).toEqual({ types: `./dist/${source}.d.ts`, default: `./dist/${source}.js` });
  }
});

test("a packed package holds the build and the legal texts, and nothing else", () => {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const listing: unknown = JSON.parse(output);
  const Packed = z.object({ files: z.array(z.object({ path: z.string() })) });
  const [packed] = z
    .array(Packed)
    .parse(
      Array.isArray(listing) ? listing : Object.values(z.record(z.string(), z.unknown()).parse(listing)),
    );
  const unexpected = packed?.files
    .map(({ path }) => path)
    .filter((path) => !/^(LICENSE|NOTICE|README\.md|package\.json|dist\/[\w-]+\.(js|d\.ts))$/.test(path));
  expect(unexpected).toEqual([]);
});
