import { defineConfig } from "tsdown";

const shared = {
  entry: { index: "src/index.ts" },
  outDir: "dist",
  platform: "node",
  fixedExtension: false,
  target: "node20",
  tsconfig: "tsconfig.build.json",
} as const;

/** The heartbeat thread is a program of its own, which the other one starts from its file. */
const thread = {
  ...shared,
  entry: { "heartbeat-thread": "src/heartbeat/thread.ts" },
  dts: false,
  clean: false,
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
]);
