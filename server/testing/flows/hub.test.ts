import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findPython, type HubProcess, startHub } from "../../../e2e/support/hub-process";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { freePort, type OpstageProcess, startApi } from "../../../e2e/support/opstage-process";
import { type HttpChild, startHttpChild } from "../http-child";

/** A real server, a real hub, real children: Python, shell, and HTTP services of which some behave badly. */
let opstage: OpstageProcess;
let operator: OperatorSession;
const hubs: HubProcess[] = [];
const children: HttpChild[] = [];
const python = findPython();

interface Row {
  readonly id: string;
  readonly agentId: string;
  readonly code: string;
  readonly status: string;
  readonly healthStatus: string;
  readonly healthMessage: string | null;
}
interface CommandRow {
  readonly id: string;
  readonly status: string;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly result: { readonly message: string | null; readonly data: Record<string, unknown> } | null;
}

beforeAll(async () => {
  opstage = await startApi();
  operator = await signInOverRest(opstage);
});
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.dispose()));
  await Promise.all(children.splice(0).map((child) => child.stop()));
});
afterAll(() => opstage.dispose());

let hubCount = 0;

/** The beginning of a hub's file; every hub of this suite has a name and a self service of its own. */
function head(): string {
  hubCount++;
  return `agent: { code: hub-${hubCount} }\nself: { code: self-${hubCount} }\nhealthEverySeconds: 0.3\nservices:\n`;
}

async function runHub(yaml: string, env: Record<string, string> = {}): Promise<HubProcess> {
  const registrationToken = await createRegistrationToken(operator, "hub");
  const hub = startHub({ backendUrl: opstage.base, registrationToken, yaml, env });
  hubs.push(hub);
  await expect.poll(hub.log, { timeout: 30_000 }).toContain("hub.started");
  return hub;
}

async function httpChild(port?: number): Promise<HttpChild> {
  const child = await startHttpChild(port);
  children.push(child);
  return child;
}

/** The service, once its hub has reported it: a change of the hub's health may arrive before. */
async function serviceNamed(code: string): Promise<Row> {
  let row: Row | undefined;
  await expect
    .poll(
      async () => {
        const rows = await operator.call<Row[]>("GET", `/api/admin/capsule-services?q=${code}&pageSize=100`);
        row = rows.find((one) => one.code === code);
        return row?.code;
      },
      { timeout: 10_000 },
    )
    .toBe(code);
  if (!row) throw new Error(`There is no service ${code}`);
  return row;
}

async function healthOf(code: string): Promise<string> {
  const { healthStatus, healthMessage } = await serviceNamed(code);
  return `${healthStatus} ${healthMessage ?? ""}`;
}

async function begin(code: string, action: string, payload: object = {}): Promise<CommandRow> {
  const { id } = await serviceNamed(code);
  return operator.call("POST", `/api/admin/capsule-services/${id}/actions/${action}`, { payload });
}

const read = (id: string) => operator.call<CommandRow>("GET", `/api/admin/commands/${id}`);

async function ended(id: string): Promise<CommandRow> {
  await expect
    .poll(async () => (await read(id)).status, { timeout: 20_000 })
    .toMatch(/SUCCEEDED|FAILED|CANCELLED|EXPIRED/);
  return read(id);
}

