import {
  adminOperations,
  type BusDeliveryStatus,
  type BusEventOutcome,
  CommandStatus,
  countableRows,
} from "@opstage/contracts";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { BusDeliveryRow, BusEventRow } from "../rows";
import { sampleAgent, sampleAudit, sampleCommand, sampleId, sampleService } from "../sample-rows";
import type { SqlFragment } from "../sql";
import { tempStore } from "../temp-database";
import { queries } from ".";
import { openReaderDatabase, type ReaderDatabase } from "./reader-database";

const now = Date.UTC(2026, 5, 1, 12);
const operations = adminOperations;
const agent = sampleAgent();
const service = sampleService({ agentId: agent.id });
const beside = { agentId: agent.id, serviceId: service.id };

let db: ReaderDatabase;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temp = tempStore();
  await temp.store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    await tx.services.insert(service);
    // More than are counted: a page of them goes through all commands in order.
    for (let n = 0; n <= countableRows; n++) await tx.commands.insert(ended("SUCCEEDED", n));
    for (const status of ["FAILED", "EXPIRED", "CANCELLED"] as const)
      await tx.commands.insert(ended(status, 1));
    await tx.commands.insert(sampleCommand({ ...beside, status: "RUNNING", leaseExpiresAt: now }));
    await tx.commands.insert(sampleCommand({ ...beside, type: "ACTION_PREPARE" }));
    for (const outcome of ["ROUTED", "UNMATCHED", "FAILED"] as const)
      await tx.busEvents.insert(event(outcome));
    const [source] = await tx.busEvents.list({ outcome: "ROUTED" });
    for (const status of ["CREATED", "DRY_RUN", "FAILED"] as const)
      await tx.busDeliveries.insert(delivery(status, source?.id ?? sampleId("bev")));
    await tx.auditEvents.insertMany([
      sampleAudit({ actorType: "SYSTEM", actorId: null, targetType: "Command", targetId: "cmd_1" }),
      sampleAudit({ actorType: "AGENT", actorId: agent.id, result: "FAILURE" }),
    ]);
  });
  db = openReaderDatabase(temp.store.path);
  remove = async () => {
    await db.close();
    await temp.remove();
  };
});
afterAll(() => remove());

function ended(status: CommandStatus, createdAt: number) {
  return sampleCommand({ ...beside, status, createdAt, completedAt: createdAt + 1 });
}

function event(outcome: BusEventOutcome): BusEventRow {
  return {
    id: sampleId("bev"),
    envelopeId: null,
    agentId: agent.id,
    sourceServiceId: service.id,
    sourceServiceCode: service.code,
    eventType: "demo.happened",
    payload: "{}",
    metadata: "{}",
    correlationId: null,
    causationId: null,
    depth: 1,
    dryRun: false,
    outcome,
    routeCount: 1,
    failedCount: 0,
    occurredAt: now,
    createdAt: now,
  };
}

function delivery(status: BusDeliveryStatus, eventId: BusEventRow["id"]): BusDeliveryRow {
  return {
    id: sampleId("bdl"),
    eventId,
    routeId: sampleId("brt"),
    routeName: "route",
    status,
    dryRun: false,
    targetServiceCode: service.code,
    targetServiceId: service.id,
    actionName: "echo",
    commandId: status === "CREATED" ? sampleId("cmd") : null,
    payload: null,
    errorCode: null,
    errorMessage: null,
    replayOfId: null,
    replayedById: null,
    createdAt: now,
  };
}

