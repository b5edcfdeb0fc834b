import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sampleAudit } from "../store/sample-rows";
import type { Store } from "../store/store";
import { tempStore } from "../store/temp-database";
import { type Maintenance, startMaintenance } from "./maintenance";

let store: Store;
let maintenance: Maintenance;
let remove: () => Promise<void>;

beforeEach(() => {
  const temp = tempStore({ backup: (target, onProgress) => maintenance.backup(target, onProgress) });
  store = temp.store;
  maintenance = startMaintenance({ databasePath: store.path, preferBuilt: false, onCrash: () => undefined });
  remove = async () => {
    await maintenance.close();
    await temp.remove();
  };
});
afterEach(() => remove());

test("a backup is made by the other thread and holds what was committed", async () => {
  await store.transaction((tx) => tx.auditEvents.insert(sampleAudit({ action: "kept" })));
  const target = join(dirname(store.path), "backup.db");
  await store.backup(target);
  const copy = new Database(target, { readonly: true });
  expect(copy.prepare('SELECT "action" FROM "AuditEvent"').pluck().all()).toEqual(["kept"]);
  copy.close();
});

test("a backup that cannot be written says why", async () => {
  const target = join(dirname(store.path), "missing", "backup.db");
  await expect(store.backup(target)).rejects.toThrow("directory does not exist");
});

test("a backup that is under way when the thread closes fails instead of hanging", async () => {
  const pending = store.backup(join(dirname(store.path), "late.db")).catch((error: unknown) => error);
  await maintenance.close();
  expect(await pending).toBeInstanceOf(Error);
});
