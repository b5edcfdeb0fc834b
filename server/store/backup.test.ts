import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { copyDatabase } from "./backup";
import { sampleAudit } from "./sample-rows";
import type { BackupProgress } from "./store";
import { tempStore } from "./temp-database";

test("a copy made while others write is complete, consistent and reported page by page", async () => {
  const { store, remove } = tempStore();
  const pad = JSON.stringify({ pad: "x".repeat(4_000) });
  await store.transaction((tx) =>
    tx.auditEvents.insertMany(Array.from({ length: 3_000 }, () => sampleAudit({ metadata: pad }))),
  );
  const target = join(dirname(store.path), "copy.db");
  const seen: BackupProgress[] = [];
  let isCopied = false;
  const copying = copyDatabase(store.path, target, (progress) => seen.push(progress)).finally(() => {
    isCopied = true;
  });
  while (!isCopied) await store.transaction((tx) => tx.auditEvents.insert(sampleAudit({ metadata: pad })));
  await copying;
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.at(-1)?.remainingPages).toBeLessThan(seen[0]?.remainingPages ?? 0);
  const copy = new Database(target, { readonly: true });
  expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(Number(copy.prepare('SELECT count(*) FROM "AuditEvent"').pluck().get())).toBeGreaterThanOrEqual(
    3_000,
  );
  copy.close();
  expect(statSync(target).size).toBeGreaterThan(10_000_000);
  await remove();
});

test("a copy that fails leaves no file behind", async () => {
  const { store, remove } = tempStore();
  const target = join(dirname(store.path), "missing", "copy.db");
  await expect(copyDatabase(store.path, target)).rejects.toThrow("directory does not exist");
  expect(existsSync(target)).toBe(false);
  await remove();
});
