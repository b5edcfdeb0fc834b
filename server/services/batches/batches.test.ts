import { Batch, type BatchId, BatchPreview, type ServiceId } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import {
  auditMetadata,
  auditRows,
  codeOf,
  type GivenService,
  givenService,
  reportedAction,
} from "../../testing/builders";
import { complete, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { disableAgent } from "../agents/disable";
import { cancelCommand } from "../commands/cancel";
import type { UserContext } from "../context";
import { runMaintenance } from "../sweeps/run";
import { advanceBatch } from "./advance";
import { cancelBatch } from "./cancel";
import { createBatch } from "./create";
import { getBatch } from "./get";
import { listBatches } from "./list";
import { listBatchOptions } from "./options";
import { previewBatch } from "./preview";
import { listBatchTargets } from "./targets";
import { resumeBatches, startBatchTimer } from "./timer";

const textSchema = {
  type: "object",
  required: ["text"],
  properties: { text: { type: "string", maxLength: 5 } },
};
const secretSchema = { type: "object", properties: { password: { type: "string", format: "password" } } };

let deps: TestDeps;
let operator: UserContext;
let services: GivenService[];
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
  services = [];
  for (const code of ["one", "two", "three", "four", "five"]) services.push(await given(code));
});
afterEach(() => deps.remove());

function given(code: string, more: Parameters<typeof reportedAction>[0][] = []): Promise<GivenService> {
  return givenService(deps, {
    agentCode: `agent-${code}`,
    code,
    name: `Service ${code}`,
    actions: [
      reportedAction({ inputSchema: textSchema }),
      reportedAction({
        name: "drop",
        requiresConfirmation: true,
        dangerLevel: "HIGH",
        inputSchema: undefined,
      }),
      reportedAction({ name: "login", inputSchema: secretSchema }),
      ...more.map(reportedAction),
    ],
  });
}

const ids = (given = services): ServiceId[] => given.map(({ serviceId }) => serviceId);

function create(input: Partial<Parameters<typeof createBatch>[1]> = {}, by = operator): Promise<Batch> {
  return createBatch(by, {
    serviceIds: ids(),
    actionName: "echo",
    payload: { text: "hi" },
    confirmation: false,
    concurrency: 2,
    ...input,
  });
}

/** What was queued before has been done when a later job is. */
const queueDrained = () => deps.store.transaction(async () => undefined);

async function counts(batchId: BatchId): Promise<Partial<Batch["targetCounts"]>> {
  await queueDrained();
  const { targetCounts } = await getBatch(operator, { batchId });
  return Object.fromEntries(Object.entries(targetCounts).filter(([, count]) => count > 0));
}

/** Every service's agent that has a command takes it. */
async function takeAll(): Promise<{ service: GivenService; id: `cmd_${string}` }[]> {
  await queueDrained();
  const taken: { service: GivenService; id: `cmd_${string}` }[] = [];
  for (const service of services) {
    for (const { id } of (await poll(deps, service)).commands) taken.push({ service, id });
  }
  return taken;
}

async function endAll(success = true): Promise<number> {
  const taken = await takeAll();
  for (const command of taken) await complete(deps, command.service, command, { success });
  return taken.length;
}

