import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../e2e/support/operator";
import { type OpstageProcess, startApi } from "../../e2e/support/opstage-process";

/** Where the running server is killed: just before a commit, or after it and before anybody was answered. */
export const runningPoints = ["before-commit", "after-commit"] as const;

/** The environment in which a server dies at the `count`-th time that it comes to this point. */
export function dyingAt(point: string, count: number): Record<string, string> {
  return {
    NODE_OPTIONS: `--import ${pathToFileURL(resolve("server/testing/chaos/kill-points.mjs")).href}`,
    OPSTAGE_TEST_KILL: `${point}:${count}`,
  };
}

/** Commands end soon, so that the last of them can be waited for. */
const shortLives = { OPSTAGE_COMMAND_TTL_SECONDS: "4", OPSTAGE_COMMAND_LEASE_SECONDS: "2" };

/** What was answered with success: it must be there whatever happens next. */
interface Acknowledged {
  readonly tokens: Set<string>;
  readonly commands: Set<string>;
  readonly results: Set<string>;
  readonly cancels: Set<string>;
}

interface Agent {
  readonly id: string;
  readonly token: string;
  readonly serviceId: string;
  /** Attempts that were begun; each at most once. */
  readonly begun: Set<string>;
  readonly running: Set<string>;
}

export interface KillRound {
  readonly point: (typeof runningPoints)[number];
  /** The how manieth commit after the load began. */
  readonly commit: number;
}

/**
 * Kills the built server once a round, under load, and starts it again on the same data: every acknowledged write is
 * there, the file is sound, no attempt is begun twice, and in the end every command has ended. Says how long the slowest
 * start took.
 */
