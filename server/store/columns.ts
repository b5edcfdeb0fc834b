import type { RowsByTable, TableName } from "./rows";

/** What the gateway must know about a table beside its row type. */
export interface TableSpec<Row> {
  /** Its name in the database: the Prisma model's. */
  readonly table: string;
  /** The primary key. */
  readonly key: readonly (keyof Row & string)[];
  /** SQLite stores these as 0 and 1. */
  readonly booleans: readonly (keyof Row & string)[];
  /** Read all the time and seldom written: what was read by key is kept until the table is written. */
  readonly isRemembered?: true;
  /** Its rows are counted: under this name, or one name a status, which then follows it. */
  readonly counter?: string;
  readonly isCountedByStatus?: true;
}

type Specs = { readonly [K in TableName]: TableSpec<RowsByTable[K]> };

export const tableSpecs: Specs = {
  workspaces: { table: "Workspace", key: ["id"], booleans: [] },
  users: { table: "User", key: ["id"], booleans: [], isRemembered: true },
  sessions: { table: "Session", key: ["id"], booleans: [], isRemembered: true },
  registrationTokens: { table: "RegistrationToken", key: ["id"], booleans: [] },
  agents: { table: "Agent", key: ["id"], booleans: [], isRemembered: true },
  agentInstances: { table: "AgentInstance", key: ["id"], booleans: [] },
  agentTokens: { table: "AgentToken", key: ["id"], booleans: [] },
  services: { table: "CapsuleService", key: ["id"], booleans: [], isRemembered: true },
  healthIntervals: { table: "HealthInterval", key: ["id"], booleans: [] },
  configItems: { table: "ConfigItem", key: ["id"], booleans: ["editable", "sensitive"] },
  configChanges: { table: "ConfigChange", key: ["id"], booleans: [] },
  actions: {
    table: "Action",
    key: ["id"],
    booleans: ["requiresConfirmation", "idempotent", "enabled"],
    isRemembered: true,
  },
  preparedSchemas: {
    table: "PreparedSchema",
    key: ["userId", "serviceId", "actionName"],
    booleans: [],
    isRemembered: true,
  },
  commands: {
    table: "Command",
    key: ["id"],
    booleans: ["secretsErased", "idempotent"],
    counter: "commands.",
    isCountedByStatus: true,
  },
  commandResults: { table: "CommandResult", key: ["id"], booleans: ["success"] },
  commandLogs: { table: "CommandLog", key: ["id"], booleans: [] },
  batches: { table: "Batch", key: ["id"], booleans: ["isConfirmed"] },
  batchTargets: { table: "BatchTarget", key: ["id"], booleans: ["isCounted"] },
  idempotencyKeys: { table: "IdempotencyKey", key: ["id"], booleans: [] },
  auditEvents: { table: "AuditEvent", key: ["id"], booleans: [], counter: "auditEvents" },
  busRoutes: { table: "BusRoute", key: ["id"], booleans: ["allowGuarded"] },
  busEvents: { table: "BusEvent", key: ["id"], booleans: ["dryRun"] },
  busDeliveries: { table: "BusDelivery", key: ["id"], booleans: ["dryRun"] },
  settings: { table: "Setting", key: ["id"], booleans: [] },
  counters: { table: "Counter", key: ["name"], booleans: [] },
};

/** The names of the tables whose rows are remembered. */
export const rememberedTables: readonly string[] = Object.values(tableSpecs).flatMap(
  (spec: TableSpec<never>) => (spec.isRemembered === true ? [spec.table] : []),
);