describe("a batch", () => {
  it("runs the action on every service, never more at a time than it may", async () => {
    const batch = Batch.parse(await create());
    expect(batch).toMatchObject({
      status: "RUNNING",
      targetCount: 5,
      actionLabel: "Echo",
      createdByName: "operator",
    });
    expect(await counts(batch.id)).toEqual({ RUNNING: 2, PENDING: 3 });

    const [first] = await takeAll();
    if (first === undefined) throw new Error("Nothing was started.");
    await complete(deps, first.service, first);
    expect(await counts(batch.id)).toEqual({ RUNNING: 2, PENDING: 2, SUCCEEDED: 1 });

    const command = await deps.store.lookup.commands.get({ id: first.id });
    expect(command).toMatchObject({ batchId: batch.id, createdByUserId: operator.actor.id });
    // The other one of the first two runs still.
    const rest = await deps.store.lookup.commands.list({ status: "RUNNING" });
    for (const { id, agentId } of rest) {
      const service = services.find((each) => each.agentId === agentId);
      if (service) await complete(deps, service, { id });
    }
    while ((await endAll()) > 0);
    expect(await counts(batch.id)).toEqual({ SUCCEEDED: 5 });
    expect(await getBatch(operator, { batchId: batch.id })).toMatchObject({ status: "COMPLETED" });
    expect(await deps.store.lookup.commands.count({})).toBe(5);
  });

  it("says in the trail who made it, what it started, and how it ended", async () => {
    const { id } = await create();
    while ((await endAll()) > 0);
    await queueDrained();
    expect(await auditRows(deps, "batch.created")).toMatchObject([
      { targetId: id, actorId: operator.actor.id },
    ]);
    expect(await auditRows(deps, "command.created")).toHaveLength(5);
    expect(await auditRows(deps, "batch.completed")).toMatchObject([
      { targetId: id, actorType: "SYSTEM", result: "SUCCESS" },
    ]);
    expect(await auditMetadata(deps, "batch.completed")).toMatchObject([
      { SUCCEEDED: 5, status: "COMPLETED" },
    ]);
  });

  it("starts nothing more after as many failures as it may have", async () => {
    const { id } = await create({ concurrency: 1, stopAfterFailures: 2 });
    await endAll(false);
    expect(await counts(id)).toEqual({ FAILED: 1, RUNNING: 1, PENDING: 3 });
    await endAll(false);
    expect(await counts(id)).toEqual({ FAILED: 2, SKIPPED: 3 });
    expect(await getBatch(operator, { batchId: id })).toMatchObject({ status: "STOPPED" });
    const { items } = await targetsOf(id, "SKIPPED");
    expect(items[0]).toMatchObject({ errorCode: "BATCH_STOPPED", commandId: null });
    expect(await auditRows(deps, "batch.completed")).toMatchObject([{ result: "FAILURE" }]);
    expect(await deps.store.lookup.commands.count({})).toBe(2);
  });

  it("lets what runs come to its end when it stops", async () => {
    const { id } = await create({ concurrency: 3, stopAfterFailures: 1 });
    const [first, ...others] = await takeAll();
    if (first === undefined) throw new Error("Nothing was started.");
    await complete(deps, first.service, first, { success: false });
    expect(await counts(id)).toEqual({ FAILED: 1, RUNNING: 2, SKIPPED: 2 });
    expect(await getBatch(operator, { batchId: id })).toMatchObject({ status: "RUNNING" });
    for (const command of others) await complete(deps, command.service, command);
    expect(await counts(id)).toEqual({ FAILED: 1, SUCCEEDED: 2, SKIPPED: 2 });
    expect(await getBatch(operator, { batchId: id })).toMatchObject({ status: "STOPPED" });
  });

  it("goes past a service that cannot run any more, and counts it as a failure", async () => {
    const { id } = await create({ concurrency: 1 });
    const [, second] = services;
    if (second === undefined) throw new Error("There is no second service.");
    await disableAgent(operator, second);
    await endAll();
    expect(await counts(id)).toEqual({ SUCCEEDED: 1, FAILED: 1, RUNNING: 1, PENDING: 2 });
    expect((await targetsOf(id, "FAILED")).items).toMatchObject([
      { serviceCode: "two", errorCode: "AGENT_DISABLED", commandId: null },
    ]);
  });

  it("stops when its creator may not run actions any more", async () => {
    const { id } = await create({ concurrency: 1 });
    await queueDrained();
    await deps.store.transaction((tx) => tx.users.update({ id: operator.actor.id }, { role: "viewer" }));
    await endAll();
    expect(await counts(id)).toEqual({ SUCCEEDED: 1, SKIPPED: 4 });
    expect((await targetsOf(id, "SKIPPED")).items[0]).toMatchObject({
      errorCode: "BATCH_CREATOR_NOT_ALLOWED",
    });
  });

  it("a command of it that is cancelled by hand is no failure", async () => {
    const { id } = await create({ concurrency: 1, stopAfterFailures: 1 });
    const [command] = await takeAll();
    if (command === undefined) throw new Error("Nothing was started.");
    await cancelCommand(operator, { commandId: command.id });
    expect(await counts(id)).toEqual({ CANCELLED: 1, RUNNING: 1, PENDING: 3 });
  });

  it("counts an expired command as a failure", async () => {
    const { id } = await create({ concurrency: 1, stopAfterFailures: 1 });
    await queueDrained();
    await deps.clock.advance(3_600_000);
    await runMaintenance(deps);
    expect(await counts(id)).toEqual({ EXPIRED: 1, SKIPPED: 4 });
  });
});

