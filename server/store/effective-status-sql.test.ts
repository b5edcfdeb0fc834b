import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { agentStatus, effectiveStatus, type StatusContext } from "../domain/effective-status";
import { agentStatusSql, serviceStatusSql } from "./effective-status-sql";

const database = new Database(":memory:");
afterAll(() => database.close());
database.exec(`
  CREATE TABLE "Agent" ("id" TEXT, "revokedAt" DATETIME, "disabledAt" DATETIME, "lastHeartbeatAt" DATETIME);
  CREATE TABLE "CapsuleService" ("agentId" TEXT, "healthStatus" TEXT, "lastReportedAt" DATETIME,
    "lastHealthAt" DATETIME);`);

// Small numbers, so that every boundary is met.
const instant = fc.integer({ min: 0, max: 40 });
const maybeInstant = fc.option(instant, { nil: null });
const agentFacts = fc.record({
  disabledAt: fc.option(instant, { nil: null, freq: 4 }),
  revokedAt: fc.option(instant, { nil: null, freq: 4 }),
  lastHeartbeatAt: maybeInstant,
});
const serviceFacts = fc.record({
  healthStatus: fc.constantFrom("UP", "DEGRADED", "DOWN", "UNKNOWN"),
  healthMessage: fc.constant(null),
  lastReportedAt: maybeInstant,
  lastHealthAt: maybeInstant,
});
const moment: fc.Arbitrary<StatusContext> = fc.record({
  now: fc.integer({ min: 0, max: 60 }),
  readyAt: fc.integer({ min: 0, max: 60 }),
  thresholds: fc.record({
    offlineMs: fc.integer({ min: 1, max: 20 }),
    staleMs: fc.integer({ min: 1, max: 20 }),
  }),
});

test("SQL and the domain agree on every status, at every boundary", () => {
  fc.assert(
    fc.property(fc.option(agentFacts, { nil: null }), serviceFacts, moment, (agent, service, at) => {
      database.exec('DELETE FROM "Agent"; DELETE FROM "CapsuleService"');
      if (agent !== null) {
        database
          .prepare(`INSERT INTO "Agent" VALUES ('agt', ?, ?, ?)`)
          .run(agent.revokedAt, agent.disabledAt, agent.lastHeartbeatAt);
      }
      database
        .prepare(`INSERT INTO "CapsuleService" VALUES ('agt', ?, ?, ?)`)
        .run(service.healthStatus, service.lastReportedAt, service.lastHealthAt);
      const ofService = serviceStatusSql(at);
      const ofAgent = agentStatusSql(at);
      const found: unknown = database
        .prepare(
          `SELECT (${ofService.sql}) AS "service", (${ofAgent.sql}) AS "agent"
           FROM "CapsuleService" s LEFT JOIN "Agent" a ON a."id" = s."agentId"`,
        )
        .get(...ofService.args, ...ofAgent.args);
      expect(found).toMatchObject({ service: effectiveStatus({ service, agent }, at).status });
      if (agent !== null) expect(found).toMatchObject({ agent: agentStatus(agent, at) });
    }),
    { numRuns: 3_000 },
  );
});
