import { afterEach, beforeEach, expect, it } from "vitest";
import { createTestDeps, type TestDeps } from "../testing/deps";

let deps: TestDeps;
beforeEach(async () => {
  deps = await createTestDeps();
});
afterEach(() => deps.remove());

it("totals survive a restart and go on from there", async () => {
  deps.counters.increment("commandsDispatched", 3);
  deps = await deps.restart();
  deps.counters.increment("commandsDispatched");
  await deps.flush();
  expect(deps.counters.totals().commandsDispatched).toBe(4);
  expect(await deps.store.lookup.counters.get({ name: "commandsDispatched" })).toMatchObject({ value: 4 });
});