describe("cancelling a batch", () => {
  it("never starts what waits, and cancels what runs and what its agent has not taken", async () => {
    const { id } = await create({ concurrency: 2 });
    await queueDrained();
    const [one] = services;
    if (one === undefined) throw new Error("There is no service.");
    await poll(deps, one);
    expect(await cancelBatch(operator, { batchId: id })).toMatchObject({
      status: "CANCELLED",
      targetCounts: { CANCELLED: 5 },
    });
    await deps.clock.advance(10_000);
    await resumeBatches(deps);
    expect(await counts(id)).toEqual({ CANCELLED: 5 });
    expect(await deps.store.lookup.commands.list({})).toMatchObject([
      { status: "CANCELLED" },
      { status: "CANCELLED" },
    ]);
    // The handler that runs is told with its agent's next poll.
    expect((await poll(deps, one)).control.cancel).toHaveLength(1);
    expect(await auditMetadata(deps, "batch.cancelled")).toEqual([
      { actionName: "echo", notStarted: 3, cancelledCommands: 2 },
    ]);
  });

  it("is refused once it has ended, and for a batch that is not there", async () => {
    const { id } = await create();
    await cancelBatch(operator, { batchId: id });
    expect(await codeOf(cancelBatch(operator, { batchId: id }))).toBe("BATCH_ALREADY_ENDED");
    expect(await codeOf(cancelBatch(operator, { batchId: "bat_none" }))).toBe("BATCH_NOT_FOUND");
  });
});

describe("a restart", () => {
  it("goes on where the batch was, and runs nothing twice", async () => {
    const { id } = await create({ concurrency: 2 });
    await queueDrained();
    deps = await deps.restart();
    operator = await userContext(deps, "operator");
    // Agents are in touch again.
    const timer = startBatchTimer(deps);
    while ((await endAll()) > 0);
    await timer.stop();
    expect(await counts(id)).toEqual({ SUCCEEDED: 5 });
    expect(await deps.store.lookup.commands.count({})).toBe(5);
  });

  it("of a batch whose next start was lost is made good by the timer", async () => {
    const { id } = await create({ concurrency: 2 });
    await queueDrained();
    // As if the server had died between the end of the commands and the next start.
    const now = deps.clock.now();
    await deps.store.transaction(async (tx) => {
      await tx.commands.update({ batchId: id }, { status: "SUCCEEDED", completedAt: now });
    });
    expect(await counts(id)).toEqual({ RUNNING: 2, PENDING: 3 });
    const timer = startBatchTimer(deps);
    await deps.clock.advance(5_000);
    await timer.stop();
    expect(await counts(id)).toEqual({ SUCCEEDED: 2, RUNNING: 2, PENDING: 1 });
  });

  it("many nudges at once start nothing twice", async () => {
    const { id } = await create({ concurrency: 2 });
    await Promise.all(Array.from({ length: 10 }, () => advanceBatch(deps, id)));
    expect(await counts(id)).toEqual({ RUNNING: 2, PENDING: 3 });
    expect(await deps.store.lookup.commands.count({})).toBe(2);
  });
});

describe("making a batch", () => {
  it("records services that cannot run with the reason, and counts them as no failures", async () => {
    const other = await givenService(deps, { agentCode: "other", code: "other", actions: [] });
    const batch = await create({ serviceIds: [...ids(), other.serviceId, "svc_gone"], stopAfterFailures: 1 });
    expect(await counts(batch.id)).toEqual({ RUNNING: 2, PENDING: 3, SKIPPED: 2 });
    expect((await targetsOf(batch.id, "SKIPPED")).items.map(({ errorCode }) => errorCode)).toEqual([
      "ACTION_NOT_FOUND",
      "CAPSULE_SERVICE_NOT_FOUND",
    ]);
    while ((await endAll()) > 0);
    await queueDrained();
    expect(await getBatch(operator, { batchId: batch.id })).toMatchObject({ status: "COMPLETED" });
  });

  it("takes all that match a filter", async () => {
    const batch = await create({ serviceIds: undefined, filter: { q: "t" } });
    const { items } = await targetsOf(batch.id);
    expect(items.map(({ serviceCode }) => serviceCode)).toEqual(["three", "two"]);
  });

  it("needs a confirmation when one of the actions asks for it", async () => {
    const drop = { actionName: "drop", payload: {} };
    expect(await codeOf(create(drop))).toBe("ACTION_REQUIRES_CONFIRMATION");
    expect(await create({ ...drop, confirmation: true })).toMatchObject({ dangerLevel: "HIGH" });
  });

  it("is refused when nothing could run, with the reasons counted", async () => {
    await expect(create({ payload: { text: "too long" } })).rejects.toMatchObject({
      code: "BATCH_NOTHING_TO_RUN",
      details: { refusals: { ACTION_PAYLOAD_INVALID: 5 } },
    });
    expect(await deps.store.lookup.batches.count({})).toBe(0);
  });

  it("is refused for more services than a batch may have", async () => {
    const tooMany = Array.from({ length: 1_001 }, (_, i) => `svc_${i}` as const);
    expect(await codeOf(create({ serviceIds: tooMany }))).toBe("BATCH_TOO_LARGE");
  });

  it("is not for viewers", async () => {
    const viewer = await userContext(deps, "viewer");
    expect(await codeOf(create({}, viewer))).toBe("FORBIDDEN");
    const { id } = await create();
    expect(await codeOf(cancelBatch(viewer, { batchId: id }))).toBe("FORBIDDEN");
    expect((await listBatches(viewer, { page: 1, pageSize: 20, sort: [] })).total).toBe(1);
  });

  it("happens once for one Idempotency-Key", async () => {
    const again: UserContext = { ...operator, idempotencyKey: "key-1" };
    const first = await create({}, again);
    expect((await create({}, again)).id).toBe(first.id);
    expect(await deps.store.lookup.batches.count({})).toBe(1);
  });
});

