import { createReaders } from "./worker/readers";
const path = process.argv[2] ?? "";
const readers = createReaders({ databasePath: path, preferBuilt: true, timeoutMs: 60_000 });
const now = Date.now();
const at = { now, readyAt: now - 1e6, thresholds: { offlineMs: 90_000, staleMs: 120_000 } };
const paging = { page: 1, pageSize: 20 };
const sort = [{ field: "createdAt", direction: "desc" }] as any;
const base = { ...paging, sort };
const P = { page: 1, pageSize: 100, sort };
const cases: [string, any, any][] = [
  ["agents 100", "listAgents", { ...P, at }],
  ["agents status OFFLINE", "listAgents", { ...P, status: "OFFLINE", at }],
  ["agents q", "listAgents", { ...P, q: "77", at }],
  ["agents sort name", "listAgents", { ...P, sort: [{ field: "name", direction: "asc" }], at }],
  ["services 100", "listServices", { ...P, at }],
  ["services STALE", "listServices", { ...P, status: "STALE", at }],
  ["services HEALTHY", "listServices", { ...P, status: "HEALTHY", at }],
  ["services DOWN", "listServices", { ...P, healthStatus: "DOWN", at }],
  ["services q", "listServices", { ...P, q: "zzz", at }],
  ["commands 100", "listCommands", P],
  ["commands page 100", "listCommands", { ...P, page: 100 }],
  ["commands FAILED", "listCommands", { ...P, status: "FAILED" }],
  ["commands PENDING", "listCommands", { ...P, status: "PENDING" }],
  ["commands FAILED+type", "listCommands", { ...P, status: "FAILED", type: "ACTION_PREPARE" }],
  ["commands action", "listCommands", { ...P, actionName: "echo" }],
  ["commands action+status", "listCommands", { ...P, actionName: "echo", status: "FAILED" }],
  ["commands sort status", "listCommands", { ...P, sort: [{ field: "status", direction: "asc" }] }],
  ["commands sort -completedAt", "listCommands", { ...P, sort: [{ field: "completedAt", direction: "desc" }] }],
  ["commands sort actionName", "listCommands", { ...P, sort: [{ field: "actionName", direction: "asc" }] }],
  ["commands q dense", "listCommands", { ...P, q: "cmd_0" }],
  ["commands q none", "listCommands", { ...P, q: "cmd_zzz" }],
  ["commands from", "listCommands", { ...P, from: new Date(now - 3600_000).toISOString() }],
  ["audit 20", "listAudit", base],
  ["audit 100", "listAudit", P],
  ["audit USER", "listAudit", { ...base, actorType: "USER" }],
  ["audit FAILURE", "listAudit", { ...base, result: "FAILURE" }],
  ["audit USER+FAILURE", "listAudit", { ...base, actorType: "USER", result: "FAILURE" }],
  ["audit AGENT+FAILURE+Agent", "listAudit", { ...base, actorType: "AGENT", result: "FAILURE", targetType: "Agent" }],
  ["audit q dense", "listAudit", { ...base, q: "command." }],
  ["audit q rare", "listAudit", { ...base, q: "agt_00" }],
  ["audit q none", "listAudit", { ...base, q: "zzz" }],
  ["audit page 500", "listAudit", { ...base, page: 500 }],
  ["audit range+action", "listAudit", { ...base, action: "command.completed", from: new Date(now - 86400_000).toISOString() }],
  ["audit actions", "auditActions", undefined],
  ["export 1000", "exportAudit", { filters: {}, limit: 1000 }],
  ["dashboard", "dashboardSummary", { at }],
  ["metrics", "metrics", { at }],
  ["find offline", "findOfflineAgents", { at, limit: 500 }],
  ["find changed", "findChangedServices", { at, limit: 500 }],
  ["find prunable", "findPrunable", { table: "auditEvents", before: now - 89 * 86400e3, limit: 500 }],
  ["counts", "counts", undefined],
];
const only = process.argv[3];
for (const [label, name, input] of cases) {
  if (only && !label.includes(only)) continue;
  const times: number[] = [];
  for (let i = 0; i < 15; i++) {
    const t = performance.now();
    const out: any = await readers.run(name, input);
    times.push(performance.now() - t);
    if (i === 0) console.log(label.padEnd(28), "total", out?.total ?? "", "n", out?.items?.length ?? "", "first", times[0]!.toFixed(0));
    if (times[0]! > 3000) break;
  }
  const rest = times.slice(1).sort((a, b) => a - b);
  console.log("".padEnd(28), "p50", rest[Math.floor(rest.length / 2)]?.toFixed(1), "max", rest.at(-1)?.toFixed(1));
}
await readers.close();
