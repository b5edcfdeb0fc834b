import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { type FakeCommand, FakeOpstage } from "../src/testing/fake-opstage";
import { until } from "../src/testing/test-seams";

/** The demo services as what they are: programs of their own, talking HTTP to an Opstage. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const loader = pathToFileURL(join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;
const running: ChildProcess[] = [];
let commands = 0;

afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

async function startService(file: string, env: Record<string, string> = {}) {
  const fake = await FakeOpstage.start();
  const folder = await mkdtemp(join(tmpdir(), "opstage-demo-"));
  const child = spawn(process.execPath, ["--import", loader, join(root, "agent-sdk", "examples", file)], {
    // Nothing a service keeps by default may land in the repository.
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
      OPSTAGE_BACKEND_URL: fake.url,
      OPSTAGE_REGISTRATION_TOKEN: fake.registrationToken,
      OPSTAGE_AGENT_TOKEN_FILE: join(folder, "agent-token.json"),
      DEMO_DATA_DIR: folder,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (output += text));
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const isUp = fake.next("report").then(() => true);
  if (!(await Promise.race([isUp, exited.then(() => false)]))) throw new Error(output);
  return {
    fake,
    folder,
    health: () => fake.seen("heartbeat").at(-1)?.body.health,
    async run(actionName: string, payload: object = {}, more: Partial<FakeCommand> = {}) {
      const id = `cmd_${++commands}`;
      fake.enqueue({ id, actionName, payload, ...more });
      return fake.resultOf(id);
    },
    async stop() {
      child.kill("SIGTERM");
      const code = await exited;
      await fake.stop();
      await rm(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** The rows of a list result. */
function rowsOf(result: { data?: unknown }): Record<string, unknown>[] {
  const data = result.data;
  if (typeof data !== "object" || data === null || !("list" in data)) throw new Error("There is no list");
  const { list } = data;
  if (typeof list !== "object" || list === null || !("data" in list)) throw new Error("The list has no data");
  return Array.isArray(list.data) ? list.data : [];
}

describe("demo-worker", () => {
  test("[seed 26] shows every health state, failure and result shape, and stops cleanly", async () => {
    const worker = await startService(join("demo-worker", "main.ts"));
    expect(worker.fake.services[0]).toMatchObject({ code: "demo-worker", health: { status: "UP" } });
    expect(await worker.run("echo", { text: "hi" })).toMatchObject({ success: true, message: "hi" });
    for (const [mode, status] of [
      ["degraded", "DEGRADED"],
      ["unhealthy", "DOWN"],
      ["unknown", "UNKNOWN"],
      ["healthy", "UP"],
    ]) {
      await worker.run("setHealthMode", { mode });
      expect(worker.health()).toMatchObject({ status });
    }
    expect(await worker.run("failOnce")).toMatchObject({ success: false, error: { code: "DEMO_FAILURE" } });
    expect(await worker.run("failOnce")).toMatchObject({ success: true });
    expect(await worker.run("runDemoJob", { durationMs: 100 })).toMatchObject({ success: true });
    expect(await worker.run("runDemoJob", { durationMs: 1 })).toMatchObject({
      error: { code: "ACTION_PAYLOAD_INVALID" },
    });
    expect(await worker.run("runLongJob", { seconds: 60 }, { timeoutSeconds: 1 })).toMatchObject({
      error: { code: "ACTION_TIMEOUT" },
    });
    expect(await worker.stop()).toBe(0);
  });

  test("its long job says how far it is, and stops when it is cancelled", async () => {
    const { fake, stop } = await startService(join("demo-worker", "main.ts"));
    fake.enqueue({ id: "cmd_long", actionName: "runLongJob", payload: { seconds: 30 } });
    const said = () => fake.said.get("cmd_long") ?? [];
    await until(() => said().some(({ percent, logs }) => (percent ?? 0) > 0 && logs?.length), "its progress");
    expect(said()[0]?.logs?.[0]?.line).toMatch(/^The long job begins/);
    fake.cancel("cmd_long");
    await until(() => fake.cancellations.includes("cmd_long STOPPED"), "its end");
    expect(fake.results.has("cmd_long")).toBe(false);
    expect(await stop()).toBe(0);
  });

  test("keeps items that can be searched, inspected, examined, disabled and deleted", async () => {
    const worker = await startService(join("demo-worker", "main.ts"));
    const text = "one two\nthree";
    await worker.run("createDemoItem", { title: "Three words", text });
    const [item, ...others] = rowsOf(await worker.run("searchDemoItems", { q: "THREE WORDS" }));
    expect(others).toEqual([]);
    const id = item?.id;
    expect(await worker.run("runDemoJobForItem", { id, durationMs: 100 })).toMatchObject({
      data: { detail: { data: { examined: { words: 3, lines: 2, bytes: text.length } } } },
    });
    expect(await worker.run("disableDemoItem", { id })).toMatchObject({
      data: { detail: { data: { enabled: false } } },
    });
    expect(await worker.run("runDemoJobForItem", { id, durationMs: 100 })).toMatchObject({
      success: false,
      error: { code: "ACTION_FAILED" },
    });
    expect(await worker.run("deleteDemoItem", { id })).toMatchObject({ success: true });
    expect(await worker.run("inspectDemoItem", { id })).toMatchObject({ success: false });
    await worker.stop();
  });
});

