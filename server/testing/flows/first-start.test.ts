import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type OpstageProcess, owner, startApi } from "../../../e2e/support/opstage-process";

let opstage: OpstageProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), "opstage-first-"));
const serverMain = resolve("dist", "server", "main.js");
afterEach(async () => {
  await opstage?.dispose();
  opstage = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the server in an environment that it should refuse; resolves with how it ended. */
function refusedStart(env: Record<string, string>) {
  const ended = spawnSync(process.execPath, [serverMain], {
    encoding: "utf8",
    timeout: 20_000,
    // Where no `.env` helps out.
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? "",
      NODE_ENV: "test",
      OPSTAGE_PORT: "1",
      OPSTAGE_DATA_DIR: folder,
      ...env,
    },
  });
  return { status: ended.status, lastLine: ended.stderr.trim().split("\n").at(-1) };
}

describe("a start that must fail", () => {
  it("[seed 59] [seed 63] names the missing session secret in the documented words, on the last line", () => {
    expect(refusedStart({})).toEqual({
      status: 1,
      lastLine:
        'Invalid environment: {"OPSTAGE_SESSION_SECRET":["OPSTAGE_SESSION_SECRET is required (>=32 chars)"]}',
    });
  });

  it("[seed 60] refuses a secret under 32 characters", () => {
    const { status, lastLine } = refusedStart({ OPSTAGE_SESSION_SECRET: "short" });
    expect(status).toBe(1);
    expect(lastLine).toContain("OPSTAGE_SESSION_SECRET must be at least 32 chars");
  });

  it("says which settings the first owner needs when there is no user yet", () => {
    const { status, lastLine } = refusedStart({ OPSTAGE_SESSION_SECRET: "x".repeat(32) });
    expect(status).toBe(1);
    expect(lastLine).toContain("OPSTAGE_ADMIN_USERNAME");
  });

  it.runIf(process.getuid?.() !== 0 || process.platform === "linux")(
    "[seed 64] names a data folder that another user owns",
    () => {
      const readOnly = mkdtempSync(join(tmpdir(), "opstage-owned-"));
      chmodSync(readOnly, 0o555);
      // Root may write everywhere, so root asks as nobody.
      const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const ended = spawnSync(process.execPath, [serverMain], {
        encoding: "utf8",
        cwd: readOnly,
        ...asNobody,
        env: {
          PATH: process.env.PATH ?? "",
          NODE_ENV: "test",
          OPSTAGE_DATA_DIR: readOnly,
          OPSTAGE_SESSION_SECRET: "x".repeat(32),
        },
      });
      rmSync(readOnly, { recursive: true });
      expect(ended.status).toBe(1);
      expect(ended.stderr.trim().split("\n").at(-1)).toContain(
        `The data folder ${readOnly} cannot be written by user`,
      );
    },
  );
});

describe("a start that succeeds", () => {
  it("[seed 60] [seed 65] takes a secret of `openssl rand -base64 48` and migrates an empty folder by itself, once", async () => {
    const secret = execFileSync("openssl", ["rand", "-base64", "48"], { encoding: "utf8" }).trim();
    opstage = await startApi({ OPSTAGE_SESSION_SECRET: secret });
    await opstage.stop();
    await opstage.start();
    const db = new Database(join(opstage.dataDir, "opstage.db"), { readonly: true });
    const applied = db
      .prepare('SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL')
      .all();
    db.close();
    expect(new Set(applied.map((row) => JSON.stringify(row))).size).toBe(applied.length);
    expect(applied.length).toBeGreaterThan(0);
  });

  it("[seed 61] takes the placeholder of .env.example, and warns loudly in the log and at sign-in", async () => {
    const placeholder =
      /^OPSTAGE_SESSION_SECRET=(.+)$/m.exec(readFileSync(".env.example", "utf8"))?.[1] ?? "";
    opstage = await startApi({ OPSTAGE_SESSION_SECRET: placeholder });
    expect(opstage.log()).toMatch(
      /"level":"warn".*OPSTAGE_SESSION_SECRET|OPSTAGE_SESSION_SECRET.*placeholder/i,
    );
    const reply = await fetch(`${opstage.base}/api/admin/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(owner),
    });
    expect((await reply.json()).data.warnings).toContain("SESSION_SECRET_PLACEHOLDER");
  });

  it("[seed 97] tells the versions that an issue report needs", async () => {
    opstage = await startApi();
    const version = (await (await fetch(`${opstage.base}/api/system/version`)).json()).data;
    expect(version).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+/), edition: "ce" });
    const openApi = await (await fetch(`${opstage.base}/api/openapi.json`)).json();
    expect(openApi.info.version).toBe(version.version);
  });
});
