// `npm test`: everything that must hold, from lint to browser journeys, in one command.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBrowser } from "./browser.mjs";
import { runSteps } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const bin = (name) => join("node_modules", ".bin", name);

await runSteps([
  { name: "Lint and format", command: bin("biome"), args: ["check", "--error-on-warnings"] },
  { name: "Build", command: process.execPath, args: ["scripts/build.mjs", "--if-needed"] },
  { name: "Types", command: bin("tsc"), args: ["-p", "tsconfig.json"] },
  { name: "Unit and integration", command: bin("vitest"), args: ["run"] },
]);
const browser = await ensureBrowser().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
await runSteps([
  {
    name: "Browser journeys",
    command: bin("playwright"),
    args: ["test", "--project=journeys"],
    options: { env: { ...process.env, OPSTAGE_TEST_BROWSER: browser } },
  },
]);
console.log("\nAll green.");
