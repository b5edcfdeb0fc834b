// The processes of a measurement: a production start of Opstage and the yardstick, pinned to a core of their own.
import { spawn, spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const canPin = spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/** The command line that runs `args` on one core, or unpinned where that is not possible. */
export function pinned(core, args) {
  return canPin ? ["taskset", "-c", String(core), ...args] : args;
}

/** A port nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function untilAnswers(url, child) {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`The server ended with code ${child.exitCode} before it answered.`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function startProcess({ core, args, env, logFile }) {
  const [command, ...rest] = pinned(core, args);
  const log = logFile === undefined ? "inherit" : openSync(logFile, "a");
  const child = spawn(command, rest, { stdio: ["ignore", log, log], env: { ...process.env, ...env } });
  // A scenario that fails leaves no server behind.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const exited = new Promise((resolve) => child.once("exit", resolve));
  return {
    child,
    pid: child.pid,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      await exited;
    },
  };
}

/** Node's arguments that write a CPU profile of the process into this folder when it ends. */
function profiled(folder) {
  return folder === undefined ? [] : ["--cpu-prof", "--cpu-prof-dir", folder];
}

export const operator = { username: "bench@example.local", password: "bench-password-1234" };

/** Starts Opstage as production does, on core 0, its log in `<dataDir>/server.log`. */
export async function startOpstage({ root, dataDir, env = {}, profileDir, port: chosenPort }) {
  const port = chosenPort ?? (await freePort());
  const base = `http://127.0.0.1:${port}`;
  const server = startProcess({
    core: 0,
    args: [process.execPath, ...profiled(profileDir), join(root, "dist/server/main.js")],
    logFile: join(dataDir, "server.log"),
    env: {
      NODE_ENV: "production",
      OPSTAGE_HOST: "127.0.0.1",
      OPSTAGE_PORT: String(port),
      OPSTAGE_DATA_DIR: dataDir,
      OPSTAGE_SESSION_SECRET: "bench-bench-bench-bench-bench-bench-bench",
      OPSTAGE_ADMIN_USERNAME: operator.username,
      OPSTAGE_ADMIN_PASSWORD: operator.password,
      ...env,
    },
  });
  await untilAnswers(`${base}/api/system/health`, server.child);
  return { ...server, base };
}

/** A server of the bench's own on core 0: `argsOf` are Node's arguments for the port. */
async function startBare(argsOf) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = startProcess({ core: 0, args: [process.execPath, ...argsOf(port)] });
  await untilAnswers(`${base}/`, server.child);
  return { ...server, base };
}

/** Starts a bare Fastify server that answers `GET /` with a small object: what this machine can do at most. */
export function startYardstick() {
  const sourceOf = (port) => `import("fastify").then(({ default: fastify }) => {
    const app = fastify();
    app.get("/", () => ({ status: "UP" }));
    return app.listen({ port: ${port}, host: "127.0.0.1" });
  });`;
  return startBare((port) => ["-e", sourceOf(port)]);
}

/** Starts the bare server that writes what a round trip writes and does nothing else. */
export function startBareServer(folder) {
  const script = fileURLToPath(new URL("bare-server.mjs", import.meta.url));
  return startBare((port) => [script, String(port), folder]);
}