describe("link-checker", () => {
  test("its health is what its targets answer", async () => {
    await using other = await FakeOpstage.start();
    const checker = await startService(join("link-checker", "main.ts"), {
      LINK_CHECKER_TARGETS: `127.0.0.1:${other.port}`,
      LINK_CHECKER_TIMEOUT_MS: "500",
    });
    expect(checker.fake.services[0]?.health).toMatchObject({ status: "UP" });
    await checker.run("addTarget", { kind: "http", address: `${other.url}/nothing-here` });
    await checker.run("checkAll");
    expect(checker.health()).toMatchObject({ status: "DEGRADED" });
    const rows = rowsOf(await checker.run("listTargets"));
    expect(rows.map((row) => row.status)).toEqual(["UP", "DOWN"]);
    expect(rows[1]?.answer).toBe("404");
    await other.stop();
    await checker.run("checkAll");
    expect(checker.health()).toMatchObject({ status: "DOWN" });
    const prepared = await checker.run("checkTarget", {}, { type: "ACTION_PREPARE" });
    expect(JSON.stringify(prepared.data)).toContain(`${other.url}/nothing-here`);
    for (const row of rows) await checker.run("removeTarget", { id: row.id });
    await checker.run("checkAll");
    expect(checker.health()).toMatchObject({ status: "UNKNOWN" });
    await checker.stop();
  });
});

describe("account-pool", () => {
  test("issues keys once, checks them, and reports each account's state", async () => {
    const pool = await startService(join("account-pool", "main.ts"));
    const created = await pool.run("createAccount", { label: "Tester" });
    const key = created.data?.generatedKey;
    expect(key).toMatch(/^pool_/);
    const row = rowsOf(await pool.run("listAccounts")).find((one) => one.label === "Tester");
    expect(JSON.stringify(row)).not.toContain(String(key));
    expect(await pool.run("verifyKey", { id: row?.id, key })).toMatchObject({ success: true });
    const rotated = await pool.run("rotateKey", { id: row?.id });
    expect(rotated.data?.generatedKey).not.toBe(key);
    for (let wrong = 1; wrong <= 3; wrong++) {
      expect(await pool.run("verifyKey", { id: row?.id, key })).toMatchObject({
        error: { code: "KEY_REFUSED" },
      });
    }
    const after = rowsOf(await pool.run("listAccounts")).find((one) => one.label === "Tester");
    expect(after?.status).toBe("COOLING_DOWN");
    for (const one of rowsOf(await pool.run("listAccounts")))
      await pool.run("disableAccount", { id: one.id });
    const disabled = rowsOf(await pool.run("listAccounts"));
    expect(disabled.every((one) => one.status === "DISABLED")).toBe(true);
    await pool.stop();
  });
});

describe("disk-janitor", () => {
  test("watches its folder and cleans it up on command", async () => {
    const janitor = await startService(join("disk-janitor", "main.ts"), { DISK_JANITOR_LIMIT_MB: "3" });
    expect(janitor.fake.services[0]?.health).toMatchObject({ status: "UP" });
    await janitor.run("fillUp", { megabytes: 2 });
    await janitor.run("fillUp", { megabytes: 1 });
    expect(janitor.health()).toMatchObject({ status: "DOWN" });
    const before = rowsOf(await janitor.run("listFiles"));
    expect(before).toHaveLength(3);
    const rule = { olderThanMinutes: 0, keep: 1 };
    expect(await janitor.run("cleanUp", { ...rule, dryRun: true })).toMatchObject({
      message: "2 files would go.",
    });
    expect(rowsOf(await janitor.run("listFiles"))).toHaveLength(3);
    await janitor.run("cleanUp", rule);
    expect(rowsOf(await janitor.run("listFiles")).length).toBeLessThan(3);
    expect(await janitor.run("deleteFile", { name: "../agent-token.json" })).toMatchObject({
      success: false,
    });
    await janitor.stop();
  });

  test("[seed 31] a folder that cannot be measured is UNKNOWN, with the reason", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "opstage-demo-")), "file");
    await writeFile(file, "");
    const janitor = await startService(join("disk-janitor", "main.ts"), { DISK_JANITOR_FOLDER: file });
    expect(janitor.fake.services[0]?.health).toMatchObject({
      status: "UNKNOWN",
      message: expect.stringMatching(/EEXIST|ENOTDIR/),
    });
    await janitor.stop();
  });
});

test("[seed 26] the minimal service is a whole service in at most 20 lines", async () => {
  const { readFile } = await import("node:fs/promises");
  const source = await readFile(join(root, "agent-sdk", "examples", "minimal.ts"), "utf8");
  expect(source.trimEnd().split("\n").length).toBeLessThanOrEqual(20);
  const hello = await startService("minimal.ts");
  expect(await hello.run("greet", { name: "Ada" })).toMatchObject({ success: true, message: "Hello, Ada!" });
  await until(() => hello.fake.seen("heartbeat").length > 0);
  expect(await hello.stop()).toBe(0);
});
