import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpstageProcess, owner, startApi } from "../../../e2e/support/opstage-process";

// A project of somebody else: a folder outside the repository with the packed packages and the packages they name.
const folder = mkdtempSync(join(tmpdir(), "opstage-consumer-"));
const root = process.cwd();
let opstage: OpstageProcess;

function runIn(command: string, args: string[], env: Record<string, string> = {}): string {
  return execFileSync(command, args, { cwd: folder, encoding: "utf8", env: { ...process.env, ...env } });
}

function packed(workspace: string): string {
  const output = execFileSync(
    "npm",
    ["pack", "--json", `--workspace=${workspace}`, `--pack-destination=${folder}`],
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const parsed = JSON.parse(output);
  const entry = Array.isArray(parsed) ? parsed[0] : Object.values(parsed)[0];
  return join(folder, entry.filename);
}

/** The documented example, verbatim. */
function documentedClient(): string {
  const page = readFileSync(join(root, "docs/typed-client.md"), "utf8");
  const block = /```ts\n([\s\S]*?)```/.exec(page)?.[1];
  if (block === undefined) throw new Error("docs/typed-client.md has no example.");
  return block;
}

beforeAll(async () => {
  opstage = await startApi();
  const versionOf = (name: string) =>
    JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "consumer", private: true, type: "module" }),
  );
  const fromRegistry = ["@trpc/server", "@trpc/client", "typescript", "tsx", "@types/node"].map(
    (name) => `${name}@${versionOf(name)}`,
  );
  runIn("npm", [
    "install",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    ...[packed("contracts"), packed("agent-sdk")],
    ...fromRegistry,
  ]);
});
afterAll(async () => {
  await opstage.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe("the packed packages, in another project", () => {
  it("give a typed tRPC client that signs in and lists services", () => {
    writeFileSync(join(folder, "client.ts"), documentedClient());
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "ES2023",
          module: "NodeNext",
          moduleResolution: "NodeNext",
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          types: ["node"],
        },
        files: ["client.ts"],
      }),
    );
    runIn("npx", ["tsc", "-p", "tsconfig.json"]);
    const output = runIn("npx", ["tsx", "client.ts"], {
      OPSTAGE_URL: opstage.base,
      OPSTAGE_USERNAME: owner.username,
      OPSTAGE_PASSWORD: owner.password,
    });
    expect(output).toContain("0 services");
  });

  it("refuse a procedure that does not exist when the client is compiled", () => {
    const wrong = documentedClient().replace("services.list.query", "services.lists.query");
    writeFileSync(join(folder, "client.ts"), wrong);
    expect(() => runIn("npx", ["tsc", "-p", "tsconfig.json"])).toThrow();
  });

  it("load the SDK both as an ES module and as CommonJS", () => {
    const module = "import { CapsuleAgent } from '@opstage/agent'; console.log(typeof CapsuleAgent)";
    expect(runIn("node", ["--input-type=module", "-e", module]).trim()).toBe("function");
    const commonJs = "console.log(typeof require('@opstage/agent').CapsuleAgent)";
    expect(runIn("node", ["--input-type=commonjs", "-e", commonJs]).trim()).toBe("function");
  });
});
