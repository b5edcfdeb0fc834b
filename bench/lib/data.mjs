// Servers over generated data, for the scenarios that need more than a handful of rows.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { createClient, signIn } from "./client.mjs";
import { freePort, operator, startOpstage } from "./processes.mjs";

/**
 * A production start over a database with so many `agents`, `commands`, `audit` rows and `events`.
 * @returns { base, pid, port, agents, rows(sql), signIn(), restart(), remove() }
 */
export async function startWithData({ root, counts, env, scale = 1, profileDir }) {
  const dataDir = mkdtempSync(join(tmpdir(), "opstage-bench-"));
  const port = await freePort();
  const start = () => startOpstage({ root, dataDir, env, port, profileDir });
  let server = await start();
  await server.stop();
  const wanted = { commands: 0, audit: 0, events: 0, ...counts };
  const args = Object.entries(wanted).flatMap(([name, count]) => [`--${name}`, String(count)]);
  const generator = [join(root, "bench/generate.mjs"), "--data-dir", dataDir, "--scale", String(scale)];
  const generated = spawnSync(process.execPath, [...generator, ...args], { stdio: "inherit" });
  if (generated.status !== 0) throw new Error("The data could not be generated.");
  const file = join(dataDir, "opstage.db");
  const agents = select(
    file,
    `SELECT a."id" AS "agentId", a."code" AS "code", s."id" AS "serviceId", s."code" AS "serviceCode"
      FROM "Agent" a JOIN "CapsuleService" s ON s."agentId" = a."id" ORDER BY a."id"`,
  ).map((row) => ({ ...row, agentToken: row.code.replace("fleet-agent-", "fleet-") }));
  server = await start();
  const { base } = server;
  return {
    base,
    port,
    agents,
    get pid() {
      return server.pid;
    },
    rows: (sql) => select(file, sql),
    async signIn() {
      const client = createClient(base, { connections: 1 });
      const session = await signIn(client, operator);
      await client.close();
      return session;
    },
    async restart() {
      await server.stop();
      server = await start();
    },
    async remove() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function select(file, sql) {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}
