// Generates the Prisma client after an install. Generating needs no schema engine, but the CLI downloads one first
// unless it is told where one lies; any existing file will do, so this also works without a network.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = findCli();
if (cli === null) {
  console.log("The Prisma CLI is not installed (production install): using the client in the built server.");
} else {
  const run = spawnSync(process.execPath, [cli, "generate", "--no-hints"], {
    cwd: root,
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    encoding: "utf8",
  });
  if (run.status !== 0) {
    console.error(run.stdout, run.stderr, run.error ?? "");
    process.exit(run.status ?? 1);
  }
}

/** The CLI's script, or null where it is not installed. */
function findCli() {
  try {
    return createRequire(import.meta.url).resolve("prisma/build/index.js");
  } catch {
    return null;
  }
}
