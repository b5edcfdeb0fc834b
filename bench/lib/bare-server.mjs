// The least that a round trip can cost on this stack: a bare Fastify server that writes the rows a round trip leaves
// behind, to the same tables and indexes, with the same group commit and flush. It checks nobody and nothing.
//   node bare-server.mjs PORT FOLDER
import { fdatasync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import fastify from "fastify";

const [port, folder] = process.argv.slice(2);
const file = join(folder, "bare.db");
const database = new Database(file);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = NORMAL");
database.pragma("cache_size = -32768");
const migrations = fileURLToPath(new URL("../../prisma/migrations/", import.meta.url));
for (const entry of readdirSync(migrations, { withFileTypes: true })) {
  if (entry.isDirectory()) database.exec(readFileSync(join(migrations, entry.name, "migration.sql"), "utf8"));
}
database.pragma("foreign_keys = OFF");
const log = openSync(`${file}-wal`, "r+");

let count = 0;
const nextId = (prefix) => `${prefix}_01M8HPBN6P${String(++count).padStart(16, "0")}`;

function inserter(table) {
  const names = database
    .prepare(`SELECT * FROM "${table}"`)
    .columns()
    .map(({ name }) => name);
  const places = names.map(() => "?").join(", ");
  const statement = database.prepare(`INSERT INTO "${table}" ("${names.join('", "')}") VALUES (${places})`);
  return (row) => statement.run(...names.map((name) => row[name] ?? null));
}

const insertCommand = inserter("Command");
const insertResult = inserter("CommandResult");
const insertAudit = inserter("AuditEvent");
const begin = database.prepare("BEGIN IMMEDIATE");
const commit = database.prepare("COMMIT");
const pending = database.prepare(`SELECT "id" FROM "Command" WHERE "agentId" = ? AND "status" = 'PENDING'`);
const claim = database.prepare(
  `UPDATE "Command" SET "status" = 'RUNNING', "attempt" = "attempt" + 1, "startedAt" = ?, "updatedAt" = ?
   WHERE "id" = ? RETURNING *`,
);
const command = database.prepare(`SELECT * FROM "Command" WHERE "id" = ? AND "agentId" = ?`);
const end = database.prepare(
  `UPDATE "Command" SET "status" = 'SUCCEEDED', "completedAt" = ?, "updatedAt" = ? WHERE "id" = ?`,
);

function audit(action, targetType, targetId, actorType, metadata, now) {
  insertAudit({
    id: nextId("aud"),
    action,
    targetType,
    targetId,
    actorType,
    actorId: actorType,
    actorName: actorType,
    result: "SUCCESS",
    metadata: JSON.stringify(metadata),
    createdAt: now,
  });
}

let queue = [];
let unflushed = [];
let isScheduled = false;
let isFlushing = false;
let waitedBefore = 0;

/** Runs the job in the next commit; resolves when that is on the disk. */
function write(job) {
  return new Promise((resolve) => {
    queue.push({ job, resolve });
    if (isScheduled) return;
    isScheduled = true;
    waitedBefore = 0;
    setImmediate(turn);
  });
}

function turn() {
  if (queue.length > waitedBefore) {
    waitedBefore = queue.length;
    setImmediate(turn);
    return;
  }
  const batch = queue;
  queue = [];
  isScheduled = false;
  begin.run();
  const done = batch.map(({ job, resolve }) => ({ resolve, value: job(Date.now()) }));
  commit.run();
  unflushed.push(...done);
  if (!isFlushing) flush();
}

function flush() {
  isFlushing = true;
  const batch = unflushed;
  unflushed = [];
  fdatasync(log, (error) => {
    if (error) throw error;
    for (const { resolve, value } of batch) resolve({ success: true, data: value });
    if (unflushed.length > 0) flush();
    else isFlushing = false;
  });
}

const app = fastify();
app.get("/", () => ({ status: "UP" }));

app.post("/api/admin/capsule-services/:serviceId/actions/:name", ({ params, body }) =>
  write((now) => {
    const { serviceId, name: actionName } = params;
    const row = {
      id: nextId("cmd"),
      agentId: serviceId.replace("svc", "agt"),
      serviceId,
      type: "ACTION_EXECUTE",
      actionName,
      status: "PENDING",
      payload: JSON.stringify(body.payload),
      secretsErased: 0,
      createdByUserId: "USER",
      idempotent: 0,
      ephemeralFields: "[]",
      attempt: 0,
      progressSeq: 0,
      logSeq: 0,
      logBytes: 0,
      logDropped: 0,
      expiresAt: now + 600_000,
      createdAt: now,
      updatedAt: now,
    };
    insertCommand(row);
    const asked = { actionName, commandId: row.id };
    audit("service.action.requested", "CapsuleService", serviceId, "USER", asked, now);
    audit("command.created", "Command", row.id, "USER", { serviceId, actionName }, now);
    return row;
  }),
);

app.get("/api/agents/:agentId/commands", ({ params: { agentId } }) =>
  write((now) =>
    pending.all(agentId).map(({ id }) => {
      const row = claim.get(now, now, id);
      audit("command.dispatched", "Command", id, "AGENT", { attempt: row.attempt }, now);
      return row;
    }),
  ),
);

app.post("/api/agents/:agentId/commands/:id/result", ({ params: { agentId, id }, body }) =>
  write((now) => {
    const { actionName } = command.get(id, agentId);
    end.run(now, now, id);
    const row = {
      id: nextId("crs"),
      commandId: id,
      agentId,
      success: body.success ? 1 : 0,
      message: body.message,
      data: JSON.stringify(body.data),
      error: "{}",
      resultHash: "",
      reportedAt: now,
      createdAt: now,
    };
    insertResult(row);
    audit("command.completed", "Command", id, "AGENT", { actionName }, now);
    return row;
  }),
);

await app.listen({ port: Number(port), host: "127.0.0.1" });
