import { adminOperations, type CommandId, CommandStatus, CommandType } from "@opstage/contracts";
import { afterAll, beforeAll, expect, it, test } from "vitest";
import type { CommandRow } from "../rows";
import { sampleAgent, sampleCommand, sampleService } from "../sample-rows";
import { tempStore } from "../temp-database";
import { queries } from ".";
import { openReaderDatabase, type ReaderDatabase } from "./reader-database";

const now = Date.UTC(2026, 5, 1, 12);
const agent = sampleAgent();
const service = sampleService({ agentId: agent.id });
const open: readonly CommandStatus[] = ["PENDING", "RUNNING"];

/** Every status and type, three of each, some of them made in the same millisecond. */
const commands: readonly CommandRow[] = CommandStatus.options.flatMap((status, s) =>
  CommandType.options.flatMap((type, t) =>
    [0, 1, 2].map((n) => {
      const createdAt = now - ((s * 7 + t * 3 + n) % 9) * 1_000;
      const completedAt = open.includes(status) ? null : createdAt + 10;
      return sampleCommand({
        agentId: agent.id,
        serviceId: service.id,
        status,
        type,
        createdAt,
        completedAt,
      });
    }),
  ),
);

let db: ReaderDatabase;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temp = tempStore();
  await temp.store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    await tx.services.insert(service);
    await tx.commands.insertMany(commands);
  });
  db = openReaderDatabase(temp.store.path);
  remove = async () => {
    await db.close();
    await temp.remove();
  };
});
afterAll(() => remove());

async function list(query: Record<string, string>) {
  const input = adminOperations.commands.list.query.parse({ pageSize: "100", ...query });
  return queries.listCommands(db, { ...input, now });
}

function idsOf(rows: readonly { readonly id: CommandId }[]): CommandId[] {
  return rows.map(({ id }) => id);
}

type Key = (row: CommandRow) => string | number;

/** Of the same direction in every column, as lists are. */
function sorted(rows: readonly CommandRow[], keys: readonly Key[], direction: 1 | -1): CommandId[] {
  const compare = (a: CommandRow, b: CommandRow) => {
    for (const key of keys) {
      if (key(a) < key(b)) return -direction;
      if (key(a) > key(b)) return direction;
    }
    return 0;
  };
  return idsOf(rows.toSorted(compare));
}

const inTime: readonly Key[] = [(row) => row.createdAt, (row) => row.id];

it.each(CommandStatus.options)("lists all that are %s and no others, newest first", async (status) => {
  const expected = commands.filter((row) => row.status === status);
  const found = await list({ status });
  expect(idsOf(found.items)).toEqual(sorted(expected, inTime, -1));
  expect(found.total).toBe(expected.length);
  const executions = expected.filter(({ type }) => type === "ACTION_EXECUTE");
  expect(idsOf((await list({ status, type: "ACTION_EXECUTE" })).items)).toEqual(
    sorted(executions, inTime, -1),
  );
  expect((await list({ status, agentId: agent.id })).total).toBe(expected.length);
});

it.each(CommandType.options)("lists all of the type %s and no others", async (type) => {
  const expected = commands.filter((row) => row.type === type);
  expect(idsOf((await list({ type })).items)).toEqual(sorted(expected, inTime, -1));
  expect((await list({ type, actionName: "echo" })).total).toBe(expected.length);
});

it.each([
  ["status", 1],
  ["status", -1],
  ["type", 1],
  ["type", -1],
] as const)("sorts by %s in direction %i, page by page and by cursor", async (field, direction) => {
  const sort = `${direction === -1 ? "-" : ""}${field}`;
  const expected = sorted(commands, [(row) => row[field], ...inTime], direction);
  expect(idsOf((await list({ sort })).items)).toEqual(expected);
  expect(idsOf((await list({ sort, agentId: agent.id })).items)).toEqual(expected);
  const pages = [await list({ sort, pageSize: "20" }), await list({ sort, pageSize: "20", page: "2" })];
  expect(pages.flatMap(({ items }) => idsOf(items))).toEqual(expected);
  const followed: CommandId[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ sort, pageSize: "7", ...(cursor === undefined ? {} : { cursor }) });
    followed.push(...idsOf(page.items));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(followed).toEqual(expected);
});

test("keeps the direction of an order by what is filtered by", async () => {
  const failed = commands.filter(({ status }) => status === "FAILED");
  expect(idsOf((await list({ status: "FAILED", sort: "status" })).items)).toEqual(sorted(failed, inTime, 1));
  expect(idsOf((await list({ status: "FAILED", sort: "-status" })).items)).toEqual(
    sorted(failed, inTime, -1),
  );
});

test("counts the commands of the last day by status", async () => {
  const at = { now, readyAt: 0, thresholds: { offlineMs: 90_000, staleMs: 120_000 } };
  const { commandCounts24h } = await queries.dashboardSummary(db, { at });
  expect(commandCounts24h).toEqual(
    Object.fromEntries(CommandStatus.options.map((status) => [status, CommandType.options.length * 3])),
  );
});
