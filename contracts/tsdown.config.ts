import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/json-schema.ts", "src/openapi.ts", "src/trpc.ts"],
  format: "esm",
  target: "node20",
  platform: "neutral",
  dts: true,
  fixedExtension: false,
  logLevel: "warn",
  // How long a build took on this machine is nothing to warn about.
  checks: { pluginTimings: false },
});
