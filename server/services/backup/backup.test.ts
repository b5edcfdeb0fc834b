import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createStore } from "../../store/store";
import { userContext } from "../../testing/actors";
import { auditRows, codeOf } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import type { UserContext } from "../context";
import { updateMaintenanceSettings } from "../settings/maintenance";
import { createBackup } from "./create";
import { listBackups } from "./list";
import { openBackup } from "./open";

let deps: TestDeps;
let owner: UserContext;
beforeEach(async () => {
  deps = await createTestDeps();
  owner = await userContext(deps, "owner");
});
afterEach(() => deps.remove());

const folder = () => deps.config.backupDir;

describe("a backup", () => {
  it("is a whole database under the time's name, readable by its owner alone, and what was downloaded", async () => {
    const download = await createBackup(owner);
    expect(download.filename).toBe("opstage-2026-01-01T00-00-00-000Z.db");
    const chunks: Uint8Array[] = [];
    for await (const chunk of download.chunks) chunks.push(Buffer.from(chunk));
    const path = join(folder(), download.filename);
    expect(Buffer.concat(chunks).equals(readFileSync(path))).toBe(true);
    expect(download.sizeBytes).toBe(statSync(path).size);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const copy = createStore({ path, durability: "normal", log: { error: () => undefined } });
    expect(await copy.lookup.users.count({})).toBe(1);
    await copy.close();
    expect(await auditRows(deps, "backup.sqlite.created")).toMatchObject([
      { targetType: "Backup", targetId: download.filename },
    ]);
  });

  it("is made one at a time", async () => {
    const first = createBackup(owner);
    expect(await codeOf(createBackup(owner))).toBe("BACKUP_IN_PROGRESS");
    await first;
    await deps.clock.advance(1);
    expect(await codeOf(createBackup(owner))).toBe("it succeeded");
  });

  it("takes the place of the oldest when there are more than are kept; other files stay", async () => {
    await updateMaintenanceSettings(owner, { backupRetentionCount: 2 });
    for (let made = 0; made < 3; made++) {
      await createBackup(owner);
      writeFileSync(join(folder(), "notes.txt"), "mine");
      await deps.clock.advance(1000);
    }
    expect((await listBackups(owner)).map(({ name }) => name)).toEqual([
      "opstage-2026-01-01T00-00-02-000Z.db",
      "opstage-2026-01-01T00-00-01-000Z.db",
    ]);
    expect(readdirSync(folder())).toContain("notes.txt");
  });

  it("can be fetched again by its name, which the audit trail says, and by no other name", async () => {
    const { filename } = await createBackup(owner);
    const again = await openBackup(owner, { backupName: filename });
    const chunks: Uint8Array[] = [];
    for await (const chunk of again.chunks) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).equals(readFileSync(join(folder(), filename)))).toBe(true);
    expect(await auditRows(deps, "backup.sqlite.downloaded")).toMatchObject([{ targetId: filename }]);
    writeFileSync(join(folder(), "notes.txt"), "mine");
    for (const backupName of ["notes.txt", "../opstage.db", "opstage-2020-01-01T00-00-00-000Z.db"])
      expect(await codeOf(openBackup(owner, { backupName }))).toBe("BACKUP_NOT_FOUND");
  });

  it("is for owners alone", async () => {
    const operator = await userContext(deps, "operator");
    expect(await codeOf(createBackup(operator))).toBe("FORBIDDEN");
    expect(await codeOf(listBackups(operator))).toBe("FORBIDDEN");
    expect(await codeOf(openBackup(operator, { backupName: "opstage.db" }))).toBe("FORBIDDEN");
  });

  it("leaves nothing behind and no lock when it fails", async () => {
    const failing = {
      ...deps,
      store: { ...deps.store, backup: () => Promise.reject(new Error("disk full")) },
    };
    await expect(createBackup({ ...owner, deps: failing })).rejects.toThrow("disk full");
    expect(await listBackups(owner)).toEqual([]);
    expect(await codeOf(createBackup(owner))).toBe("it succeeded");
  });
});
