// `npm run dev`: the server from its sources, started again when they change, and Next's development server behind it.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEnvironment } from "./environment.mjs";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
ensureEnvironment(root);
const watched = ["server", "contracts/src"].flatMap((folder) => ["--include", `${folder}/**/*.ts`]);
const tsx = join("node_modules", "tsx", "dist", "cli.mjs");
const code = await run(
  process.execPath,
  [tsx, "watch", "--clear-screen=false", ...watched, "server/main.ts"],
  {
    env: { ...process.env, NODE_ENV: "development" },
  },
);
process.exit(code);