/** How SQLite carries out what a query selects of a table, a line a step. */
async function stepsOf(table: string, run: (db: ReaderDatabase) => Promise<unknown>): Promise<string[]> {
  const statements: SqlFragment[] = [];
  const recording: ReaderDatabase = {
    ...db,
    select(statement) {
      statements.push(statement);
      return db.select(statement);
    },
  };
  await run(recording);
  const steps: string[] = [];
  for (const { sql, args } of statements.filter((each) => each.sql.includes(`FROM "${table}"`))) {
    const plan = await db.select({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
    steps.push(...plan.map(({ detail }) => String(detail)));
  }
  expect(steps).not.toEqual([]);
  return steps;
}

/** Neither a pass over a whole table nor the sorting of all that matches. */
function expectIndexed(steps: readonly string[], alias: string): void {
  const passes = steps.filter((step) => step === `SCAN ${alias}` || step === "USE TEMP B-TREE FOR ORDER BY");
  expect(passes, steps.join("\n")).toEqual([]);
}

function indexesIn(steps: readonly string[]): string[] {
  return [...new Set(steps.flatMap((step) => /INDEX (\w+_idx)/.exec(step)?.[1] ?? []))].sort();
}

function commandSteps(query: Readonly<Record<string, string | undefined>>): Promise<string[]> {
  const input = operations.commands.list.query.parse(query);
  return stepsOf("Command", (reader) => queries.listCommands(reader, { ...input, now }));
}

describe("lists of commands", () => {
  const byStatus = {
    PENDING: ["Command_open_idx"],
    RUNNING: ["Command_open_idx"],
    SUCCEEDED: ["Command_completedAt_status_idx", "Command_createdAt_type_idx"],
    FAILED: ["Command_unsuccessful_idx"],
    EXPIRED: ["Command_unsuccessful_idx"],
    CANCELLED: ["Command_unsuccessful_idx"],
  };

  it.each(CommandStatus.options)("find %s ones by an index, whatever else is asked", async (status) => {
    const steps = await commandSteps({ status });
    expectIndexed(steps, "c");
    expect(indexesIn(steps)).toEqual(byStatus[status]);
    for (const more of [
      { type: "ACTION_EXECUTE" },
      { sort: "status" },
      { sort: "-status" },
      { sort: "-type" },
      { from: "2026-05-01T00:00:00Z" },
      { type: "ACTION_EXECUTE", sort: "status", to: "2026-06-02T00:00:00Z" },
    ]) {
      expectIndexed(await commandSteps({ status, ...more }), "c");
    }
  });

  it.each([
    ["ACTION_EXECUTE", "Command_createdAt_type_idx"],
    ["ACTION_PREPARE", "Command_prepare_idx"],
  ])("find those of the type %s by %s", async (type, index) => {
    const steps = await commandSteps({ type });
    expectIndexed(steps, "c");
    expect(indexesIn(steps)).toEqual([index]);
  });

  it.each(["status", "-status", "type", "-type", "actionName", "createdAt", "-createdAt"])(
    "are never sorted as a whole by %s",
    async (sort) => {
      expectIndexed(await commandSteps({ sort }), "c");
      expectIndexed(await commandSteps({ sort, type: "ACTION_EXECUTE" }), "c");
    },
  );

  it("count the executions that ended without success in the index alone", async () => {
    for (const status of ["FAILED", "EXPIRED", "CANCELLED"]) {
      expect(await commandSteps({ status, type: "ACTION_EXECUTE" })).toContain(
        "SEARCH c USING COVERING INDEX Command_unsuccessful_idx (status=?)",
      );
    }
  });

  it("prefer the index of an agent, a service, an action or a person to that of a status or type", async () => {
    for (const [column, value] of Object.entries({
      agentId: agent.id,
      serviceId: service.id,
      actionName: "echo",
      createdByUserId: sampleId("usr"),
    })) {
      for (const more of [{}, { status: "FAILED" }, { status: "RUNNING" }, { type: "ACTION_PREPARE" }]) {
        const steps = await commandSteps({ [column]: value, ...more });
        expectIndexed(steps, "c");
        expect(indexesIn(steps)).toEqual([`Command_${column}_createdAt_idx`]);
      }
    }
  });
});

describe("lists of the bus", () => {
  it("prefer the index of a type, a source, an agent or a route to that of an outcome", async () => {
    for (const column of ["eventType", "sourceServiceCode", "agentId"]) {
      const value = column === "agentId" ? agent.id : "some";
      const input = operations.busEvents.list.query.parse({ [column]: value, outcome: "FAILED" });
      const steps = await stepsOf("BusEvent", (reader) => queries.listBusEvents(reader, input));
      expectIndexed(steps, "e");
      expect(indexesIn(steps)).toEqual([`BusEvent_${column}_createdAt_idx`]);
    }
    const query = { routeId: sampleId("brt"), status: "FAILED" };
    const input = operations.busDeliveries.list.query.parse(query);
    const steps = await stepsOf("BusDelivery", (reader) => queries.listBusDeliveries(reader, input));
    expect(indexesIn(steps)).toEqual(["BusDelivery_routeId_createdAt_idx"]);
  });

  it.each([
    ["ROUTED", "BusEvent_createdAt_outcome_idx"],
    ["UNMATCHED", "BusEvent_outcome_createdAt_idx"],
    ["FAILED", "BusEvent_outcome_createdAt_idx"],
  ])("find %s events by %s", async (outcome, index) => {
    const input = operations.busEvents.list.query.parse({ outcome });
    const steps = await stepsOf("BusEvent", (reader) => queries.listBusEvents(reader, input));
    expectIndexed(steps, "e");
    expect(indexesIn(steps)).toEqual([index]);
  });

  it("finds events by the beginning of the ids that their publishers gave", async () => {
    const input = operations.busEvents.list.query.parse({ q: "order-1" });
    const steps = await stepsOf("BusEvent", (reader) => queries.listBusEvents(reader, input));
    expect(steps).not.toContain("SCAN e");
    expect(indexesIn(steps)).toEqual([
      "BusEvent_correlationId_idx",
      "BusEvent_envelopeId_idx",
      "BusEvent_eventType_createdAt_idx",
    ]);
  });

  it.each([
    [{ status: "CREATED" }, "BusDelivery_createdAt_status_idx"],
    [{ status: "DRY_RUN" }, "BusDelivery_status_createdAt_idx"],
    [{ status: "FAILED" }, "BusDelivery_status_createdAt_idx"],
    [{ open: "true" }, "BusDelivery_status_createdAt_idx"],
    [{}, "BusDelivery_createdAt_status_idx"],
  ])("finds deliveries with %j by %s", async (query, index) => {
    const input = operations.busDeliveries.list.query.parse(query);
    const steps = await stepsOf("BusDelivery", (reader) => queries.listBusDeliveries(reader, input));
    expectIndexed(steps, "d");
    expect(indexesIn(steps)).toEqual([index]);
  });

  it("finds what may be replayed without a pass over all deliveries", async () => {
    const steps = await stepsOf("BusDelivery", (reader) => queries.findReplayable(reader, { limit: 10 }));
    expectIndexed(steps, "d");
    expect(indexesIn(steps)).toEqual(["BusDelivery_status_createdAt_idx"]);
  });
});

test("lists of the audit trail never sort the whole trail, for any actor or result", async () => {
  for (const query of [
    { actorType: "AGENT" },
    { actorType: "SYSTEM" },
    { actorType: "USER" },
    { result: "SUCCESS" },
    { result: "FAILURE" },
    { actorId: agent.id },
    { targetType: "Command" },
  ]) {
    const input = operations.audit.list.query.parse(query);
    const steps = await stepsOf("AuditEvent", (reader) => queries.listAudit(reader, input));
    expect(steps, JSON.stringify(query)).not.toContain("USE TEMP B-TREE FOR ORDER BY");
  }
});

test("lists of the audit trail prefer the index of an actor, an action or a target to that of an actor's type", async () => {
  for (const column of ["actorId", "action", "targetId"]) {
    for (const actorType of ["AGENT", "USER", "SYSTEM"]) {
      const input = operations.audit.list.query.parse({ [column]: "some", actorType });
      const steps = await stepsOf("AuditEvent", (reader) => queries.listAudit(reader, input));
      expectIndexed(steps, "e");
      expect(indexesIn(steps)).toEqual([`AuditEvent_${column}_createdAt_idx`]);
    }
  }
});

test("the dashboard, the metrics and the sweeps make no pass over all commands", async () => {
  const at = { now, readyAt: 0, thresholds: { offlineMs: 90_000, staleMs: 120_000 } };
  for (const run of [
    (reader: ReaderDatabase) => queries.dashboardSummary(reader, { at }),
    (reader: ReaderDatabase) => queries.metrics(reader, { at }),
    (reader: ReaderDatabase) => queries.findExpiredCommands(reader, { now, limit: 10 }),
    (reader: ReaderDatabase) => queries.findLostCommands(reader, { now, limit: 10 }),
    (reader: ReaderDatabase) => queries.findPrunable(reader, { table: "commands", before: now, limit: 10 }),
  ]) {
    const steps = await stepsOf("Command", run);
    expect(steps.filter((step) => /^SCAN (c|Command)\b/.test(step))).toEqual([]);
  }
});

describe("what most rows are", () => {
  /** The indexes beside the keys that hold the row. */
  async function indexesOf(table: string, id: string): Promise<string[]> {
    const found = await db.select({
      sql: `SELECT "name", "sql" FROM sqlite_master WHERE "type" = 'index' AND "tbl_name" = ? AND "sql" IS NOT NULL`,
      args: [table],
    });
    const held: string[] = [];
    for (const { name, sql } of found) {
      const condition = String(sql).split(") WHERE ")[1] ?? "1 = 1";
      const rows = await db.select({
        sql: `SELECT 1 FROM "${table}" WHERE "id" = ? AND ${condition}`,
        args: [id],
      });
      if (rows.length > 0) held.push(String(name));
    }
    return held.sort();
  }

  async function idOf(table: string, condition: string): Promise<string> {
    const [row] = await db.select({
      sql: `SELECT "id" FROM "${table}" WHERE ${condition} LIMIT 1`,
      args: [],
    });
    return String(row?.id);
  }

  it.each([
    [
      "Command",
      `"status" = 'PENDING'`,
      [
        "actionName_createdAt",
        "agentId_createdAt",
        "createdAt_type",
        "open",
        "pending",
        "prepare",
        "serviceId_createdAt",
      ],
    ],
    [
      "Command",
      `"status" = 'SUCCEEDED'`,
      [
        "actionName_createdAt",
        "agentId_createdAt",
        "completedAt_status",
        "createdAt_type",
        "serviceId_createdAt",
      ],
    ],
    [
      "BusEvent",
      `"outcome" = 'ROUTED'`,
      ["agentId_createdAt", "createdAt_outcome", "eventType_createdAt", "sourceServiceCode_createdAt"],
    ],
    [
      "BusDelivery",
      `"status" = 'CREATED'`,
      ["commandId", "createdAt_status", "eventId", "routeId_createdAt"],
    ],
    [
      "AuditEvent",
      `"actorType" = 'SYSTEM'`,
      ["action_createdAt", "actorType_createdAt", "createdAt", "targetId_createdAt", "targetType_createdAt"],
    ],
  ])("is in few indexes: a %s with %s", async (table, condition, expected) => {
    const found = await indexesOf(table, await idOf(table, condition));
    expect(found).toEqual(expected.map((each) => `${table}_${each}_idx`));
  });
});
