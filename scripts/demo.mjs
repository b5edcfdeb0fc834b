// `npm run demo`: starts Opstage, four real Capsule Services, and a hub with a Python service and a shell script.
// Each is its own process. Ctrl-C stops them all.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { showBus } from "./demo-bus.mjs";
import { ensureEnvironment, signInHint } from "./environment.mjs";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const fleet = ["demo-worker", "link-checker", "account-pool", "disk-janitor"];

ensureEnvironment(root);
const built = await run(process.execPath, [join("scripts", "build.mjs"), "--if-needed"]);
if (built !== 0) process.exit(built);
process.loadEnvFile(".env");
process.env.NODE_ENV ??= "production";
// The demo shows the experimental Capsule Bus, unless .env says otherwise.
process.env.OPSTAGE_CAPSULE_BUS_ENABLED ??= "true";

const port = process.env.OPSTAGE_PORT ?? "8080";
const base = `http://127.0.0.1:${port}`;
const dataDir = process.env.OPSTAGE_DATA_DIR ?? "data";
const hint = signInHint(process.env);
const children = [];
let stopping = false;

/** Starts a child whose output carries its name. Each is its own process group, so Ctrl-C reaches it once. */
function start(name, command, args, env) {
  const child = spawn(command, args, {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => process.stdout.write(text.replace(/^(?=.)/gm, `[${name}] `)));
  }
  const entry = { name, child, exited: new Promise((resolve) => child.once("exit", resolve)) };
  child.once("exit", (code) => {
    if (!stopping) {
      console.error(`[${name}] ended with code ${code}.`);
      if (name === "opstage") void stop(1);
    }
  });
  children.push(entry);
  return entry;
}

/** Stops services first, so that they say goodbye to a server that still answers. */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  const [server, ...services] = children;
  for (const group of [services, [server]]) {
    for (const { child } of group) child.kill("SIGTERM");
    const deadline = setTimeout(() => {
      for (const { child } of group) child.kill("SIGKILL");
    }, 12_000);
    await Promise.all(group.map(({ exited, child }) => (child.exitCode === null ? exited : undefined)));
    clearTimeout(deadline);
  }
  process.exit(code);
}
process.on("SIGINT", () => void stop(0));
process.on("SIGTERM", () => void stop(0));
process.on("SIGHUP", () => void stop(0));

/** Waits until the server answers its health check; it logs its own reasons when it cannot start. */
async function untilReady() {
  for (;;) {
    try {
      const reply = await fetch(`${base}/api/system/health`);
      if (reply.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Signs in with the owner of `.env` and returns a function that asks the admin API. */
async function signIn() {
  const signedIn = await fetch(`${base}/api/admin/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      username: process.env.OPSTAGE_ADMIN_USERNAME,
      password: process.env.OPSTAGE_ADMIN_PASSWORD,
    }),
  });
  const reply = await signedIn.json();
  if (!signedIn.ok) {
    throw new Error(
      `Cannot sign in with OPSTAGE_ADMIN_USERNAME from .env (${reply.error?.code}). If the password was changed in ` +
        "the console, put the new one into .env, or remove the data folder to begin anew.",
    );
  }
  const headers = {
    "content-type": "application/json",
    cookie: signedIn.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; "),
    "x-csrf-token": reply.data.csrfToken,
  };
  return async (method, path, body) => {
    const answer = await fetch(`${base}${path}`, { method, headers, body: JSON.stringify(body) });
    const { data, error } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${error?.code}.`);
    return data;
  };
}

const server = start("opstage", process.execPath, [
  "--enable-source-maps",
  join("dist", "server", "main.js"),
]);
await Promise.race([untilReady(), server.exited]);

const fleetDir = join(dataDir, "demo");
let call;

/** A service gets what it needs and none of the server's secrets. */
async function environmentOf(name) {
  const folder = resolve(fleetDir, name);
  const tokenFile = join(folder, "agent-token.json");
  mkdirSync(folder, { recursive: true });
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TMPDIR: process.env.TMPDIR,
    OPSTAGE_BACKEND_URL: base,
    OPSTAGE_AGENT_TOKEN_FILE: tokenFile,
    DEMO_DATA_DIR: folder,
  };
  if (!existsSync(tokenFile)) {
    call ??= await signIn();
    const body = { name: `Demo: ${name}`, expiresInSeconds: 900 };
    const { token } = await call("POST", "/api/admin/registration-tokens", body);
    env.OPSTAGE_REGISTRATION_TOKEN = token;
  }
  return env;
}

/** The usual port of the Python service, or any other one when that is taken. */
function portFor(wanted) {
  return new Promise((found) => {
    const probe = createServer();
    probe.once("error", () => found(portFor(0)));
    probe.listen(wanted, "127.0.0.1", () => {
      const { port: free } = probe.address();
      probe.close(() => found(free));
    });
  });
}

/** Two services that know no SDK, and the hub that stands for them. */
async function startHub() {
  const examples = join("agent-sdk", "examples", "hub");
  const env = await environmentOf("demo-hub");
  env.BACKUP_FOLDER = env.DEMO_DATA_DIR;
  env.REPORT_MAKER_PORT = String(await portFor(3101));
  const python = spawnSync("python3", ["--version"]).status === 0;
  if (python) start("report-maker", "python3", ["-u", join(examples, "report_maker.py")], env);
  else console.log("There is no python3 here: the hub will show its Python service as DOWN.");
  start(
    "demo-hub",
    process.execPath,
    [join("agent-sdk", "dist", "hub.js"), "run", join(examples, "ophub.yaml")],
    env,
  );
}

for (const name of fleet) {
  const main = join("agent-sdk", "examples", name, "main.ts");
  start(name, process.execPath, ["--import", "tsx", main], await environmentOf(name));
}
await startHub();

console.log(`\nOpstage: http://localhost:${port}`);
console.log(hint);
console.log(`Demo services: ${fleet.join(", ")}, and demo-hub with two more. Ctrl-C stops everything.\n`);

// At later starts nobody signs in: the services have their tokens, and the routes are there.
const busIsOn = ["1", "true", "yes", "on"].includes(process.env.OPSTAGE_CAPSULE_BUS_ENABLED.toLowerCase());
if (call !== undefined && busIsOn) {
  await showBus(call).catch((error) =>
    console.error(`The demo's bus routes are not there: ${error.message}`),
  );
}
