import { setImmediate as nextTurn } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seededRandom } from "../testing/chaos/seeded-random";
import type { AgentRow } from "./rows";
import { sampleAgent, sampleAudit } from "./sample-rows";
import type { Store } from "./store";
import { tempStore } from "./temp-database";

/*
 * Random transactions that fail before they write, after it or by stalling, side by side and under a lock that another
 * program takes now and then. Rows, counters, remembered rows and what hooks keep in memory must always say the same.
 */
const rounds = 120;

let store: Store;
let remove: () => Promise<void>;
let intruder: Database.Database;
/** Raised by `onCommit` alone. */
let committed: Map<string, number>;
/** Raised at once, taken back by `onRollback`. */
let eager: Map<string, number>;
let agents: AgentRow[];

beforeEach(async () => {
  ({ store, remove } = tempStore({ durability: "full" }));
  intruder = new Database(store.path, { timeout: 0 });
  agents = ["a", "b", "c"].map((code) => sampleAgent({ code, name: "0" }));
  await store.transaction((tx) => tx.agents.insertMany(agents));
  committed = new Map(agents.map(({ id }) => [id, 0]));
  eager = new Map(committed);
});
afterEach(async () => {
  intruder.close();
  await remove();
});

const countIn = async (tables: Pick<Store["lookup"], "agents">, id: AgentRow["id"]) =>
  Number((await tables.agents.get({ id }))?.name);

/** Counts an agent one up, or fails somewhere on the way; resolves to what it counted to. */
function countUp({ id }: AgentRow, fate: number): Promise<number> {
  return store.transaction(async (tx) => {
    if (fate < 0.1) throw new Error("before anything");
    const before = await countIn(tx, id);
    expect(eager.get(id)).toBe(before);
    if (fate < 0.2) return before;
    await tx.agents.update({ id }, { name: String(before + 1) });
    expect(await countIn(tx, id)).toBe(before + 1);
    expect(await countIn(store.lookup, id)).toBe(committed.get(id));
    eager.set(id, before + 1);
    tx.onRollback(() => eager.set(id, before));
    tx.onCommit(() => committed.set(id, (committed.get(id) ?? 0) + 1));
    if (fate < 0.25) throw new Error("after it has written");
    await tx.auditEvents.insert(sampleAudit());
    if (fate < 0.28) await nextTurn();
    return before + 1;
  });
}

async function expectAgreement(): Promise<void> {
  for (const { id } of agents) {
    const count = await countIn(store.lookup, id);
    expect([committed.get(id), eager.get(id)]).toEqual([count, count]);
  }
}

/** The other program takes its lock, or gives it back. */
function meddle(): void {
  if (intruder.inTransaction) intruder.exec("ROLLBACK");
  else intruder.exec("BEGIN IMMEDIATE");
}

test.each([1, 2, 3])("rows and memory agree whatever fails (history %i)", async (seed) => {
  const random = seededRandom(seed);
  const pick = (limit: number) => Math.floor(random() * limit);
  const known: unknown[] = [];
  const outcomes: Promise<void>[] = [];
  const expected = /^Error: (before anything|after it has written|A transaction awaited something)/;
  for (let round = 0; round < rounds; round++) {
    for (let n = random() < 0.03 ? 600 : pick(10); n > 0; n--) {
      const agent = agents[pick(3)] ?? sampleAgent();
      outcomes.push(
        countUp(agent, random()).then(
          (count) => expect(committed.get(agent.id)).toBeGreaterThanOrEqual(count),
          (error: unknown) => void known.push(String(error)),
        ),
      );
    }
    if (random() < 0.1) meddle();
    if (random() < 0.6) await nextTurn();
    await expectAgreement();
  }
  if (intruder.inTransaction) meddle();
  await Promise.all(outcomes);
  await expectAgreement();
  expect(known.length).toBeGreaterThan(0);
  for (const failure of known) expect(failure).toMatch(expected);
  const total = intruder.prepare(`SELECT "value" FROM "Counter" WHERE "name" = 'auditEvents'`).pluck().get();
  expect(total).toBe(intruder.prepare('SELECT count(*) FROM "AuditEvent"').pluck().get());
  expect(total).toBe([...committed.values()].reduce((sum, count) => sum + count));
});
