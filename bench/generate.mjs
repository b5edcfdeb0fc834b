// Fills a migrated, stopped database with a large fleet: by default 10,000 agents and services, 1 M commands,
// 5 M audit rows. Every value follows from its row number, so two runs make the same data. The agent of number i has the
// token `fleet-i`.
//   node bench/generate.mjs --data-dir DIR [--scale 0.01] [--agents N --commands N --audit N --events N]
import { createHash } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";

const { values } = parseArgs({
  options: {
    "data-dir": { type: "string" },
    scale: { type: "string", default: "1" },
    agents: { type: "string", default: "10000" },
    commands: { type: "string", default: "1000000" },
    audit: { type: "string", default: "5000000" },
    events: { type: "string", default: "0" },
  },
});
if (values["data-dir"] === undefined) {
  console.error("Say where the database is: --data-dir DIR (it holds opstage.db).");
  process.exit(2);
}
const scale = Number(values.scale);
const scaled = (count) => Math.round(Number(count) * scale);
const counts = {
  agents: Math.max(1, scaled(values.agents)),
  commands: scaled(values.commands),
  audit: scaled(values.audit),
  events: scaled(values.events),
};

const db = new Database(join(values["data-dir"], "opstage.db"));
db.pragma("journal_mode = WAL");
db.pragma("synchronous = OFF");
const now = Date.now();
const dayMs = 86_400_000;

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** An id that sorts by its instant, as the server's do: 10 characters of time, 16 of the row number. */
function idAt(prefix, instant, row) {
  let time = "";
  for (let i = 0, rest = instant; i < 10; i++, rest = Math.floor(rest / 32))
    time = alphabet[rest % 32] + time;
  let tail = "";
  for (let i = 0, rest = row; i < 16; i++, rest = Math.floor(rest / 32)) tail = alphabet[rest % 32] + tail;
  return `${prefix}_${time}${tail}`;
}

/** An inserter for rows of one table; columns a row leaves out have their (numeric) default, else they are null. */
function inserter(table) {
  const about = db.pragma(`table_info("${table}")`);
  const columns = about.map((column) => column.name);
  const defaults = about.map(({ dflt_value: value }) => (value === null ? null : Number(value)));
  if (columns.length === 0)
    throw new Error(`There is no table ${table}: start the server once, so that it migrates.`);
  const names = columns.map((name) => `"${name}"`).join(", ");
  const statement = db.prepare(
    `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  return (row) => statement.run(columns.map((name, at) => row[name] ?? defaults[at]));
}

function fill(what, count, insertRow) {
  const startedAt = Date.now();
  const chunk = 50_000;
  for (let from = 0; from < count; from += chunk) {
    db.exec("BEGIN");
    for (let i = from; i < Math.min(count, from + chunk); i++) insertRow(i);
    db.exec("COMMIT");
  }
  console.log(
    `${count.toLocaleString("en-US")} ${what} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  );
}

const insert = Object.fromEntries(
  [
    "Agent",
    "AgentToken",
    "CapsuleService",
    "HealthInterval",
    "ConfigItem",
    "Action",
    "Command",
    "CommandResult",
    "AuditEvent",
    "BusEvent",
  ].map((table) => [table, inserter(table)]),
);
const healths = ["UP", "UP", "UP", "UP", "UP", "UP", "UP", "DEGRADED", "DOWN", "UNKNOWN"];
const agentAt = (i) => idAt("agt", now - 30 * dayMs + i * 1000, i);
const serviceAt = (i) => idAt("svc", now - 30 * dayMs + i * 1000, i);
const actionNames = ["echo", "probe", "rotateCredential", "setVerbosity", "dropCache"];

fill("agents with a service each", counts.agents, (i) => {
  const createdAt = now - 30 * dayMs + i * 1000;
  const health = healths[i % healths.length];
  // Every tenth agent fell silent an hour ago.
  const lastHeartbeatAt = i % 10 === 9 ? now - 3_600_000 : now;
  const times = { createdAt, updatedAt: createdAt };
  insert.Agent({
    id: agentAt(i),
    code: `fleet-agent-${i}`,
    name: `Fleet agent ${i}`,
    mode: "embedded",
    runtime: ["nodejs", "python", "java", "go"][i % 4],
    lastHeartbeatAt,
    lastAuditedStatus: i % 10 === 9 ? "OFFLINE" : "ONLINE",
    registeredAt: createdAt,
    ...times,
  });
  insert.AgentToken({
    id: idAt("tok", createdAt, i),
    agentId: agentAt(i),
    tokenHash: createHash("sha256").update(`fleet-${i}`).digest("hex"),
    status: "ACTIVE",
    ...times,
  });
  insert.CapsuleService({
    id: serviceAt(i),
    agentId: agentAt(i),
    code: `fleet-service-${i}`,
    name: `Fleet service ${i}`,
    version: `1.${i % 7}.0`,
    runtime: "nodejs",
    manifest: JSON.stringify({ kind: "CapsuleService", code: `fleet-service-${i}` }),
    reportHash: `fleet-${i}`,
    healthStatus: health,
    healthMessage: health === "UP" ? "All upstreams answer." : "An upstream is slow.",
    healthDetails: "{}",
    lastReportedAt: lastHeartbeatAt,
    lastHealthAt: lastHeartbeatAt,
    lastAuditedStatus: health === "UP" ? "HEALTHY" : "UNHEALTHY",
    ...times,
  });
  insert.HealthInterval({
    id: idAt("hlr", createdAt, i),
    serviceId: serviceAt(i),
    agentId: agentAt(i),
    status: health,
    details: "{}",
    fromAt: createdAt,
    toAt: lastHeartbeatAt,
    samples: 1000,
  });
  for (let k = 0; k < 5; k++) {
    insert.ConfigItem({
      id: idAt("cfg", createdAt, i * 5 + k),
      serviceId: serviceAt(i),
      key: `key.${k}`,
      type: "string",
      editable: 0,
      sensitive: 0,
      valuePreview: String(k),
      ...times,
    });
    insert.Action({
      id: idAt("act", createdAt, i * 5 + k),
      serviceId: serviceAt(i),
      name: actionNames[k],
      label: actionNames[k],
      dangerLevel: "LOW",
      requiresConfirmation: 0,
      inputSchema: "{}",
      idempotent: 0,
      ephemeralFields: "[]",
      enabled: 1,
      ...times,
    });
  }
});

