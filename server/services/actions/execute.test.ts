import { Command } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import { auditRows, codeOf, type GivenService, givenService, reportedAction } from "../../testing/builders";
import { complete, execute, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { disableAgent } from "../agents/disable";
import { revokeAgent } from "../agents/revoke";
import { cancelCommand } from "../commands/cancel";
import { getCommand } from "../commands/get";
import type { UserContext } from "../context";

const secretSchema = {
  type: "object",
  properties: {
    password: { type: "string", format: "password" },
    nested: { type: "object", properties: { pin: { type: "string", writeOnly: true } } },
    token: { type: "string" },
  },
};

let deps: TestDeps;
let operator: UserContext;
let service: GivenService;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
  service = await givenService(deps, {
    actions: [
      reportedAction({
        inputSchema: {
          type: "object",
          required: ["text"],
          properties: { text: { type: "string", maxLength: 5 } },
        },
      }),
      reportedAction({
        name: "drop",
        requiresConfirmation: true,
        timeoutSeconds: 20,
        inputSchema: undefined,
      }),
      reportedAction({ name: "login", inputSchema: secretSchema }),
    ],
  });
});
afterEach(() => deps.remove());

describe("running an action", () => {
  it("[seed 05][seed 22] creates a pending command with both audit rows", async () => {
    const command = Command.parse(await execute(operator, service, { payload: { text: "hi" } }));
    expect(command).toMatchObject({
      type: "ACTION_EXECUTE",
      status: "PENDING",
      payload: { text: "hi" },
      createdByUserId: operator.actor.id,
      createdByName: "operator",
      agentCode: "worker",
      serviceCode: "demo",
      actionLabel: "Echo",
      attempt: 0,
      expiresAt: "2026-01-01T01:00:00.000Z",
    });
    expect(await auditRows(deps, "service.action.requested")).toMatchObject([
      { targetId: service.serviceId },
    ]);
    expect(await auditRows(deps, "command.created")).toMatchObject([
      { targetId: command.id, actorId: operator.actor.id },
    ]);
  });

  it("gives a command with a time-out that long to be taken", async () => {
    const command = await execute(operator, service, { actionName: "drop", confirmation: true });
    expect(command).toMatchObject({ timeoutSeconds: 20, expiresAt: "2026-01-01T00:00:20.000Z" });
  });

  it("refuses what is not there, then what is not confirmed, then who is not there, then what does not fit", async () => {
    const codeFor = (input: Parameters<typeof execute>[2]) => codeOf(execute(operator, service, input));
    expect(await codeOf(execute(operator, { serviceId: "svc_none" }))).toBe("CAPSULE_SERVICE_NOT_FOUND");
    expect(await codeFor({ actionName: "rm" })).toBe("ACTION_NOT_FOUND");
    expect(await codeFor({ actionName: "drop" })).toBe("ACTION_REQUIRES_CONFIRMATION");
    expect(await codeFor({ payload: { text: "too long" } })).toBe("ACTION_PAYLOAD_INVALID");
    await disableAgent(operator, service);
    expect(await codeFor({ actionName: "drop" })).toBe("ACTION_REQUIRES_CONFIRMATION");
    expect(await codeFor({ payload: { text: "too long" } })).toBe("AGENT_DISABLED");
    expect(await deps.store.lookup.commands.count({})).toBe(0);
  });

  it("is refused with 409 for a disabled, revoked or silent agent", async () => {
    const attempt = () => execute(operator, service, { payload: { text: "a" } });
    await disableAgent(operator, service);
    await expect(attempt()).rejects.toMatchObject({ code: "AGENT_DISABLED", status: 409 });
    await revokeAgent(operator, service);
    await expect(attempt()).rejects.toMatchObject({ code: "AGENT_REVOKED", status: 409 });
    const silent = await givenService(deps, { agentCode: "silent", code: "silent" });
    await deps.clock.advance(91_000);
    await expect(execute(operator, silent)).rejects.toMatchObject({ code: "AGENT_OFFLINE", status: 409 });
  });

  it("names every value that does not fit the schema", async () => {
    await expect(execute(operator, service, { payload: {} })).rejects.toMatchObject({
      status: 422,
      details: { issues: [{ path: "text", message: expect.any(String) }] },
    });
  });

  it("is not for viewers", async () => {
    expect(await codeOf(execute(await userContext(deps, "viewer"), service))).toBe("FORBIDDEN");
  });
});

describe("a secret field of a payload", () => {
  const payload = { password: "hunter2", nested: { pin: "hunter2" }, token: "kept" };

  it("is sealed at rest, open to the agent alone, and erased when the command ends", async () => {
    const command = await execute(operator, service, { actionName: "login", payload });
    const row = await deps.store.lookup.commands.get({ id: command.id });
    expect(JSON.stringify([row, await deps.store.lookup.auditEvents.list({})])).not.toContain("hunter2");
    expect(row?.sealedSecrets).not.toBeNull();
    expect(JSON.stringify(await getCommand(operator, { commandId: command.id }))).not.toContain("hunter2");
    const { commands } = await poll(deps, service);
    expect(commands[0]?.payload).toEqual(payload);
    await complete(deps, service, command);
    expect(await deps.store.lookup.commands.get({ id: command.id })).toMatchObject({
      sealedSecrets: null,
      secretsErased: true,
    });
  });

  it("is erased by a cancellation too", async () => {
    const command = await execute(operator, service, { actionName: "login", payload });
    expect(await cancelCommand(operator, { commandId: command.id })).toMatchObject({ secretsErased: true });
  });
});

describe("an Idempotency-Key", () => {
  it("answers the same request with the first answer, also at once and after the agent has gone", async () => {
    const again: UserContext = { ...operator, idempotencyKey: "key-1" };
    const run = () => execute(again, service, { payload: { text: "a" } });
    const [first, second] = await Promise.all([run(), run()]);
    expect(second).toEqual(first);
    await disableAgent(operator, service);
    expect(await run()).toEqual(first);
    expect(await deps.store.lookup.commands.count({})).toBe(1);
  });

  it("refuses another request under the same key", async () => {
    const again: UserContext = { ...operator, idempotencyKey: "key-1" };
    await execute(again, service, { payload: { text: "a" } });
    expect(await codeOf(execute(again, service, { payload: { text: "b" } }))).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  it("is remembered for a day, for its caller alone, and not for a refusal", async () => {
    const first: UserContext = { ...operator, idempotencyKey: "key-1" };
    const other: UserContext = { ...(await userContext(deps, "owner")), idempotencyKey: "key-1" };
    expect(await codeOf(execute(first, service, { payload: {} }))).toBe("ACTION_PAYLOAD_INVALID");
    const one = await execute(first, service, { payload: { text: "a" } });
    expect((await execute(other, service, { payload: { text: "b" } })).id).not.toBe(one.id);
    await deps.clock.advance(24 * 60 * 60_000);
    await poll(deps, service);
    expect((await execute(first, service, { payload: { text: "c" } })).id).not.toBe(one.id);
  });
});
