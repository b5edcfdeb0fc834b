import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleAudit } from "../sample-rows";
import { tempStore } from "../temp-database";
import { findPage, type PageOfIds, type Paging } from "./page";
import { openReaderDatabase, type ReaderDatabase } from "./reader-database";

let db: ReaderDatabase;
let remove: () => Promise<void>;
let everyId: string[];

type Field = "createdAt" | "targetId";
const newestFirst: Paging<Field> = {
  page: 1,
  pageSize: 50,
  sort: [{ field: "createdAt", direction: "desc" }],
};

beforeAll(async () => {
  const temp = tempStore();
  // Five rows a millisecond, every third one without a target.
  const rows = Array.from({ length: 10_100 }, (_, n) =>
    sampleAudit({ createdAt: Math.floor(n / 5), targetId: n % 3 === 0 ? null : `t${n % 7}` }),
  );
  await temp.store.transaction((tx) => tx.auditEvents.insertMany(rows));
  everyId = rows.map(({ id }) => id).reverse();
  db = openReaderDatabase(temp.store.path);
  remove = async () => {
    await db.close();
    await temp.remove();
  };
});
afterAll(() => remove());

function page(facts?: Partial<Paging<Field>>): Promise<PageOfIds> {
  return findPage(db, {
    from: '"AuditEvent" e',
    alias: "e",
    conditions: [],
    paging: { ...newestFirst, ...facts },
  });
}

test("pages show every row once, also where many have the same time", async () => {
  const pages = await Promise.all([1, 2, 3].map((each) => page({ page: each })));
  expect(pages.flatMap(({ ids }) => ids)).toEqual(everyId.slice(0, 150));
});

test("the total stops at the cap and says so, and pages end there", async () => {
  const last = await page({ page: 200 });
  expect(last.about).toMatchObject({ total: 10_000, totalIsCapped: true });
  expect(last.ids).toEqual(everyId.slice(9_950, 10_000));
  await expect(page({ page: 201 })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
});

test("cursors lead beyond the cap to the very last row", async () => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const next = await page({ pageSize: 100, cursor });
    ids.push(...next.ids);
    cursor = next.about.nextCursor;
  } while (cursor !== undefined);
  expect(ids).toEqual(everyId);
});

test.each(["asc", "desc"] as const)("a cursor passes rows without a value, %s", async (direction) => {
  const sort = [{ field: "targetId", direction }] as const;
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const next = await page({ pageSize: 100, sort, cursor });
    ids.push(...next.ids);
    cursor = next.about.nextCursor;
  } while (cursor !== undefined);
  expect(new Set(ids).size).toBe(everyId.length);
  expect(ids).toHaveLength(everyId.length);
});

test("a cursor of another order, or a made-up one, is refused", async () => {
  const { about } = await page();
  const otherOrder = page({ cursor: about.nextCursor, sort: [{ field: "targetId", direction: "asc" }] });
  await expect(otherOrder).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  await expect(page({ cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
});
