import type {
  adminOperations,
  ConfigComparison,
  ConfigGroup,
  ConfigKeys,
  ConfigValueState,
  FleetConfigChange,
  InputOf,
  Page,
} from "@opstage/contracts";
import { toConfigChange } from "../mappers/config";
import { toInstantOrNull } from "../mappers/values";
import type { ConfigChangeRow, ConfigItemRow, ServiceRow } from "../rows";
import { containsText, equals, within } from "./conditions";
import { readNames } from "./names";
import { findPage, inOrderOf, joinConditions } from "./page";
import { type ReaderDatabase, rowFrom, type SelectedRow } from "./reader-database";

type ConfigsOperations = typeof adminOperations.configs;
export type ListConfigKeys = InputOf<ConfigsOperations["keys"]>;
export type CompareConfig = InputOf<ConfigsOperations["compare"]>;
export type ListFleetConfigChanges = InputOf<ConfigsOperations["changes"]>;

const keysMax = 500;
const groupsMax = 50;
const servicesPerGroup = 100;

/** What makes two items equal, as text: a sensitive one counts by whether it says where its value is kept. */
const comparable = `CASE WHEN i."sensitive" = 1 THEN CASE WHEN i."secretRef" IS NULL THEN 'h' ELSE 's' END
  WHEN i."valuePreview" IS NULL THEN 'n' ELSE 'v' || i."valuePreview" END`;

/** Every key that services declare, those with different values first. */
export async function configKeys(db: ReaderDatabase, { q }: ListConfigKeys): Promise<ConfigKeys> {
  const where = joinConditions(containsText(['i."key"'], q));
  const rows = await db.select({
    sql: `SELECT i."key" AS "key", min(i."label") AS "label", count(*) AS "services",
        count(DISTINCT ${comparable}) AS "values", max(i."sensitive") AS "sensitive",
        max(i."changedAt") AS "changedAt"
      FROM "ConfigItem" i${where.sql} GROUP BY i."key"
      ORDER BY ("values" > 1) DESC, "services" DESC, i."key" LIMIT ${keysMax + 1}`,
    args: where.args,
  });
  return {
    keys: rows.slice(0, keysMax).map((row) => ({
      key: String(row.key),
      label: row.label === null ? null : String(row.label),
      serviceCount: Number(row.services),
      valueCount: Number(row.values),
      sensitive: Number(row.sensitive) === 1,
      lastChangedAt: toInstantOrNull(rowFrom<Pick<ConfigItemRow, "changedAt">>(row).changedAt),
    })),
    truncated: rows.length > keysMax,
  };
}

/** One key over all services that declare it, the most common value first, each with its first services by code. */
export async function compareConfig(db: ReaderDatabase, { key }: CompareConfig): Promise<ConfigComparison> {
  const rows = await db.select({
    sql: `WITH held AS (
        SELECT i."serviceId" AS "serviceId", ${comparable} AS "value" FROM "ConfigItem" i WHERE i."key" = ?),
      counted AS (SELECT "value", count(*) AS "n" FROM held GROUP BY "value"),
      common AS (SELECT "value", "n" FROM counted ORDER BY "n" DESC, "value" LIMIT ${groupsMax}),
      placed AS (
        SELECT s."id" AS "id", s."code" AS "code", s."name" AS "name", common."value" AS "value", common."n" AS "n",
          row_number() OVER (PARTITION BY common."value" ORDER BY s."code") AS "place"
        FROM held JOIN common ON common."value" = held."value" JOIN "CapsuleService" s ON s."id" = held."serviceId")
      SELECT placed.*, (SELECT count(*) FROM counted) AS "groups", (SELECT count(*) FROM held) AS "services"
      FROM placed WHERE "place" <= ${servicesPerGroup} ORDER BY "n" DESC, "value", "place"`,
    args: [key],
  });
  const groups = new Map<string, ConfigGroup>();
  for (const row of rows) {
    const text = String(row.value);
    const group = groups.get(text) ?? { ...visibleValue(text), serviceCount: Number(row.n), services: [] };
    group.services.push(holderOf(row));
    groups.set(text, group);
  }
  return {
    key,
    serviceCount: Number(rows[0]?.services ?? 0),
    groups: [...groups.values()],
    groupCount: Number(rows[0]?.groups ?? 0),
  };
}

const states: Readonly<Record<string, ConfigValueState>> = {
  v: "VALUE",
  n: "NOT_SET",
  s: "SENSITIVE_SET",
  h: "SENSITIVE_HIDDEN",
};

function visibleValue(text: string): Pick<ConfigGroup, "state" | "value"> {
  const state = states[text.charAt(0)] ?? "NOT_SET";
  return { state, value: state === "VALUE" ? text.slice(1) : null };
}

function holderOf(row: SelectedRow): ConfigGroup["services"][number] {
  const { id, code, name } = rowFrom<Pick<ServiceRow, "id" | "code" | "name">>(row);
  return { id, code, name };
}

/** Changes of all services, with the services' names. */
export async function fleetConfigChanges(
  db: ReaderDatabase,
  input: ListFleetConfigChanges,
): Promise<Page<FleetConfigChange>> {
  const { ids, about } = await findPage(db, {
    from: '"ConfigChange" c',
    alias: "c",
    conditions: [
      ...equals('c."serviceId"', input.serviceId),
      ...equals('c."key"', input.key),
      ...equals('c."kind"', input.kind),
      ...within('c."createdAt"', input),
    ],
    paging: input,
  });
  const found = await db.prisma.configChange.findMany({ where: { id: { in: ids } } });
  const rows = inOrderOf(ids, found.map(rowFrom<ConfigChangeRow>));
  const names = await readNames(db, { services: rows.map(({ serviceId }) => serviceId) });
  const items = rows.map((row) => {
    const service = names.service(row.serviceId);
    return {
      ...toConfigChange(row),
      serviceCode: service?.code ?? "",
      serviceName: service?.name ?? service?.code ?? "",
    };
  });
  return { items, ...about };
}
