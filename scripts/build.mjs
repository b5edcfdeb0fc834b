// Builds what production runs: contracts and SDK (packages), the server bundle, the console.
// With --if-needed, a part whose output is newer than all its sources is left as it is.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runSteps } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const ifNeeded = process.argv.includes("--if-needed");
const only = process.argv
  .find((arg) => arg.startsWith("--only="))
  ?.slice("--only=".length)
  .split(",");
const bin = (name) => join(root, "node_modules", ".bin", name);

/** The newest modification time below the given paths, in epoch ms; generated folders do not count. */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    if (stats === undefined) continue;
    if (!stats.isDirectory()) {
      latest = Math.max(latest, stats.mtimeMs);
      continue;
    }
    for (const entry of readdirSync(join(root, path))) {
      if (entry === "node_modules" || entry === "dist" || entry.startsWith(".")) continue;
      latest = Math.max(latest, newest([join(path, entry)]));
    }
  }
  return latest;
}

const common = ["package-lock.json", "tsconfig.json", "tsconfig.base.json"];
const serverEntries = [
  "server/main.ts",
  "server/worker/readers-thread.ts",
  "server/worker/maintenance-thread.ts",
];

const parts = [
  {
    name: "contracts",
    sources: ["contracts/src", "contracts/package.json", ...common],
    stamp: "contracts/dist/.built",
    command: "npm",
    args: ["run", "build", "--silent", "--workspace=contracts"],
  },
  {
    name: "agent-sdk",
    sources: ["agent-sdk/src", "agent-sdk/package.json", "contracts/src", ...common],
    stamp: "agent-sdk/dist/.built",
    command: "npm",
    args: ["run", "build", "--silent", "--workspace=agent-sdk"],
  },
  {
    name: "server",
    sources: ["server", "contracts/src", "prisma", ...common],
    stamp: "dist/server/.built",
    command: bin("esbuild"),
    args: [
      ...serverEntries,
      "--bundle",
      "--platform=node",
      "--target=node20",
      "--format=esm",
      "--packages=external",
      "--splitting",
      "--sourcemap",
      "--outdir=dist/server",
      "--outbase=server",
      "--entry-names=[name]",
      "--log-level=warning",
    ],
  },
  {
    name: "console",
    sources: ["app", "public", "contracts/src", "server", "next.config.mjs", "instrumentation.ts", ...common],
    stamp: ".next/.built",
    command: bin("next"),
    args: ["build"],
    options: { env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" } },
  },
  {
    name: "compressed assets",
    sources: [".next/static", "scripts/compress-assets.mjs"],
    stamp: ".next/.compressed",
    command: process.execPath,
    args: ["scripts/compress-assets.mjs"],
  },
];

for (const part of parts) {
  if (only !== undefined && !only.includes(part.name)) continue;
  const stamp = join(root, part.stamp);
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (ifNeeded && builtAt > newest(part.sources)) continue;
  await runSteps([
    {
      name: `Build ${part.name}`,
      command: part.command,
      args: part.args,
      options: { cwd: root, ...part.options },
    },
  ]);
  mkdirSync(join(stamp, ".."), { recursive: true });
  writeFileSync(stamp, "");
}
