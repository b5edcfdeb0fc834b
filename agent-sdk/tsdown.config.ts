import { execFileSync } from "node:child_process";
import { defineConfig } from "tsdown";

const shared = {
  entry: { index: "src/index.ts" },
  outDir: "dist",
  platform: "node",
  fixedExtension: false,
  target: "node20",
  tsconfig: "tsconfig.build.json",
  // How long a build took on this machine is nothing to warn about.
  checks: { pluginTimings: false },
} as const;

/** The heartbeat thread is a program of its own, which the other one starts from its file. */
const thread = {
  ...shared,
  entry: { "heartbeat-thread": "src/heartbeat/thread.ts" },
  dts: false,
  clean: false,
} as const;

/** What `opstage-hub --version` says beside the version; a build from an archive knows neither. */
function lastCommit(format: string): string {
  try {
    const args = ["log", "-1", `--format=${format}`, "--date=short"];
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}

/** The command `opstage-hub`. */
const hub = {
  ...shared,
  entry: { hub: "src/hub/main.ts" },
  format: "esm",
  dts: false,
  clean: false,
  define: {
    OPSTAGE_COMMIT: JSON.stringify(lastCommit("%h")),
    OPSTAGE_BUILD_DATE: JSON.stringify(lastCommit("%cd")),
  },
} as const;

export default defineConfig([
  // The contracts package is ESM: an ESM build imports it, a CommonJS build has to carry it along.
  { ...shared, format: "esm", dts: true, clean: true },
  {
    ...shared,
    format: "cjs",
    dts: true,
    clean: false,
    deps: { alwaysBundle: [/^@opstage\/contracts/, "zod"], onlyBundle: false },
  },
  { ...thread, format: "esm" },
  { ...thread, format: "cjs" },
  hub,
]);
