import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sourceFile = /\.(ts|tsx|mts)$/;
const testFile = /(\.test\.tsx?$|\.e2e\.ts$|^server\/testing\/|^agent-sdk\/src\/testing\/)/;

/** All TypeScript sources below a folder, relative to the repository. */
function sources(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    if (["node_modules", "dist", "generated"].includes(name) || name.startsWith(".")) return [];
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return sources(path);
    return sourceFile.test(name) ? [path] : [];
  });
}

/** What a file imports: repository paths without extension, or package names. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), "utf8"), true, true);
  return importedFiles.map(({ fileName }) => {
    if (fileName.startsWith(".")) return relative(root, resolve(root, dirname(file), fileName));
    const contracts = /^@opstage\/contracts(?:\/(.+))?$/.exec(fileName);
    if (contracts) return `contracts/src/${contracts[1] ?? "index"}`;
    if (fileName === "@opstage/agent") return "agent-sdk/src/index";
    return fileName.replace(/^node:.*$/, "node");
  });
}

/** Layer by layer: what it may import from the repository, and packages that are never allowed there. */
const layers: { folder: string; may: string[]; packages?: string[]; neverPackages?: string[] }[] = [
  {
    folder: "contracts/src",
    may: ["contracts"],
    packages: ["zod", "@trpc/server", "@cfworker/json-schema", "re2js"],
  },
  {
    folder: "server/domain",
    may: ["server/domain", "contracts"],
    neverPackages: ["node:fs", "fastify", "next"],
  },
  { folder: "server/config", may: ["server/config", "server/domain", "server/runtime", "contracts"] },
  { folder: "server/runtime", may: ["server/runtime", "contracts"] },
  {
    folder: "server/store",
    may: ["server/store", "server/domain", "server/runtime", "contracts", "prisma/generated"],
    neverPackages: ["fastify", "next", "@trpc/server"],
  },
  {
    folder: "server/services",
    may: ["server/services", "server/store", "server/domain", "server/runtime", "server/config", "contracts"],
    neverPackages: ["next", "fastify", "@trpc/server", "better-sqlite3", "@prisma/client"],
  },
  {
    folder: "server/transports",
    may: ["server/transports", "server/services", "server/runtime", "server/config", "contracts"],
    neverPackages: ["better-sqlite3", "@prisma/client"],
  },
  {
    folder: "server/worker",
    may: ["server/worker", "server/store", "server/runtime", "server/domain", "contracts"],
    neverPackages: ["next", "fastify", "@trpc/server"],
  },
  { folder: "app", may: ["app", "contracts"], neverPackages: ["better-sqlite3", "fastify", "node"] },
  {
    folder: "agent-sdk/src",
    may: ["agent-sdk/src", "agent-sdk/package.json", "contracts"],
    neverPackages: ["fastify", "next", "antd"],
  },
  { folder: "e2e", may: ["e2e", "agent-sdk", "contracts", "scripts"] },
];

const isWithin = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const isOurs = (path: string) =>
  ["contracts", "server", "app", "agent-sdk", "e2e", "prisma", "scripts"].some((folder) =>
    isWithin(path, folder),
  );
/** The console's two doors to the server: the API's route handler and the start-up hook. */
const doors = ["app/api/", "app/_server/"];

describe("architecture", () => {
  for (const layer of layers) {
    it(`${layer.folder} imports only what its layer may`, () => {
      const wrong = sources(layer.folder)
        .filter((file) => !testFile.test(file) && !doors.some((door) => file.startsWith(door)))
        .flatMap((file) =>
          importsOf(file)
            .filter((path) => {
              if (isOurs(path)) return !layer.may.some((allowed) => isWithin(path, allowed));
              if (layer.packages) return !layer.packages.includes(packageName(path));
              return layer.neverPackages?.includes(packageName(path)) ?? false;
            })
            .map((path) => `${file} → ${path}`),
        );
      expect(wrong).toEqual([]);
    });
  }

  it("has no circular imports", () => {
    const files = ["contracts/src", "server", "app", "agent-sdk/src"].flatMap(sources);
    const known = new Map(files.map((file) => [file.replace(sourceFile, ""), file]));
    const resolveFile = (path: string) => known.get(path) ?? known.get(`${path}/index`);
    const edges = new Map(
      files.map((file) => [file, valueImportsOf(file).flatMap((path) => resolveFile(path) ?? [])]),
    );
    expect(findCycle(edges)).toBeUndefined();
  });

  it("opens transactions only through the store, never through Prisma", () => {
    expect(filesContaining(/\$transaction\(/)).toEqual([]);
  });

  it("reads the time from the injected clock only", () => {
    const allowed = ["server/runtime/clock.ts", "server/config/"];
    const wrong = filesContaining(/\bDate\.now\(|new Date\(\)/, ["server", "agent-sdk/src"]).filter(
      (file) => !allowed.some((path) => file.startsWith(path)) && !file.startsWith("agent-sdk/src/clock"),
    );
    expect(wrong).toEqual([]);
  });

  it("reads the environment in one place", () => {
    const allowed = ["server/config/env.ts", "server/main.ts", "server/container.ts"];
    expect(filesContaining(/process\.env/, ["server"]).filter((file) => !allowed.includes(file))).toEqual([]);
  });

  it("never sleeps in a browser journey", () => {
    const journeys = sources("e2e").filter((file) =>
      /waitForTimeout/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(journeys).toEqual([]);
  });
});

function packageName(specifier: string): string {
  const [scope = "", name = ""] = specifier.split("/");
  return scope.startsWith("@") ? `${scope}/${name}` : scope;
}

function filesContaining(
  pattern: RegExp,
  folders = ["contracts/src", "server", "app", "agent-sdk/src"],
): string[] {
  return folders
    .flatMap(sources)
    .filter((file) => !testFile.test(file) && pattern.test(readFileSync(join(root, file), "utf8")));
}

/** As `importsOf` without `import type`, which leaves nothing at run time. */
function valueImportsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const typeOnly = new Set(
    [...text.matchAll(/import type [^;]*?from\s*["']([^"']+)["']/g)].map(([, specifier]) => specifier),
  );
  return [...text.matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g)]
    .map(([, specifier = ""]) => specifier)
    .filter((specifier) => !typeOnly.has(specifier))
    .map((specifier) => relative(root, resolve(root, dirname(file), specifier)));
}

/** The first circle found, as a readable path. */
function findCycle(edges: Map<string, string[]>): string | undefined {
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): string | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file].join(" → ");
    if (done.has(file)) return undefined;
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next, [...trail, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}
