// `npm start`: makes the first `.env`, builds if needed, then becomes the server.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEnvironment } from "./environment.mjs";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

// A full environment (a container, a unit file) needs no `.env`.
const signIn = process.env.OPSTAGE_SESSION_SECRET === undefined ? ensureEnvironment(root) : undefined;
const code = await run(process.execPath, [join("scripts", "build.mjs"), "--if-needed"]);
if (code !== 0) process.exit(code);
if (existsSync(".env")) process.loadEnvFile(".env");
process.env.NODE_ENV ??= "production";
if (signIn !== undefined) {
  console.log(`\nFirst sign-in: ${signIn.username} / ${signIn.password}  (kept in .env; shown once)\n`);
}
await import("../dist/server/main.js");
