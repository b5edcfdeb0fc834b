import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signInOverRest } from "../../../e2e/support/operator";
import { owner, startApi } from "../../../e2e/support/opstage-process";
import { createStore } from "../../store/store";
import { dyingAt, runKillRounds } from "../kill-rounds";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "opstage-kill-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a server that is killed", () => {
  it("before a commit, or after it and before the answer, loses nothing it acknowledged, and every command ends", async () => {
    await runKillRounds([
      { point: "before-commit", commit: 23 },
      { point: "after-commit", commit: 41 },
      { point: "after-commit", commit: 8 },
    ]);
  });

  it("in the middle of a migration starts again from what was there before it", async () => {
    const migrations = join(folder, "migrations");
    const [first] = readdirSync("prisma/migrations").sort();
    cpSync(join("prisma/migrations", first ?? ""), join(migrations, first ?? ""), { recursive: true });
    const path = join(folder, "opstage.db");
    const log = { error: () => undefined };
    const store = createStore({ path, durability: "full", log, migrationsPath: migrations });
    await store.transaction((tx) => tx.counters.upsert({ name: "kept", value: 7 }, ["name"]));
    await store.close();

    for (const count of [1, 2, 3, 4]) {
      const ended = spawnSync(process.execPath, [resolve("dist/server/main.js")], {
        encoding: "utf8",
        timeout: 30_000,
        env: {
          PATH: process.env.PATH ?? "",
          NODE_ENV: "test",
          OPSTAGE_DATA_DIR: folder,
          OPSTAGE_STATIC_DIR: "no-console",
          OPSTAGE_SESSION_SECRET: "x".repeat(32),
          OPSTAGE_ADMIN_USERNAME: owner.username,
          OPSTAGE_ADMIN_PASSWORD: owner.password,
          ...dyingAt("mid-migration", count),
        },
      });
      expect(ended.signal).toBe("SIGKILL");
      const database = new Database(path, { readonly: true });
      expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
      const applied = database.prepare("SELECT count(*) FROM _prisma_migrations").pluck().get();
      expect(applied).toBe(1);
      database.close();
    }

    const server = await startApi({ OPSTAGE_DATA_DIR: folder });
    await server.dispose();
    const database = new Database(path, { readonly: true });
    expect(database.prepare(`SELECT "value" FROM "Counter" WHERE "name" = 'kept'`).pluck().get()).toBe(7);
    database.close();
  });

  it("in the middle of a backup leaves no half backup to be taken for a whole one", async () => {
    const dying = await startApi({ OPSTAGE_DATA_DIR: folder, ...dyingAt("mid-backup", 1) });
    const operator = await signInOverRest(dying);
    await expect(operator.call("POST", "/api/admin/backup/sqlite")).rejects.toThrow();
    await dying.dispose();

    const server = await startApi({ OPSTAGE_DATA_DIR: folder });
    try {
      const again = await signInOverRest(server);
      expect(await again.call("GET", "/api/admin/backup/sqlite")).toEqual([]);
      const database = new Database(join(folder, "opstage.db"), { readonly: true });
      expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
      database.close();
      expect(readdirSync(join(folder, "backups"))).toContainEqual(expect.stringMatching(/\.db\.partial$/));
      // Answered with the file itself, which is no JSON.
      await expect(again.call("POST", "/api/admin/backup/sqlite")).rejects.toBeInstanceOf(SyntaxError);
      expect(readdirSync(join(folder, "backups"))).toEqual([expect.stringMatching(/\.db$/)]);
    } finally {
      await server.dispose();
    }
  });
});
