import { afterEach, beforeEach, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { recordAudit } from "./record";

let deps: TestDeps;
beforeEach(async () => {
  deps = await createTestDeps();
});
afterEach(() => deps.remove());

it("[seed 94] metadata keeps every number and every name, and masks tokens inside of texts", async () => {
  const operator = await userContext(deps, "operator");
  const metadata = {
    tokenCount: 5,
    secretRefs: 0,
    passwordRule: "12 characters",
    used: "opstage_reg_AbC-1_2",
  };
  await deps.store.transaction((tx) => recordAudit(tx, operator, { action: "test.happened", metadata }));
  const event = await deps.store.lookup.auditEvents.get({ action: "test.happened" });
  expect(JSON.parse(event?.metadata ?? "")).toEqual({ ...metadata, used: "opstage_reg_[REDACTED]" });
});
