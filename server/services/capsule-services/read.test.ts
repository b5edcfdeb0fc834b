import {
  adminOperations,
  CapsuleService,
  CapsuleServiceDetail,
  ConfigChange,
  HealthHistory,
  type ServiceId,
} from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agentContext, userContext } from "../../testing/actors";
import {
  auditMetadata,
  codeOf,
  type GivenService,
  givenService,
  reportedService,
} from "../../testing/builders";
import { execute } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { disableAgent } from "../agents/disable";
import { getAgent } from "../agents/get";
import { heartbeat } from "../agents/heartbeat";
import { listAgents } from "../agents/list";
import { reportServices } from "../agents/report";
import type { UserContext } from "../context";
import { listConfigChanges } from "./config-changes";
import { getService } from "./get";
import { getHealthHistory } from "./health-history";
import { listServices } from "./list";
import { removeService } from "./remove";

const { services: operations, agents: agentOperations } = adminOperations;

let deps: TestDeps;
let viewer: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps();
  viewer = await userContext(deps, "viewer");
  service = await givenService(deps);
});
afterEach(() => deps.remove());

const beat = (health: {
  status: "UP" | "DOWN" | "DEGRADED" | "UNKNOWN";
  message?: string;
  details?: object;
}) => heartbeat(agentContext(deps, service), { health: { ...health, details: { ...health.details } } });

async function statuses(filter: object = {}): Promise<string[]> {
  await deps.flush();
  const page = await listServices(viewer, operations.list.query.parse(filter));
  return page.items.map((item) => CapsuleService.parse(item).status);
}

describe("the list of services", () => {
  it("[seed 03][seed 32] shows each folded status", async () => {
    expect(await statuses()).toEqual(["HEALTHY"]);
    await beat({ status: "DEGRADED" });
    expect(await statuses()).toEqual(["UNHEALTHY"]);
    await beat({ status: "UNKNOWN" });
    expect(await statuses()).toEqual(["UNKNOWN"]);
    for (let n = 0; n < 5; n++) {
      await deps.clock.advance(30_000);
      await heartbeat(agentContext(deps, service), {});
    }
    expect(await statuses()).toEqual(["STALE"]);
    await disableAgent(await userContext(deps, "operator"), service);
    expect(await statuses()).toEqual(["OFFLINE"]);
  });

  it("[seed 01] holds the services of every agent, and filters by the status it shows", async () => {
    await givenService(deps, { agentCode: "second", code: "second" });
    expect(await statuses()).toEqual(["HEALTHY", "HEALTHY"]);
    await beat({ status: "DOWN" });
    expect(await statuses({ status: "UNHEALTHY" })).toEqual(["UNHEALTHY"]);
    expect(await statuses({ status: "HEALTHY" })).toEqual(["HEALTHY"]);
    const agents = await listAgents(viewer, agentOperations.list.query.parse({}));
    expect(agents.items.map((agent) => [agent.code, agent.serviceCount])).toEqual([
      ["second", 1],
      ["worker", 1],
    ]);
  });
});

describe("a service's detail", () => {
  it("[seed 37][seed 39] shows health with message and details, configs and actions", async () => {
    await beat({ status: "DEGRADED", message: "slow", details: { latencyMs: 900 } });
    const detail = CapsuleServiceDetail.parse(await getService(viewer, { serviceId: service.serviceId }));
    expect(detail).toMatchObject({
      code: "demo",
      status: "UNHEALTHY",
      health: { status: "DEGRADED", message: "slow", details: { latencyMs: 900 } },
      configs: [{ key: "greeting", configKey: "greeting", valuePreview: "hello", editable: false }],
      actions: [{ name: "echo", dangerLevel: "LOW", enabled: true }],
    });
    const agent = await getAgent(viewer, { agentId: service.agentId });
    expect(agent.services).toMatchObject([{ code: "demo", status: "UNHEALTHY" }]);
  });

  it("keeps the health history as intervals, newest first", async () => {
    await deps.clock.advance(30_000);
    await beat({ status: "DOWN" });
    const history = HealthHistory.parse(await getHealthHistory(viewer, { serviceId: service.serviceId }));
    expect(history.intervals.map((interval) => interval.status)).toEqual(["DOWN", "UP"]);
  });

  it("[seed 21] keeps what changed in its configuration", async () => {
    await reportServices(agentContext(deps, service), {
      services: [reportedService({ configs: [{ key: "greeting", type: "string", valuePreview: "moin" }] })],
    });
    const input = { ...operations.configChanges.query.parse({}), serviceId: service.serviceId };
    const { items } = await listConfigChanges(viewer, input);
    expect(items.map((item) => ConfigChange.parse(item))).toMatchObject([
      {
        key: "greeting",
        kind: "CHANGED",
        before: { valuePreview: "hello" },
        after: { valuePreview: "moin" },
      },
    ]);
  });

  it("is not found for an unknown id, whatever is asked", async () => {
    const serviceId: ServiceId = "svc_none";
    const changes = { ...operations.configChanges.query.parse({}), serviceId };
    expect(await codeOf(getService(viewer, { serviceId }))).toBe("CAPSULE_SERVICE_NOT_FOUND");
    expect(await codeOf(getHealthHistory(viewer, { serviceId }))).toBe("CAPSULE_SERVICE_NOT_FOUND");
    expect(await codeOf(listConfigChanges(viewer, changes))).toBe("CAPSULE_SERVICE_NOT_FOUND");
    expect(await codeOf(getAgent(viewer, { agentId: "agt_none" }))).toBe("AGENT_NOT_FOUND");
  });
});

describe("removing a service", () => {
  it("is refused while it is reported, and to viewers", async () => {
    const operator = await userContext(deps, "operator");
    expect(await codeOf(removeService(operator, service))).toBe("SERVICE_STILL_ACTIVE");
    expect(await codeOf(removeService(viewer, service))).toBe("FORBIDDEN");
  });

  it("forgets one that is gone, ends its open commands and says so", async () => {
    const operator = await userContext(deps, "operator");
    const command = await execute(operator, service);
    await disableAgent(operator, service);
    expect(await removeService(operator, service)).toMatchObject({
      id: service.serviceId,
      status: "OFFLINE",
    });
    expect(await deps.store.lookup.configItems.count({})).toBe(0);
    expect(await deps.store.lookup.commands.get({ id: command.id })).toMatchObject({ status: "CANCELLED" });
    expect(await auditMetadata(deps, "service.removed")).toEqual([
      { code: "demo", agentId: service.agentId, status: "OFFLINE" },
    ]);
    expect(await codeOf(removeService(operator, service))).toBe("CAPSULE_SERVICE_NOT_FOUND");
  });
});
