import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleAudit, sampleUser } from "../store/sample-rows";
import type { Store } from "../store/store";
import { tempStore } from "../store/temp-database";
import { createReaders, type Readers } from "./readers";

let store: Store;
let readers: Readers;
let remove: () => Promise<void>;

beforeAll(() => {
  const temp = tempStore();
  store = temp.store;
  readers = createReaders({ databasePath: store.path, preferBuilt: false });
  remove = async () => {
    await readers.close();
    await temp.remove();
  };
});
afterAll(() => remove());

test("a thread answers with what was committed last", async () => {
  await store.transaction((tx) => tx.users.insert(sampleUser({ username: "ann@example.local" })));
  const sort = [{ field: "username", direction: "asc" }] as const;
  const page = await readers.run("listUsers", { page: 1, pageSize: 10, sort: [...sort], now: 0 });
  expect(page.items.map(({ username }) => username)).toEqual(["ann@example.local"]);
});

test("a caller's error arrives with its code and message", async () => {
  await expect(readers.run("getCommand", { commandId: "cmd_gone", now: 0 })).rejects.toMatchObject({
    code: "COMMAND_NOT_FOUND",
    status: 404,
  });
});

test("a caller that leaves is not waited for, and others are still answered", async () => {
  const left = new AbortController();
  const abandoned = readers.run("auditActions", undefined, left.signal);
  left.abort(new Error("gone"));
  await expect(abandoned).rejects.toThrow("gone");
  expect(await readers.run("auditActions", undefined)).toEqual([]);
});

test("a query that takes too long is ended and answers QUERY_TIMEOUT; the next one is answered", async () => {
  await store.transaction((tx) =>
    tx.auditEvents.insertMany(Array.from({ length: 100 }, () => sampleAudit())),
  );
  const hasty = createReaders({ databasePath: store.path, preferBuilt: false, timeoutMs: 0 });
  await expect(hasty.run("counts", undefined)).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
  await hasty.close();
  expect(await readers.run("counts", undefined)).toMatchObject({ AuditEvent: 100 });
});
