import { DashboardSummary, Diagnostics, Metrics } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchEventLoop } from "../../runtime/event-loop";
import { agentContext, userContext } from "../../testing/actors";
import { codeOf, givenAgent, givenService } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { heartbeat } from "../agents/heartbeat";
import type { UserContext } from "../context";
import { getDashboard } from "../dashboard/summary";
import { describeRuntime } from "../diagnostics/runtime";
import { getMetrics } from "./summary";

let deps: TestDeps;
let viewer: UserContext;
beforeEach(async () => {
  deps = await createTestDeps();
  viewer = await userContext(deps, "viewer");
});
afterEach(() => deps.remove());

describe("metrics and dashboard", () => {
  it("count agents and services by the status that holds now, as lists show it", async () => {
    const agent = await givenAgent(deps);
    await givenService(deps, agent);
    await heartbeat(agentContext(deps, agent), {});
    await deps.flush();
    expect(Metrics.parse(await getMetrics(viewer)).byStatus.capsuleServices).toMatchObject({
      HEALTHY: 1,
      OFFLINE: 0,
    });
    await deps.clock.advance(91_000);
    expect((await getMetrics(viewer)).byStatus).toMatchObject({
      agents: { OFFLINE: 1, ONLINE: 0 },
      capsuleServices: { HEALTHY: 0, OFFLINE: 1 },
    });
    expect(DashboardSummary.parse(await getDashboard(viewer))).toMatchObject({
      agentCounts: { OFFLINE: 1 },
      serviceCounts: { OFFLINE: 1 },
    });
  });

  it("count what happened for ever: pruning the trail makes nothing shrink", async () => {
    deps.counters.increment("commandsDispatched", 3);
    await deps.store.transaction((tx) => tx.auditEvents.delete({}));
    deps = await deps.restart();
    const again = await userContext(deps, "viewer");
    expect((await getMetrics(again)).operational.commandsDispatched).toBe(3);
  });
});

describe("diagnostics", () => {
  const eventLoop = watchEventLoop();
  const probes = { eventLoop, openFilesMax: 1024 };

  it("describe the process to operators, without any secret", async () => {
    const operator = await userContext(deps, "operator");
    const described = Diagnostics.parse(await describeRuntime(operator, probes));
    expect(described).toMatchObject({
      edition: "CE",
      node: process.version,
      connections: { openFilesMax: 1024 },
    });
    expect(JSON.stringify(described)).not.toContain(deps.config.session.secret);
    expect(await codeOf(describeRuntime(viewer, probes))).toBe("FORBIDDEN");
    eventLoop.stop();
  });
});