describe("a secret field of a batch's payload", () => {
  it("is sealed at rest, open to the agents alone, and erased when the batch ends", async () => {
    const { id } = await create({ actionName: "login", payload: { password: "hunter2" }, concurrency: 5 });
    await queueDrained();
    const everything = async () =>
      JSON.stringify([
        await deps.store.lookup.batches.list({}),
        await deps.store.lookup.commands.list({}),
        await deps.store.lookup.auditEvents.list({}),
        await getBatch(operator, { batchId: id }),
      ]);
    expect(await everything()).not.toContain("hunter2");
    for (const service of services) {
      const { commands } = await poll(deps, service);
      expect(commands[0]?.payload).toEqual({ password: "hunter2" });
      for (const command of commands) await complete(deps, service, command);
    }
    await queueDrained();
    expect(await deps.store.lookup.batches.get({ id })).toMatchObject({
      status: "COMPLETED",
      sealedSecrets: null,
    });
    expect(await everything()).not.toContain("hunter2");
  });
});

describe("before a batch is made", () => {
  it("the preview says which would run, which not and why, and changes nothing", async () => {
    const [first] = services;
    if (first) await disableAgent(operator, first);
    const odd = await given("odd", [{ name: "echo2" }]);
    const before = await deps.store.lookup.auditEvents.count({});
    const preview = BatchPreview.parse(
      await previewBatch(operator, {
        serviceIds: [...ids(), odd.serviceId],
        actionName: "echo",
        payload: { text: "hello world" },
      }),
    );
    expect(preview).toMatchObject({ runnable: 0, refused: 6, schemaCount: 1, dangerLevel: "LOW" });
    expect(preview.action?.inputSchema).toEqual(textSchema);
    expect(preview.targets.map(({ refusal }) => refusal)).toEqual([
      "AGENT_DISABLED",
      ...Array.from({ length: 5 }, () => "ACTION_PAYLOAD_INVALID"),
    ]);
    expect(preview.targets[1]?.issues).toMatchObject([{ path: "text" }]);
    expect(await deps.store.lookup.auditEvents.count({})).toBe(before);
    expect(await deps.store.lookup.batches.count({})).toBe(0);
  });

  it("the actions that services share are listed with how many offer them", async () => {
    await given("odd", [{ name: "special", label: "Special", dangerLevel: "MEDIUM" }]);
    const { serviceCount, actions } = await listBatchOptions(operator, { filter: {} });
    expect(serviceCount).toBe(6);
    expect(actions.find(({ actionName }) => actionName === "special")).toMatchObject({
      serviceCount: 1,
      dangerLevel: "MEDIUM",
    });
    expect(actions[0]).toMatchObject({ serviceCount: 6 });
  });
});

describe("retention", () => {
  it("deletes batches that ended long ago with their targets, and no others", async () => {
    const old = await create();
    await cancelBatch(operator, { batchId: old.id });
    const days = deps.settings.maintenance.commandRetentionDays;
    await deps.clock.advance((days + 1) * 24 * 60 * 60_000);
    await deps.store.transaction((tx) =>
      tx.batches.insert({
        id: "bat_running",
        actionName: "echo",
        actionLabel: "Echo",
        dangerLevel: "LOW",
        status: "RUNNING",
        payload: "{}",
        sealedSecrets: null,
        concurrency: 1,
        stopAfterFailures: null,
        isConfirmed: false,
        createdByUserId: operator.actor.id,
        completedAt: null,
        createdAt: 0,
        updatedAt: 0,
      }),
    );
    await runMaintenance(deps);
    expect(await deps.store.lookup.batches.list({})).toMatchObject([{ id: "bat_running" }]);
    expect(await deps.store.lookup.batchTargets.count({})).toBe(0);
  });
});

function targetsOf(batchId: BatchId, status?: "SKIPPED" | "FAILED") {
  return listBatchTargets(operator, {
    batchId,
    status,
    page: 1,
    pageSize: 100,
    sort: [{ field: "position", direction: "asc" }],
  });
}