export async function runKillRounds(rounds: Iterable<KillRound>): Promise<{ slowestStartMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), "opstage-kill-"));
  const acknowledged: Acknowledged = {
    tokens: new Set(),
    commands: new Set(),
    results: new Set(),
    cancels: new Set(),
  };
  let agent: Agent | undefined;
  let slowestStartMs = 0;
  const start = async (env: Record<string, string> = {}) => {
    const startedAt = performance.now();
    const server = await startApi({ ...shortLives, OPSTAGE_DATA_DIR: folder, ...env });
    slowestStartMs = Math.max(slowestStartMs, performance.now() - startedAt);
    return server;
  };
  try {
    for (const { point, commit } of rounds) {
      const server = await start(dyingAt(point, commit));
      try {
        verify(folder, acknowledged);
        const operator = await signInOverRest(server);
        agent ??= await enrol(server, operator);
        process.kill(processOf(folder), "SIGUSR2");
        await Promise.all([
          createTokens(operator, acknowledged),
          executeActions(operator, agent, acknowledged),
          work(server, agent, acknowledged),
        ]);
      } finally {
        await server.dispose();
      }
    }
    const last = await start();
    try {
      verify(folder, acknowledged);
      await expect.poll(() => openCommands(folder), { timeout: 30_000, interval: 250 }).toBe(0);
    } finally {
      await last.dispose();
    }
    assert(acknowledged.tokens.size > 0 && acknowledged.results.size > 0, "there was load");
    return { slowestStartMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function processOf(folder: string): number {
  return Number(JSON.parse(readFileSync(join(folder, "opstage.db.lock.json"), "utf8")).pid);
}

async function enrol(server: OpstageProcess, operator: OperatorSession): Promise<Agent> {
  const registrationToken = await createRegistrationToken(operator, "kill");
  const post = async (path: string, body: object, token?: string) => {
    const reply = await fetch(`${server.base}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return (await reply.json()).data;
  };
  const registered = await post("/api/agents/register", { registrationToken, agent: { code: "kill" } });
  const service = { code: "kill", name: "Kill", manifest: {}, actions: [{ name: "echo", label: "Echo" }] };
  const path = `/api/agents/${registered.agentId}/services/report`;
  const reported = await post(path, { services: [service] }, registered.agentToken);
  return {
    id: registered.agentId,
    token: registered.agentToken,
    serviceId: reported.services[0].id,
    begun: new Set(),
    running: new Set(),
  };
}

/** Repeats until the server is gone; an answer of failure counts as nothing. */
async function untilGone(step: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; ; n++) {
    const failure = await step(n).then(
      () => null,
      (error: unknown) => error,
    );
    // What fetch throws for a connection; an answer of failure is an Error of the session.
    if (failure instanceof TypeError || failure instanceof SyntaxError) return;
  }
}

function createTokens(operator: OperatorSession, { tokens }: Acknowledged): Promise<void> {
  return untilGone(async (n) => {
    const body = { name: `token ${n}` };
    const { id } = await operator.call<{ id: string }>("POST", "/api/admin/registration-tokens", body);
    tokens.add(id);
  });
}

function executeActions(
  operator: OperatorSession,
  { serviceId }: Agent,
  { commands, cancels }: Acknowledged,
): Promise<void> {
  return untilGone(async (n) => {
    const path = `/api/admin/capsule-services/${serviceId}/actions/echo`;
    const { id } = await operator.call<{ id: string }>("POST", path, {});
    commands.add(id);
    if (n % 5 !== 4) return;
    await operator.call("POST", `/api/admin/commands/${id}/cancel`);
    cancels.add(id);
  });
}

/** The agent is another process and lives on: it begins an attempt once, whatever replies were lost. */
function work(server: OpstageProcess, agent: Agent, { results }: Acknowledged): Promise<void> {
  const headers = { authorization: `Bearer ${agent.token}`, "content-type": "application/json" };
  const base = `${server.base}/api/agents/${agent.id}/commands`;
  return untilGone(async () => {
    const running = [...agent.running].join(",");
    const polled = await fetch(`${base}?wait=1&instanceId=ins_kill&running=${running}`, { headers });
    const { data } = await polled.json();
    for (const { id, attempt } of data ?? []) {
      const key = `${id} ${attempt}`;
      if (agent.begun.has(key)) continue;
      assert(
        ![...agent.begun].some((begun) => begun.startsWith(id)),
        `${id} is not idempotent and came twice`,
      );
      agent.begun.add(key);
      agent.running.add(id);
    }
    for (const id of agent.running) {
      const body = JSON.stringify({ success: true, attempt: 1, data: { id } });
      const reply = await fetch(`${base}/${id}/result`, { method: "POST", headers, body });
      if (reply.status >= 500) continue;
      agent.running.delete(id);
      if (reply.ok) results.add(id);
    }
  });
}

function inDatabase<T>(folder: string, look: (database: Database.Database) => T): T {
  const database = new Database(join(folder, "opstage.db"), { readonly: true, timeout: 5000 });
  try {
    return look(database);
  } finally {
    database.close();
  }
}

function openCommands(folder: string): number {
  return inDatabase(folder, (database) =>
    Number(
      database
        .prepare(`SELECT count(*) FROM "Command" WHERE "status" IN ('PENDING', 'RUNNING')`)
        .pluck()
        .get(),
    ),
  );
}

/** The file is sound, and everything that was acknowledged is in it. */
function verify(folder: string, acknowledged: Acknowledged): void {
  inDatabase(folder, (database) => {
    assert.equal(database.pragma("integrity_check", { simple: true }), "ok");
    assert.deepEqual(database.pragma("foreign_key_check"), []);
    const ids = (sql: string) => new Set(database.prepare(sql).pluck().all());
    const missing = (from: Set<string>, sql: string) => {
      const stored = ids(sql);
      return [...from].filter((id) => !stored.has(id));
    };
    const lost = {
      tokens: missing(acknowledged.tokens, `SELECT "id" FROM "RegistrationToken"`),
      commands: missing(acknowledged.commands, `SELECT "id" FROM "Command"`),
      results: missing(
        acknowledged.results,
        `SELECT c."id" FROM "Command" c JOIN "CommandResult" r ON r."commandId" = c."id" WHERE c."status" = 'SUCCEEDED'`,
      ),
      cancels: missing(acknowledged.cancels, `SELECT "id" FROM "Command" WHERE "status" = 'CANCELLED'`),
    };
    assert.deepEqual(lost, { tokens: [], commands: [], results: [], cancels: [] });
    const half = database
      .prepare(
        `SELECT count(*) FROM "Command" c WHERE NOT EXISTS
           (SELECT 1 FROM "AuditEvent" a WHERE a."targetId" = c."id" AND a."action" = 'command.created')`,
      )
      .pluck()
      .get();
    assert.equal(half, 0, "a command without its audit row");
  });
}