fill("commands with results", counts.commands, (i) => {
  const createdAt = now - Math.round(((counts.commands - i) / counts.commands) * 60 * dayMs);
  const failed = i % 20 === 0;
  const id = idAt("cmd", createdAt, i);
  const agentId = agentAt(i % counts.agents);
  insert.Command({
    id,
    agentId,
    serviceId: serviceAt(i % counts.agents),
    type: "ACTION_EXECUTE",
    actionName: actionNames[i % 5],
    status: failed ? "FAILED" : "SUCCEEDED",
    payload: '{"message":"hello"}',
    secretsErased: 0,
    errorCode: failed ? "ACTION_FAILED" : null,
    errorMessage: failed ? "The upstream refused." : null,
    idempotent: 0,
    ephemeralFields: "[]",
    attempt: 1,
    progressSeq: 0,
    createdAt,
    updatedAt: createdAt,
    startedAt: createdAt + 5,
    completedAt: createdAt + 5 + (i % 2_000),
    expiresAt: createdAt + 3_600_000,
  });
  insert.CommandResult({
    id: idAt("crs", createdAt, i),
    commandId: id,
    agentId,
    success: failed ? 0 : 1,
    data: '{"message":"hello"}',
    error: "{}",
    resultHash: `fleet-${i}`,
    reportedAt: createdAt + 100,
    createdAt: createdAt + 100,
  });
});

const auditActions = [
  ["AGENT", "command.dispatched", "Command"],
  ["AGENT", "command.completed", "Command"],
  ["USER", "command.created", "Command"],
  ["USER", "service.action.requested", "CapsuleService"],
  ["AGENT", "agent.heartbeat.received", "Agent"],
  ["SYSTEM", "service.health.changed", "CapsuleService"],
];
fill("audit events", counts.audit, (i) => {
  const createdAt = now - Math.round(((counts.audit - i) / counts.audit) * 60 * dayMs);
  const [actorType, action, targetType] = auditActions[i % auditActions.length];
  const agent = i % counts.agents;
  const targetId =
    targetType === "Agent"
      ? agentAt(agent)
      : targetType === "CapsuleService"
        ? serviceAt(agent)
        : idAt("cmd", createdAt, i);
  insert.AuditEvent({
    id: idAt("aud", createdAt, i),
    actorType,
    actorId: actorType === "AGENT" ? agentAt(agent) : null,
    action,
    targetType,
    targetId,
    result: i % 50 === 0 ? "FAILURE" : "SUCCESS",
    metadata: "{}",
    createdAt,
  });
});

fill("bus events", counts.events, (i) => {
  const createdAt = now - Math.round(((counts.events - i) / counts.events) * 20 * dayMs);
  const agent = i % counts.agents;
  insert.BusEvent({
    id: idAt("bev", createdAt, i),
    agentId: agentAt(agent),
    sourceServiceId: serviceAt(agent),
    sourceServiceCode: `fleet-service-${agent}`,
    eventType: `fleet.item.${i % 9}`,
    payload: '{"itemId":"item-1"}',
    metadata: "{}",
    correlationId: `flow-${i % 1000}`,
    depth: 1,
    dryRun: 0,
    outcome: "UNMATCHED",
    routeCount: 0,
    failedCount: 0,
    occurredAt: createdAt,
    createdAt,
  });
});

// The server counts what it writes; these rows came past it.
db.exec(`
  UPDATE "Counter" SET "value" = (SELECT count(*) FROM "AuditEvent") WHERE "name" = 'auditEvents';
  UPDATE "Counter" SET "value" = (SELECT count(*) FROM "Command" WHERE "status" = substr("name", 10))
    WHERE "name" LIKE 'commands.%' AND "name" <> 'commands.';
`);
db.exec("ANALYZE");
db.pragma("wal_checkpoint(TRUNCATE)");
db.close();
