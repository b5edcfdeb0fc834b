import { MaintenanceSettings } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agentContext, userContext } from "../../testing/actors";
import { auditMetadata, auditRows, codeOf, givenAgent } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { getAgent } from "../agents/get";
import { heartbeat } from "../agents/heartbeat";
import type { UserContext } from "../context";
import { triggerMaintenance } from "../maintenance/run";
import { startMaintenanceTimer } from "../maintenance/timer";
import {
  environmentSettings,
  getMaintenanceSettings,
  loadMaintenanceSettings,
  updateMaintenanceSettings,
} from "./maintenance";

let deps: TestDeps;
let owner: UserContext;
beforeEach(async () => {
  deps = await createTestDeps();
  owner = await userContext(deps, "owner");
});
afterEach(() => deps.remove());

const statusOf = async (agentId: `agt_${string}`) => {
  await deps.flush();
  return (await getAgent(owner, { agentId })).status;
};

describe("the maintenance settings", () => {
  it("[seed 73] begin with what the environment says: 90 s, 120 s, 60 s", () => {
    expect(MaintenanceSettings.parse(getMaintenanceSettings(owner))).toMatchObject({
      agentOfflineThresholdSeconds: 90,
      serviceStaleThresholdSeconds: 120,
      maintenanceIntervalSeconds: 60,
      auditRetentionDays: 90,
    });
  });

  it("hold at once for every status, without a restart or a sweep", async () => {
    const { agentId, code } = await givenAgent(deps);
    await heartbeat(agentContext(deps, { agentId, code }), {});
    await deps.clock.advance(40_000);
    expect(await statusOf(agentId)).toBe("ONLINE");
    await updateMaintenanceSettings(owner, { agentOfflineThresholdSeconds: 30 });
    expect(await statusOf(agentId)).toBe("OFFLINE");
    await updateMaintenanceSettings(owner, { agentOfflineThresholdSeconds: 60 });
    expect(await statusOf(agentId)).toBe("ONLINE");
  });

  it("change one by one, survive a restart, and win over the environment", async () => {
    await updateMaintenanceSettings(owner, { auditRetentionDays: 7 });
    await updateMaintenanceSettings(owner, { maintenanceIntervalSeconds: 5 });
    const loaded = await loadMaintenanceSettings(deps.store, deps.config);
    expect(loaded).toEqual({
      ...environmentSettings(deps.config),
      auditRetentionDays: 7,
      maintenanceIntervalSeconds: 5,
    });
    expect(await auditMetadata(deps, "settings.maintenance.updated")).toHaveLength(2);
  });

  it("start with any stored row: what cannot be read falls back to the environment", async () => {
    const value = JSON.stringify({ auditRetentionDays: "x", gone: 1, commandRetentionDays: 3 });
    const now = deps.clock.now();
    await deps.store.transaction((tx) =>
      tx.settings.insert({
        id: deps.ids.next("set"),
        key: "maintenance",
        value,
        updatedByUserId: null,
        createdAt: now,
        updatedAt: now,
      }),
    );
    expect(await loadMaintenanceSettings(deps.store, deps.config)).toEqual({
      ...environmentSettings(deps.config),
      commandRetentionDays: 3,
    });
  });

  it("are changed by owners alone", async () => {
    const operator = await userContext(deps, "operator");
    expect(await codeOf(updateMaintenanceSettings(operator, { auditRetentionDays: 1 }))).toBe("FORBIDDEN");
  });
});

describe("the maintenance timer", () => {
  const runs = async () => (await auditRows(deps, "maintenance.run")).length;
  /** Something for a run to do, so that it leaves a trace. */
  const silence = async (code: string) => {
    const agent = await givenAgent(deps, { code });
    await heartbeat(agentContext(deps, agent), {});
    await deps.flush();
  };
  const settled = async (count: number) => {
    await expect.poll(runs).toBe(count);
  };

  it("[seed 74] runs every 60 seconds, and notes a silent agent then", async () => {
    await updateMaintenanceSettings(owner, { agentOfflineThresholdSeconds: 10 });
    await silence("one");
    const timer = startMaintenanceTimer(deps);
    await deps.clock.advance(59_000);
    expect(await runs()).toBe(0);
    await deps.clock.advance(1000);
    await settled(1);
    await timer.stop();
  });

  it("takes a changed interval at once, and 0 turns it off", async () => {
    await updateMaintenanceSettings(owner, {
      agentOfflineThresholdSeconds: 2,
      maintenanceIntervalSeconds: 0,
    });
    await silence("one");
    const timer = startMaintenanceTimer(deps);
    await deps.clock.advance(600_000);
    expect(await runs()).toBe(0);
    await updateMaintenanceSettings(owner, { maintenanceIntervalSeconds: 5 });
    await deps.clock.advance(1000);
    await settled(1);
    await timer.stop();
    await silence("two");
    await deps.clock.advance(60_000);
    expect(await runs()).toBe(1);
  });

  it("can be run by an operator now, which is written down with what it did", async () => {
    const operator = await userContext(deps, "operator");
    await silence("one");
    await deps.clock.advance(91_000);
    expect(await triggerMaintenance(operator)).toMatchObject({
      offlineAgents: 1,
      ranAt: "2026-01-01T00:01:31.000Z",
    });
    expect(await auditMetadata(deps, "maintenance.triggered")).toMatchObject([{ offlineAgents: 1 }]);
    expect(await codeOf(triggerMaintenance(await userContext(deps, "viewer")))).toBe("FORBIDDEN");
  });
});
