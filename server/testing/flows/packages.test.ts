import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, owner, startApi } from "../../../e2e/support/opstage-process";

// A project of somebody else: a folder outside the repository with the packed packages and the packages they name.
const folder = mkdtempSync(join(tmpdir(), "opstage-consumer-"));
const root = process.cwd();
let opstage: OpstageProcess;
let operator: OperatorSession;

function runIn(command: string, args: string[], env: Record<string, string> = {}): string {
  return execFileSync(command, args, { cwd: folder, encoding: "utf8", env: { ...process.env, ...env } });
}

function packed(workspace: string): string {
  const output = execFileSync(
    "npm",
    ["pack", "--json", `--workspace=${workspace}`, `--pack-destination=${folder}`],
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const parsed = JSON.parse(output);
  const entry = Array.isArray(parsed) ? parsed[0] : Object.values(parsed)[0];
  return join(folder, entry.filename);
}

/** The documented example, verbatim. */
function documentedClient(): string {
  const page = readFileSync(join(root, "docs/typed-client.md"), "utf8");
  const block = /```ts\n([\s\S]*?)```/.exec(page)?.[1];
  if (block === undefined) throw new Error("docs/typed-client.md has no example.");
  return block;
}

interface AgentRow {
  readonly code: string;
  readonly status: string;
  readonly busySinceAt: string | null;
}

/** Two agents in one process that computes for longer than an agent may be silent, and then stops. */
function busyProgram(kind: string): string {
  const [importThreads, importSdk] =
    kind === "cjs"
      ? ['const threads = require("node:worker_threads");', 'require("@opstage/agent")']
      : ['import threads from "node:worker_threads";', 'await import("@opstage/agent")'];
  return `${importThreads}
    void (async () => {
      let started = 0;
      threads.Worker = class extends threads.Worker {
        constructor(...args) { super(...args); started += 1; }
      };
      (await import("node:module")).syncBuiltinESMExports();
      const { CapsuleAgent } = ${importSdk};
      const agents = ["one", "two"].map((name) => new CapsuleAgent({
        backendUrl: process.env.OPSTAGE_URL,
        registrationToken: process.env["TOKEN_" + name],
        tokenStore: { file: "${kind}-" + name + ".token" },
        service: { code: "${kind}-" + name, name },
        longPoll: false,
        intervals: { heartbeatMs: 500, commandPollMs: 500 },
        onLog: (record) => console.log(record.event),
      }));
      for (const agent of agents) await agent.start();
      setTimeout(async () => {
        const until = performance.now() + 6_000;
        while (performance.now() < until);
        console.log("was busy", "threads: " + started);
        for (const agent of agents) await agent.stop();
      }, 1_000);
    })();`;
}

async function startBusyService(kind: string, program: string) {
  const file = kind === "mjs" ? "busy.mjs" : "busy.cjs";
  writeFileSync(join(folder, file), program);
  const [one, two] = [
    await createRegistrationToken(operator, "one"),
    await createRegistrationToken(operator, "two"),
  ];
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    // The thread takes the proxy's variables too: through this proxy nothing would arrive.
    env: {
      ...process.env,
      OPSTAGE_URL: opstage.base,
      TOKEN_one: one,
      TOKEN_two: two,
      HTTP_PROXY: "http://127.0.0.1:9",
      NO_PROXY: "localhost",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await expect.poll(() => output.match(/agent\.connected/g)?.length, { timeout: 30_000 }).toBe(2);
  return { output: () => output, exited };
}

beforeAll(async () => {
  opstage = await startApi({ OPSTAGE_AGENT_OFFLINE_THRESHOLD_SECONDS: "3" });
  operator = await signInOverRest(opstage);
  const versionOf = (name: string) =>
    JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "consumer", private: true, type: "module" }),
  );
  const fromRegistry = ["@trpc/server", "@trpc/client", "typescript", "tsx", "@types/node"].map(
    (name) => `${name}@${versionOf(name)}`,
  );
  runIn("npm", [
    "install",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    ...[packed("contracts"), packed("agent-sdk")],
    ...fromRegistry,
  ]);
});
afterAll(async () => {
  await opstage.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe("the packed packages, in another project", () => {
  it("give a typed tRPC client that signs in and lists services", () => {
    writeFileSync(join(folder, "client.ts"), documentedClient());
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "ES2023",
          module: "NodeNext",
          moduleResolution: "NodeNext",
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          types: ["node"],
        },
        files: ["client.ts"],
      }),
    );
    runIn("npx", ["tsc", "-p", "tsconfig.json"]);
    const output = runIn("npx", ["tsx", "client.ts"], {
      OPSTAGE_URL: opstage.base,
      OPSTAGE_USERNAME: owner.username,
      OPSTAGE_PASSWORD: owner.password,
    });
    expect(output).toContain("0 services");
  });

  it("refuse a procedure that does not exist when the client is compiled", () => {
    const wrong = documentedClient().replace("services.list.query", "services.lists.query");
    writeFileSync(join(folder, "client.ts"), wrong);
    expect(() => runIn("npx", ["tsc", "-p", "tsconfig.json"])).toThrow();
  });

  it("load the SDK both as an ES module and as CommonJS", () => {
    const module = "import { CapsuleAgent } from '@opstage/agent'; console.log(typeof CapsuleAgent)";
    expect(runIn("node", ["--input-type=module", "-e", module]).trim()).toBe("function");
    const commonJs = "console.log(typeof require('@opstage/agent').CapsuleAgent)";
    expect(runIn("node", ["--input-type=commonjs", "-e", commonJs]).trim()).toBe("function");
  });

  it.each(["mjs", "cjs"])(
    "keep two agents ONLINE with one thread while their process is busy (%s)",
    async (kind) => {
      const child = await startBusyService(kind, busyProgram(kind));
      const statuses = new Set<string>();
      const busyAgents = new Set<string>();
      while (!child.output().includes("was busy")) {
        for (const agent of await operator.call<AgentRow[]>("GET", `/api/admin/agents?q=${kind}-`)) {
          statuses.add(agent.status);
          if (agent.busySinceAt !== null) busyAgents.add(agent.code);
        }
      }
      // Stopped agents leave nothing behind that keeps the process.
      expect(await child.exited).toBe(0);
      expect(child.output()).toContain("threads: 1");
      expect([...statuses]).toEqual(["ONLINE"]);
      expect([...busyAgents].sort()).toEqual([`${kind}-one`, `${kind}-two`]);
      expect(child.output()).not.toContain("heartbeat.inline");
    },
  );

  it("work in a bundle that has left the thread behind, and say so", async () => {
    writeFileSync(join(folder, "source.mjs"), busyProgram("mjs").replaceAll("mjs-", "bundled-"));
    const esbuild = join(root, "node_modules", ".bin", "esbuild");
    const out = "--outfile=bundled.cjs";
    runIn(esbuild, ["source.mjs", "--bundle", "--platform=node", "--format=cjs", "--log-level=error", out]);
    const child = await startBusyService("bundled", readFileSync(join(folder, "bundled.cjs"), "utf8"));
    expect(await child.exited).toBe(0);
    expect(child.output()).toContain("was busy");
    expect(child.output()).toContain("heartbeat.inline");
  });

  it("bring the hub as a command, which checks a file, runs a program, and stops", async () => {
    expect(runIn("npx", ["opstage-hub", "--version"])).toMatch(/^opstage-hub \d+\.\d+\.\d+/);
    const service = "{ code: packed, exec: { actions: [{ name: hello, command: [echo, hello] }] } }";
    writeFileSync(join(folder, "ophub.yaml"), `agent: { code: packed-hub }\nservices: [${service}]\n`);
    const env = { OPSTAGE_BACKEND_URL: opstage.base };
    expect(runIn("npx", ["opstage-hub", "check", "ophub.yaml"], env)).toContain("is valid: 1 service.");

    const operator = await signInOverRest(opstage);
    const token = await createRegistrationToken(operator, "packed-hub");
    const hub = spawn(join(folder, "node_modules", ".bin", "opstage-hub"), ["run", "ophub.yaml"], {
      cwd: folder,
      env: { ...process.env, ...env, OPSTAGE_REGISTRATION_TOKEN: token },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let log = "";
    hub.stderr.setEncoding("utf8").on("data", (text) => {
      log += text;
    });
    const exited = new Promise((resolve) => hub.once("exit", resolve));
    try {
      await expect.poll(() => log, { timeout: 30_000 }).toContain("hub.started");
      expect(log).not.toContain("heartbeat.inline");
      const [packed] = await operator.call<{ id: string }[]>("GET", "/api/admin/capsule-services?q=packed");
      const path = `/api/admin/capsule-services/${packed?.id}/actions/hello`;
      const { id } = await operator.call<{ id: string }>("POST", path, { payload: {} });
      await expect
        .poll(() => operator.call("GET", `/api/admin/commands/${id}`), { timeout: 20_000 })
        .toMatchObject({ status: "SUCCEEDED", result: { message: "hello" } });
    } finally {
      hub.kill("SIGTERM");
    }
    expect(await exited).toBe(0);
  });
});
