import { rmSync } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStore } from "../store/store";

/** A folder of its own with a migrated, empty database. */
export interface TestDatabase {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Migrating takes a moment, copying does not: each test process migrates once. */
let template: Promise<string> | undefined;

/** Makes a database for one test: `<folder>/opstage.db`, a copy of the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  template ??= migrateTemplate();
  const folder = await mkdtemp(join(tmpdir(), "opstage-test-"));
  await copyFile(await template, join(folder, "opstage.db"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function migrateTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "opstage-template-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "opstage.db");
  const store = createStore({ path, durability: "normal", log: { error: () => undefined } });
  await store.close();
  return path;
}