async function run(code: string, action: string, payload: object = {}): Promise<CommandRow> {
  return ended((await begin(code, action, payload)).id);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A service whose only program is this shell script. */
function scripted(code: string, script: string, more = ""): string {
  const lines = script
    .trim()
    .split("\n")
    .map((line) => `              ${line}`);
  return [
    `  - code: ${code}`,
    "    exec:",
    "      actions:",
    "        - name: run",
    `          timeoutSeconds: 60${more}`,
    "          command:",
    "            - sh",
    "            - -c",
    "            - |",
    ...lines,
    "",
  ].join("\n");
}

describe("one agent for many services", () => {
  it.skipIf(python === undefined)(
    "[seed 17] [seed 25] [seed 27] [seed 28] a Python service and a shell script are governed without an SDK, each by its own actions",
    async () => {
      const port = await freePort();
      const service = spawn(python ?? "", [join("agent-sdk", "examples", "hub", "report_maker.py")], {
        env: { PATH: process.env.PATH, NODE_ENV: "test", REPORT_MAKER_PORT: String(port) },
        stdio: ["ignore", "pipe", "inherit"],
      });
      try {
        await new Promise((resolve) => service.stdout.once("data", resolve));
        const example = readFileSync(join("agent-sdk", "examples", "hub", "ophub.yaml"), "utf8")
          .replaceAll("./backup.sh", join(process.cwd(), "agent-sdk", "examples", "hub", "backup.sh"))
          .replace("      events: true\n", "");
        const hub = await runHub(example, { REPORT_MAKER_PORT: String(port) });
        hub.write(example.replace("allow: [PATH, BACKUP_FOLDER]", `set: { BACKUP_FOLDER: "${hub.folder}" }`));
        await expect.poll(hub.log).toContain("hub.reloaded");

        const services = await Promise.all(
          ["report-maker", "nightly-backup", "demo-hub-self"].map(serviceNamed),
        );
        expect(new Set(services.map(({ agentId }) => agentId)).size).toBe(1);
        const agent = await operator.call("GET", `/api/admin/agents/${services[0]?.agentId}`);
        expect(agent).toMatchObject({ mode: "ophub", serviceCount: 3 });
        const detail = await operator.call<{ manifest: object }>(
          "GET",
          `/api/admin/capsule-services/${services[0]?.id}`,
        );
        expect(detail.manifest).toMatchObject({
          name: "Report maker",
          agentMode: "ophub",
          xtrape: { serviceKind: "business", managedBy: "ophub", adapterProtocol: "http" },
        });

        expect(await run("report-maker", "makeReport", { title: "Q1" })).toMatchObject({
          status: "SUCCEEDED",
          result: { message: "Q1.pdf is ready." },
        });
        expect(await run("nightly-backup", "backup", { target: "tape", files: 2 })).toMatchObject({
          status: "SUCCEEDED",
          result: { message: "2 files are on tape.", data: { files: 2, target: "tape" } },
        });
        await expect.poll(() => healthOf("nightly-backup")).toBe("UP The last backup went to tape.");
        const list = await run("demo-hub-self", "listChildren");
        expect(JSON.stringify(list.result?.data)).toContain("nightly-backup");
        await run("report-maker", "setHealthMode", { mode: "unhealthy" });
        await expect.poll(() => healthOf("report-maker"), { timeout: 10_000 }).toMatch(/^DOWN/);

        expect(await hub.stop()).toBe(0);
      } finally {
        service.kill("SIGKILL");
      }
    },
  );

  it("a command for a child that the hub does not have any more fails with a code", async () => {
    const child = await httpChild();
    const top = head();
    const kept = `  - { code: kept, http: { url: "${child.url}" } }\n`;
    const hub = await runHub(`${top}${kept}  - { code: dropped, http: { url: "${child.url}" } }\n`);
    hub.write(top + kept);
    await expect.poll(hub.log, { timeout: 10_000 }).toContain("hub.reloaded");
    expect(await run("dropped", "echo")).toMatchObject({
      status: "FAILED",
      errorCode: "CAPSULE_SERVICE_NOT_FOUND",
    });
    expect(await run("kept", "echo", { a: 1 })).toMatchObject({ result: { data: { a: 1 } } });
  });

  it("a child that cannot be reached is DOWN with the reason, and is itself again when it is back", async () => {
    const port = await freePort();
    const well = await httpChild();
    await runHub(
      `${head()}  - { code: away, http: { url: "http://127.0.0.1:${port}" } }\n` +
        `  - { code: beside-away, http: { url: "${well.url}" } }\n`,
    );
    expect(await healthOf("away")).toContain(`DOWN Cannot reach http://127.0.0.1:${port}/capsule/health`);
    expect(await healthOf("beside-away")).toBe("UP ");
    const child = await httpChild(port);
    await expect.poll(() => healthOf("away"), { timeout: 10_000 }).toBe("UP ");
    await expect.poll(async () => (await run("away", "echo")).status, { timeout: 20_000 }).toBe("SUCCEEDED");
    await child.stop();
    await expect.poll(() => healthOf("away"), { timeout: 10_000 }).toMatch(/^DOWN .*ECONNREFUSED/);
    expect(await run("away", "echo")).toMatchObject({ status: "FAILED", errorCode: "CHILD_UNREACHABLE" });
    expect(await run("beside-away", "echo")).toMatchObject({ status: "SUCCEEDED" });
  });

  it("a child that hangs, in its health and under a queue of commands, delays no other", async () => {
    const stuck = await httpChild();
    const well = await httpChild();
    const hub = await runHub(
      `${head()}  - { code: stuck, http: { url: "${stuck.url}", timeoutSeconds: 1 } }\n` +
        `  - { code: brisk, http: { url: "${well.url}" } }\n`,
    );
    const queue = await Promise.all(Array.from({ length: 8 }, () => begin("stuck", "hang")));
    stuck.on("GET /capsule/health", () => undefined);
    well.on("GET /capsule/health", () => ({ status: "DEGRADED", message: "told in time" }));
    await expect.poll(() => healthOf("brisk"), { timeout: 5_000 }).toBe("DEGRADED told in time");
    expect(await run("brisk", "echo", { quick: true })).toMatchObject({ status: "SUCCEEDED" });
    await expect.poll(() => healthOf("stuck"), { timeout: 10_000 }).toContain("did not answer within 1 s");
    expect((await read(queue[0]?.id ?? "")).status).toBe("RUNNING");
    for (const { id } of queue) await operator.call("POST", `/api/admin/commands/${id}/cancel`, {});
    expect(hub.log()).not.toContain("Error:");
  });
});

describe("programs", () => {
  it("a cancel ends the program and everything that it has started", async () => {
    const hub = await runHub(
      head() +
        scripted(
          "family",
          `trap '' TERM\nsh -c 'trap "" TERM; echo $$ > "$PIDS/grandchild"; while :; do sleep 1; done' &\necho $$ > "$PIDS/child"\nwhile :; do sleep 1; done`,
          "\n          graceSeconds: 0.2",
        ).replace("    exec:", `    exec:\n      environment: { allow: [PATH, PIDS] }`),
      { PIDS: "/tmp" },
    );
    hub.write(
      readFileSync(join(hub.folder, "ophub.yaml"), "utf8").replace(
        "allow: [PATH, PIDS]",
        `set: { PIDS: "${hub.folder}" }, allow: [PATH]`,
      ),
    );
    await expect.poll(hub.log, { timeout: 10_000 }).toContain("hub.reloaded");
    const command = await begin("family", "run");
    const files = ["child", "grandchild"].map((name) => join(hub.folder, name));
    await expect.poll(() => files.every(existsSync), { timeout: 10_000 }).toBe(true);
    const pids = files.map((file) => Number(readFileSync(file, "utf8")));
    expect(pids.map(isAlive)).toEqual([true, true]);
    await operator.call("POST", `/api/admin/commands/${command.id}/cancel`, {});
    await expect.poll(() => pids.map(isAlive), { timeout: 10_000 }).toEqual([false, false]);
    expect((await read(command.id)).status).toBe("CANCELLED");
  });

  it("what a program leaves running ends with it, and a stop of the hub leaves no process behind", async () => {
    const home = mkdtempSync(join(tmpdir(), "opstage-hub-home-"));
    const noted = join(home, "endless");
    const hub = await runHub(
      head() +
        scripted("leaver", `sleep 300 &\necho "left $!"`) +
        scripted("endless", `echo $$ > "$HOME/endless"\nwhile :; do sleep 1; done`).replace(
          "    exec:",
          "    exec:\n      directory: .\n      environment: { allow: [PATH, HOME] }",
        ),
      { HOME: home },
    );
    const left = await run("leaver", "run");
    expect(left.status).toBe("SUCCEEDED");
    const pid = Number(/left (\d+)/.exec(left.result?.message ?? "")?.[1]);
    await expect.poll(() => isAlive(pid)).toBe(false);

    await begin("endless", "run");
    await expect
      .poll(() => existsSync(noted) && readFileSync(noted, "utf8"), { timeout: 10_000 })
      .toMatch(/^\d+\n$/);
    const endless = Number(readFileSync(noted, "utf8"));
    expect(await hub.stop()).toBe(0);
    expect(isAlive(endless)).toBe(false);
    rmSync(home, { recursive: true });
  });

  it("progress, log and result lines arrive in Opstage; the exit status decides without a result", async () => {
    await runHub(
      head() +
        scripted(
          "talker",
          `read payload\necho "got $payload"\necho '::opstage {"type":"progress","percent":40,"message":"half way"}'\necho '::opstage {"type":"log","level":"warn","message":"careful"}'\necho '::opstage {"type":"nonsense"}'\nsleep 1\necho '::opstage {"type":"result","message":"done","data":{"n":7}}'`,
        ) +
        scripted("failing", `echo out\necho "no disk" >&2\nexit 3`) +
        scripted("liar", `echo '::opstage {"type":"result","success":true}'\nexit 4`) +
        scripted("killed", "kill -9 $$") +
        scripted("broken-result", `echo '::opstage {"type":"result","data":[1]}'`) +
        "  - code: missing\n    exec: { actions: [{ name: run, command: [./there-is-no-such-program] }] }\n",
    );
    const command = await begin("talker", "run", { text: "hé 'quoted' $(id)" });
    await expect
      .poll(() => operator.call("GET", `/api/admin/commands/${command.id}`), { timeout: 10_000 })
      .toMatchObject({ progressPercent: 40, progressMessage: "half way" });
    const done = await ended(command.id);
    expect(done).toMatchObject({ status: "SUCCEEDED", result: { message: "done", data: { n: 7 } } });
    const failing = await run("failing", "run");
    expect(failing).toMatchObject({ status: "FAILED", errorCode: "EXEC_FAILED" });
    expect(failing.errorMessage).toBe("run ended with status 3: no disk");
    expect(await run("liar", "run")).toMatchObject({ status: "FAILED", errorCode: "EXEC_FAILED" });
    expect((await run("killed", "run")).errorMessage).toBe("run ended with signal SIGKILL");
    expect(await run("broken-result", "run")).toMatchObject({ errorCode: "EXEC_RESULT_INVALID" });
    expect(await run("missing", "run")).toMatchObject({ errorCode: "EXEC_START_FAILED" });
  });

  it("a flood of output is cut, and others are served meanwhile", async () => {
    const well = await httpChild();
    const hub = await runHub(
      `${head()}  - { code: dry, http: { url: "${well.url}" } }\n` +
        scripted(
          "flood",
          `head -c 60000000 /dev/zero | tr '\\0' x\necho\nyes flooding | head -c 60000000\necho\necho '::opstage {"type":"result","message":"still here"}'`,
          "\n          outputLimitBytes: 10000",
        ),
    );
    const flood = await begin("flood", "run");
    expect(await run("dry", "echo")).toMatchObject({ status: "SUCCEEDED" });
    expect(await ended(flood.id)).toMatchObject({ status: "SUCCEEDED", result: { message: "still here" } });
    expect(hub.log()).toMatch(/Output beyond 10000 bytes was dropped: \d+ more lines/);
    expect(hub.log().length).toBeLessThan(200_000);
  });

  it("a program gets the variables of its list and its file, and nothing else of the hub's", async () => {
    await runHub(
      head() +
        scripted("env", "env | sort").replace(
          "    exec:",
          "    exec:\n      environment: { allow: [PATH, WANTED], set: { FIXED: one } }",
        ),
      { WANTED: "yes", OTHER_SECRET: "no-no-no" },
    );
    const output = String((await run("env", "run")).result?.data.output);
    const names = output.split("\n").map((line) => line.split("=")[0]);
    expect(names.filter((name) => !["PWD", "_", "SHLVL", "OLDPWD"].includes(name ?? ""))).toEqual([
      "FIXED",
      "OPSTAGE_ACTION",
      "OPSTAGE_ATTEMPT",
      "OPSTAGE_COMMAND_ID",
      "OPSTAGE_SERVICE",
      "PATH",
      "WANTED",
    ]);
  });

  it("a payload reaches a program's flags as it is, whatever is in it, and no shell reads it", async () => {
    const hub = await runHub(
      `${head()}  - code: literal
    exec:
      actions:
        - name: run
          command: [node, -e, "console.log('::opstage ' + JSON.stringify({ type: 'result', data: { argv: process.argv.slice(1), cwd: process.cwd() } }))", --]
          flags: { text: --text, list: --item, count: -n, isDry: --dry-run }
`,
    );
    const hostile = [
      ...["$(touch pwned)", "`touch pwned`", "; touch pwned #", "| touch pwned", "&& touch pwned", "> pwned"],
      ...["'; touch pwned; '", '"; touch pwned; "', "$HOME $(id)", "*", "~", "a\nb\r\nc\t", "\\", "%s%n"],
      ...["--text=other", "-n", "--", "", " ", "ünï 漢字 🦀", "\u001b[31m", "x".repeat(50_000)],
    ];
    for (const text of hostile.slice(0, 6)) {
      const { result } = await run("literal", "run", { text, count: -3, isDry: true });
      expect(result?.data.argv).toEqual([`--text=${text}`, "-n", "-3", "--dry-run"]);
    }
    const { result } = await run("literal", "run", { list: hostile, isDry: false });
    expect(result?.data.argv).toEqual(hostile.map((text) => `--item=${text}`));
    expect(existsSync(join(String(result?.data.cwd), "pwned"))).toBe(false);
    expect(existsSync(join(hub.folder, "pwned"))).toBe(false);
    expect(await run("literal", "run", { text: "a", more: "--evil" })).toMatchObject({
      status: "FAILED",
      errorCode: "EXEC_PAYLOAD_INVALID",
    });
    expect(await run("literal", "run", { text: "a\u0000b" })).toMatchObject({ status: "FAILED" });
  });

  it("health by an HTTP probe, a TCP connect and a file's age is reported with its reason, and follows what happens", async () => {
    const child = await httpChild();
    const port = await freePort();
    const beat = join(mkdtempSync(join(tmpdir(), "opstage-beat-")), "beat");
    await runHub(
      `${head()}  - { code: by-http, exec: { health: { http: "${child.url}/capsule/health" } } }
  - { code: by-tcp, exec: { health: { tcp: "127.0.0.1:${port}" } } }
  - { code: by-file, exec: { health: { file: "${beat}", maxAgeSeconds: 600 } } }
`,
    );
    expect(await healthOf("by-http")).toBe(`UP ${child.url}/capsule/health answered 200`);
    expect(await healthOf("by-tcp")).toMatch(
      /^DOWN 127\.0\.0\.1:\d+ accepts no connection: connect ECONNREFUSED/,
    );
    expect(await healthOf("by-file")).toMatch(/^DOWN .*cannot be found: ENOENT/);

    child.on("GET /capsule/health", (_, response) => response.writeHead(500).end() && undefined);
    await httpChild(port);
    writeFileSync(beat, "");
    await expect.poll(() => healthOf("by-http"), { timeout: 10_000 }).toMatch(/^DOWN .* answered 500$/);
    await expect.poll(() => healthOf("by-tcp"), { timeout: 10_000 }).toMatch(/^UP .* accepts connections$/);
    await expect
      .poll(() => healthOf("by-file"), { timeout: 10_000 })
      .toMatch(/^UP .* was written \d+ s ago$/);

    const old = new Date(Date.now() - 3_600_000);
    utimesSync(beat, old, old);
    await expect.poll(() => healthOf("by-file"), { timeout: 10_000 }).toMatch(/^DOWN .*, more than 600 s$/);
    rmSync(dirname(beat), { recursive: true });
  });

  it.skipIf(process.getuid?.() !== 0)(
    "runAs gives a program another user's rights, groups, HOME and USER, and a cancel ends it as any other (skipped unless root)",
    async () => {
      const own = mkdtempSync(join(tmpdir(), "opstage-of-root-"));
      writeFileSync(join(own, "note"), "of root");
      const shared = mkdtempSync(join(tmpdir(), "opstage-of-all-"));
      chmodSync(shared, 0o777);
      const services =
        scripted(
          "as-nobody",
          `echo "$(id -un):$(id -gn):$(id -G):$USER:$HOME"\ncat ${own}/note && echo readable`,
        ) +
        scripted(
          "stubborn",
          `trap '' TERM\nsh -c 'trap "" TERM; echo $$ > ${shared}/grandchild; while :; do sleep 1; done' &\necho $$ > ${shared}/child\nwhile :; do sleep 1; done`,
          "\n          graceSeconds: 0.2",
        );
      await runHub(
        head() +
          services.replaceAll("    exec:", "    exec:\n      directory: /\n      runAs: { user: nobody }"),
        { HOME: "/root", USER: "root" },
      );

      const said = await run("as-nobody", "run");
      const [line] = String(said.result?.data.output).split("\n");
      const [name, group, groups, user, home] = String(line).split(":");
      expect({ name, user, isRoot: groups?.split(" ").includes("0") }).toEqual({
        name: "nobody",
        user: "nobody",
        isRoot: false,
      });
      expect(group).toBeTruthy();
      expect(home).not.toBe("/root");
      expect(said).toMatchObject({ status: "FAILED", errorCode: "EXEC_FAILED" });
      expect(said.errorMessage).toContain("Permission denied");

      const command = await begin("stubborn", "run");
      const files = ["child", "grandchild"].map((file) => join(shared, file));
      await expect.poll(() => files.every(existsSync), { timeout: 10_000 }).toBe(true);
      const pids = files.map((file) => Number(readFileSync(file, "utf8")));
      expect(files.map((file) => statSync(file).uid === 0)).toEqual([false, false]);
      expect(pids.map(isAlive)).toEqual([true, true]);
      await operator.call("POST", `/api/admin/commands/${command.id}/cancel`, {});
      await expect.poll(() => pids.map(isAlive), { timeout: 10_000 }).toEqual([false, false]);
      for (const folder of [own, shared]) rmSync(folder, { recursive: true });
    },
  );

  it("what came from the environment by a placeholder is in no log and no result", async () => {
    const secret = "a-very-secret-value";
    const hub = await runHub(
      head() +
        scripted("secretive", 'echo "key is $KEY"').replace(
          "    exec:",
          `    exec:\n      environment: { set: { KEY: "\${env:THE_KEY}" } }\n      configs: [{ key: key, env: KEY }]`,
        ),
      { THE_KEY: secret },
    );
    const command = await run("secretive", "run");
    expect(command.result?.message).toBe("key is [REDACTED]");
    const { id } = await serviceNamed("secretive");
    const detail = await operator.call("GET", `/api/admin/capsule-services/${id}`);
    expect(JSON.stringify(detail)).toContain("[REDACTED]");
    expect(hub.log() + JSON.stringify([command, detail])).not.toContain(secret);
  });
});

describe("children that do not keep to the protocol", () => {
  it("are answered for with an error that says what is wrong, and the hub lives on", async () => {
    const child = await httpChild();
    const names = ["html", "notJson", "list", "huge", "status", "redirect", "cut", "wrongData", "polite"];
    child.on("GET /capsule/actions", () => [...names.map((name) => ({ name })), { name: "echo" }]);
    const answer = (name: string, status: number, type: string, body: string, more = {}) =>
      child.on(`POST /capsule/actions/${name}/execute`, (_, response) => {
        response.writeHead(status, { "content-type": type, ...more });
        response.end(body);
      });
    answer("html", 200, "text/html", "{}");
    answer("notJson", 200, "application/json", "{oops");
    answer("list", 200, "application/json", "[1]");
    answer("huge", 200, "application/json", `{"data":{"x":"${"y".repeat(40_000)}"}}`);
    answer("status", 500, "text/plain", "it broke");
    answer("redirect", 302, "text/plain", "", { location: "http://example.com/" });
    answer("wrongData", 200, "application/json", '{"success":"yes"}');
    answer(
      "polite",
      422,
      "application/json",
      '{"success":false,"error":{"code":"NO_PAPER","message":"no paper"}}',
    );
    child.on("POST /capsule/actions/cut/execute", (request) => void request.socket.destroy());
    await runHub(`${head()}  - { code: rude, http: { url: "${child.url}", replyLimitBytes: 20000 } }\n`);
    const codes: Record<string, unknown> = {};
    for (const name of names) {
      const { status, errorCode, errorMessage } = await run("rude", name);
      expect(status, name).toBe("FAILED");
      expect(errorMessage, name).toBeTruthy();
      codes[name] = errorCode;
    }
    expect(codes).toEqual({
      html: "CHILD_REPLY_INVALID",
      notJson: "CHILD_REPLY_INVALID",
      list: "CHILD_REPLY_INVALID",
      huge: "CHILD_REPLY_TOO_LARGE",
      status: "CHILD_REFUSED",
      redirect: "CHILD_REFUSED",
      cut: "CHILD_UNREACHABLE",
      wrongData: "CHILD_REPLY_INVALID",
      polite: "NO_PAPER",
    });
    expect(await run("rude", "echo")).toMatchObject({ status: "SUCCEEDED" });
  });

  it("a catalogue or health that makes no sense is told, and harms no other child", async () => {
    const child = await httpChild();
    child.on("GET /capsule/health", () => ({ status: "SPLENDID" }));
    child.on("GET /capsule/actions", () => [{ name: "with space" }, { name: "x", inputSchema: 7 }]);
    const well = await httpChild();
    await runHub(
      `${head()}  - { code: odd, http: { url: "${child.url}" } }\n` +
        `  - { code: beside-odd, http: { url: "${well.url}" } }\n`,
    );
    expect(await healthOf("odd")).toMatch(
      /^UNKNOWN GET \/capsule\/health answered what the adapter protocol/,
    );
    expect(await healthOf(`self-${hubCount}`)).toMatch(
      /^DEGRADED odd: GET \/capsule\/actions answered.*0\.name/,
    );
    expect(await run("beside-odd", "echo")).toMatchObject({ status: "SUCCEEDED" });
  });

  it("a cancel closes the connection to the child", async () => {
    const child = await httpChild();
    let isClosed = false;
    child.on("POST /capsule/actions/hang/execute", (request) => {
      request.socket.once("close", () => {
        isClosed = true;
      });
      return undefined;
    });
    await runHub(`${head()}  - { code: patient, http: { url: "${child.url}" } }\n`);
    const command = await begin("patient", "hang");
    await expect.poll(() => child.seen.includes("POST /capsule/actions/hang/execute")).toBe(true);
    await operator.call("POST", `/api/admin/commands/${command.id}/cancel`, {});
    await expect.poll(() => isClosed, { timeout: 10_000 }).toBe(true);
  });
});

describe("a file that changes", () => {
  it("is followed without dropping a running command; an invalid one changes nothing and is told", async () => {
    const top = head();
    const self = `self-${hubCount}`;
    const first = scripted("worker", `sleep 4\necho "the old one is done"`);
    const hub = await runHub(top + first);
    const command = await begin("worker", "run");
    await expect.poll(async () => (await read(command.id)).status).toBe("RUNNING");

    hub.write(`${top}${first}    surprise: yes\n`);
    await expect
      .poll(() => healthOf(self), { timeout: 10_000 })
      .toMatch(/^DEGRADED .*ophub\.yaml:\d+:5: services\[0\]\.surprise/);
    expect(hub.log()).toContain("hub.fileInvalid");

    hub.write(top + scripted("worker", "echo new") + scripted("added", "echo added"));
    await expect.poll(() => healthOf(self), { timeout: 10_000 }).toMatch(/^UP/);
    expect(await run("added", "run")).toMatchObject({ result: { message: "added" } });
    expect(await ended(command.id)).toMatchObject({
      status: "SUCCEEDED",
      result: { message: "the old one is done" },
    });
    expect(await run("worker", "run")).toMatchObject({ result: { message: "new" } });
  });

  it("is read again at SIGHUP and by the hub's own action, which says what is wrong", async () => {
    const top = head();
    const self = `self-${hubCount}`;
    const hub = await runHub(top + scripted("first", "echo 1"));
    writeFileSync(join(hub.folder, "ophub.yaml"), top + scripted("second", "echo 2"));
    hub.signal("SIGHUP");
    await expect
      .poll(async () => (await run(self, "listChildren")).result?.data, { timeout: 10_000 })
      .toMatchObject({
        list: { data: [{ code: "second" }] },
      });
    writeFileSync(join(hub.folder, "ophub.yaml"), "agent: {}\n");
    const failed = await run(self, "reload");
    expect(failed).toMatchObject({ status: "FAILED", errorCode: "HUB_FILE_INVALID" });
    expect(failed.errorMessage).toContain("ophub.yaml:1:8: agent.code: Is required");
    expect(await run("second", "run")).toMatchObject({ result: { message: "2" } });
  });
});
