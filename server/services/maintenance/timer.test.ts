import { afterEach, beforeEach, expect, it } from "vitest";
import { auditRows, givenRegistrationToken } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { startMaintenanceTimer } from "./timer";

let deps: TestDeps;
beforeEach(async () => {
  deps = await createTestDeps();
});
afterEach(() => deps.remove());

const runsSeen = async () => (await auditRows(deps, "maintenance.run")).length;

/** Lets the timer look for this long, then stops it, which waits for a run that has begun. */
async function runTimerFor(ms: number): Promise<void> {
  const timer = startMaintenanceTimer(deps);
  await deps.clock.advance(ms);
  await timer.stop();
}

it("runs in the interval of the settings, and no sooner", async () => {
  await givenRegistrationToken(deps, { expiresAt: deps.clock.now() });
  await runTimerFor(59_000);
  expect(await runsSeen()).toBe(0);
  await runTimerFor(60_000);
  expect(await runsSeen()).toBe(1);
});

it("takes a changed interval at once, and rests at an interval of 0", async () => {
  await givenRegistrationToken(deps, { expiresAt: deps.clock.now() });
  deps.settings.replace({ ...deps.settings.maintenance, maintenanceIntervalSeconds: 0 });
  await runTimerFor(120_000);
  expect(await runsSeen()).toBe(0);
  deps.settings.replace({ ...deps.settings.maintenance, maintenanceIntervalSeconds: 5 });
  await runTimerFor(5_000);
  expect(await runsSeen()).toBe(1);
});
