// `npm start`: makes the first `.env`, builds if needed, then becomes the server.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEnvironment, signInHint } from "./environment.mjs";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

// A full environment (a container, a unit file) needs no `.env`.
const hasEnvironment = process.env.OPSTAGE_SESSION_SECRET !== undefined;
if (!hasEnvironment) ensureEnvironment(root);
const code = await run(process.execPath, [join("scripts", "build.mjs"), "--if-needed"]);
if (code !== 0) process.exit(code);
if (existsSync(".env")) process.loadEnvFile(".env");
process.env.NODE_ENV ??= "production";
if (!hasEnvironment) console.log(`\n${signInHint(process.env)}\n`);
await import("../dist/server/main.js");
