import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import Database from "better-sqlite3";

const schemaPath = join("prisma", "schema.prisma");

/** The folder of all migrations, below the project's root. */
export const migrationsPath = join("prisma", "migrations");

/**
 * The SQL that leads from what the migrations build to what the schema says; empty when they agree. It applies the
 * migrations to a passing database and compares, with the engine as WebAssembly: no network, no server.
 */
export async function schemaDiff(root: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "opstage-schema-"));
  try {
    const file = join(folder, "migrated.db");
    applyMigrations(root, file);
    const content = readFileSync(join(root, schemaPath), "utf8");
    await startEngine();
    const engine = await engineModule.SchemaEngine.new(
      { datamodels: [[schemaPath, content]] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(new PrismaBetterSqlite3({ url: file })),
    );
    const files = [{ path: schemaPath, content }];
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: join(root, "prisma") },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout === null || stdout.includes("This is an empty migration") ? "" : stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The package's own entry imports the .wasm file, which Node cannot do without a flag; this does what it would. */
async function startEngine(): Promise<void> {
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const { instance } = await WebAssembly.instantiate(readFileSync(script.replace(/\.js$/, ".wasm")), {
    "./schema_engine_bg.js": { ...engineModule },
  });
  engineModule.__wbg_set_wasm(instance.exports);
  const start: unknown = Reflect.get(instance.exports, "__wbindgen_start");
  if (typeof start === "function") start();
}

function applyMigrations(root: string, file: string): void {
  const database = new Database(file);
  for (const entry of readdirSync(join(root, migrationsPath), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1))) {
    database.exec(readFileSync(join(root, migrationsPath, entry.name, "migration.sql"), "utf8"));
  }
  dropPartialIndexes(database);
  database.close();
}

/** Prisma's schema cannot say them, and its engine stumbles over them: they are in the migrations alone. */
function dropPartialIndexes(database: Database.Database): void {
  const sql = `SELECT "name" FROM sqlite_master WHERE "type" = 'index' AND "sql" LIKE '%) WHERE %'`;
  for (const name of database.prepare(sql).pluck().all()) database.exec(`DROP INDEX "${name}"`);
}
