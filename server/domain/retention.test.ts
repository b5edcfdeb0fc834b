import { expect, test } from "vitest";
import { retentionCutoff, surplusBackups } from "./retention";

test("zero days keeps everything for ever", () => {
  expect(retentionCutoff(1_000_000, 0)).toBeNull();
});

test("rows go once they are older than the days kept", () => {
  expect(retentionCutoff(10 * 86_400_000, 3)).toBe(7 * 86_400_000);
});

test("the newest backups stay", () => {
  const files = [3, 1, 2].map((createdAt) => ({ createdAt }));
  expect(surplusBackups(files, 2)).toEqual([{ createdAt: 1 }]);
  expect(surplusBackups(files, 5)).toEqual([]);
  expect(surplusBackups(files, 0)).toEqual([]);
});
