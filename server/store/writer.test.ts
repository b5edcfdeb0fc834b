import { join } from "node:path";
import { isAppError } from "@opstage/contracts";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimCommands } from "./claim-commands";
import { tablesOf } from "./gateway";
import { migrate } from "./migrator";
import { defaultMigrationsPath } from "./project-root";
import { sampleAudit } from "./sample-rows";
import { statementsOf } from "./statements";
import { tempFolder } from "./temp-database";
import { createWriter, type Writer } from "./writer";

let folder: ReturnType<typeof tempFolder>;
let database: Database.Database;
let writer: Writer;

beforeEach(() => {
  folder = tempFolder();
  database = new Database(join(folder.path, "opstage.db"), { timeout: 0 });
  database.pragma("journal_mode = WAL");
  migrate(database, defaultMigrationsPath());
  const statements = statementsOf(database);
  writer = createWriter(
    database,
    (scope) => ({
      ...tablesOf(statements, scope.requireOpen),
      onCommit: scope.onCommit,
      claimCommands: async (claim) => claimCommands(statements, claim),
    }),
    { error: () => undefined },
  );
});
afterEach(async () => {
  await writer.close();
  database.close();
  await folder.remove();
});

function insert(metadata = "{}"): Promise<string> {
  return writer
    .transaction((tx) => tx.auditEvents.insert(sampleAudit({ metadata })))
    .then(
      () => "stored",
      (error: unknown) => (isAppError(error) ? error.code : String(error)),
    );
}

test("a write lock that another program holds answers DATABASE_UNAVAILABLE until it is released", async () => {
  const intruder = new Database(database.name);
  intruder.exec("BEGIN IMMEDIATE");
  expect(await insert()).toBe("DATABASE_UNAVAILABLE");
  expect(writer.isHealthy).toBe(false);
  intruder.exec("ROLLBACK");
  intruder.close();
  expect(await insert()).toBe("stored");
  expect(writer.isHealthy).toBe(true);
});

test("a full disk answers DATABASE_UNAVAILABLE, stores nothing of that job and leaves the writer at work", async () => {
  const pages = Number(database.pragma("page_count", { simple: true }));
  database.pragma(`max_page_count = ${pages + 10}`);
  expect(await insert("x".repeat(200_000))).toBe("DATABASE_UNAVAILABLE");
  expect(await insert()).toBe("stored");
  expect(database.prepare('SELECT count(*) FROM "AuditEvent"').pluck().get()).toBe(1);
});

test("a commit shares its fate among its jobs when the transaction itself is lost", async () => {
  const lost = writer
    .transaction(async (tx) => {
      await tx.auditEvents.insert(sampleAudit());
      database.exec("ROLLBACK");
    })
    .catch((error: unknown) => error);
  const neighbour = insert();
  expect(await lost).toBeInstanceOf(Error);
  expect(await neighbour).not.toBe("stored");
  expect(await insert()).toBe("stored");
});

test("more jobs than fit one commit all settle", async () => {
  const outcomes = await Promise.all(Array.from({ length: 1_200 }, () => insert()));
  expect(new Set(outcomes)).toEqual(new Set(["stored"]));
  expect(database.prepare('SELECT count(*) FROM "AuditEvent"').pluck().get()).toBe(1_200);
});
