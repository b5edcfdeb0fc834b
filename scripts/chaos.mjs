// `npm run test:chaos`: the proofs that take minutes. Names of files or tests may follow, as for vitest.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runSteps } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

await runSteps([
  {
    name: "Build",
    command: process.execPath,
    args: ["scripts/build.mjs", "--if-needed", "--only=contracts,agent-sdk,server"],
  },
  {
    name: "Chaos",
    command: join("node_modules", ".bin", "vitest"),
    args: ["run", "--config", "vitest.chaos.config.ts", ...process.argv.slice(2)],
  },
]);
