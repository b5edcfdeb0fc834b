import { type JsonObject, PreparedAction } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userContext } from "../../testing/actors";
import {
  auditMetadata,
  codeOf,
  type GivenService,
  givenService,
  reportedAction,
} from "../../testing/builders";
import { complete, execute, poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { disableAgent } from "../agents/disable";
import type { UserContext } from "../context";
import { prepareAction } from "./prepare";

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
          properties: { text: { type: "string", default: "hi" }, n: { type: "integer" } },
        },
      }),
    ],
  });
});
afterEach(() => deps.remove());

const prepare = (ctx: UserContext = operator) =>
  prepareAction(ctx, { serviceId: service.serviceId, actionName: "echo" });

/** The agent takes the prepare command, parked as an SDK would be, and answers it. */
async function answer(result: Parameters<typeof complete>[3]): Promise<void> {
  const { commands } = await poll(deps, service, { wait: 25 });
  const [command] = commands;
  if (command === undefined) throw new Error("No prepare command came.");
  await complete(deps, service, command, result);
}

async function prepared(result: Parameters<typeof complete>[3]): Promise<PreparedAction> {
  const [reply] = await Promise.all([prepare(), answer(result)]);
  return PreparedAction.parse(reply);
}

describe("preparing an action", () => {
  it("[seed 22] answers the agent's schema, payload and state over the catalogue's entry", async () => {
    const reply = await prepared({
      success: true,
      data: {
        action: {
          label: "Echo it",
          inputSchema: { type: "object", properties: {} },
          name: "evil",
          id: "act_x",
        },
        initialPayload: { text: "from agent" },
        currentState: { lines: 3 },
      },
    });
    const [catalogue] = await deps.store.lookup.actions.list({});
    expect(reply).toMatchObject({
      action: {
        id: catalogue?.id,
        name: "echo",
        label: "Echo it",
        inputSchema: { type: "object", properties: {} },
      },
      initialPayload: { text: "from agent" },
      currentState: { lines: 3 },
      prepareCommand: { type: "ACTION_PREPARE", status: "SUCCEEDED", result: { success: true } },
    });
    expect(await auditMetadata(deps, "service.action.prepare_requested")).toEqual([
      { actionName: "echo", commandId: reply.prepareCommand.id },
    ]);
  });

  it("hands the agent what was entered so far, and keeps its secrets sealed", async () => {
    const schema = {
      type: "object",
      properties: { country: { type: "string" }, pin: { type: "string", writeOnly: true } },
    };
    await prepared({ success: true, data: { action: { inputSchema: schema } } });
    const entered = { country: "FR", pin: "1234", unknown: true };
    const asking = prepareAction(operator, {
      serviceId: service.serviceId,
      actionName: "echo",
      payload: entered,
    });
    const { commands } = await poll(deps, service, { wait: 25 });
    const [command] = commands;
    if (command === undefined) throw new Error("No prepare command came.");
    expect(command).toMatchObject({ type: "ACTION_PREPARE", payload: entered });
    const [, waiting] = await deps.store.lookup.commands.list({});
    expect(JSON.stringify([waiting?.payload, waiting?.sealedSecrets])).not.toContain("1234");
    await complete(deps, service, command);
    await asking;
    const ended = await deps.store.lookup.commands.get({ id: command.id });
    expect(ended).toMatchObject({ sealedSecrets: null, secretsErased: true });
  });

  it("builds the payload from the catalogue's schema when the agent gives none", async () => {
    const reply = await prepared({ success: true });
    expect(reply).toMatchObject({ initialPayload: { text: "hi", n: 0 }, currentState: {} });
  });

  it("never redacts the live reply, and always what it stores", async () => {
    const schema = { type: "object", properties: { password: { type: "string", title: "Password" } } };
    const data = { action: { inputSchema: schema }, initialPayload: { password: "", apiKey: "visible" } };
    const reply = await prepared({ success: true, data });
    expect(reply.action.inputSchema).toEqual(schema);
    expect(reply.initialPayload).toEqual({ password: "", apiKey: "visible" });
    const stored = await deps.store.lookup.commandResults.list({});
    expect(stored[0]?.data).not.toContain("visible");
  });

  it("remembers the schema for this person's next payload, until the catalogue's entry is newer", async () => {
    const schema = { type: "object", properties: { n: { type: "integer", minimum: 5 } } };
    await prepared({ success: true, data: { action: { inputSchema: schema } } });
    expect(await codeOf(execute(operator, service, { payload: { n: 1 } }))).toBe("ACTION_PAYLOAD_INVALID");
    expect(await codeOf(execute(await userContext(deps, "owner"), service, { payload: { n: 1 } }))).toBe(
      "it succeeded",
    );
    const [action] = await deps.store.lookup.actions.list({});
    if (action === undefined) throw new Error("No action.");
    await deps.store.transaction((tx) =>
      tx.actions.update({ id: action.id }, { updatedAt: deps.clock.now() + 1 }),
    );
    expect(await codeOf(execute(operator, service, { payload: { n: 1 } }))).toBe("it succeeded");
  });

  it("answers 504 with all ids after 30 seconds, and the command is expired", async () => {
    const attempt = prepare();
    const refused = expect(attempt).rejects.toMatchObject({
      code: "ACTION_PREPARE_TIMEOUT",
      status: 504,
      details: {
        commandStatus: "EXPIRED",
        actionName: "echo",
        agentId: service.agentId,
        serviceId: service.serviceId,
        commandId: expect.stringMatching(/^cmd_/),
      },
    });
    await expect.poll(() => deps.store.lookup.commands.count({})).toBe(1);
    await deps.clock.advance(30_000);
    await refused;
    expect(await deps.store.lookup.commands.list({})).toMatchObject([
      { status: "EXPIRED", errorCode: "ACTION_PREPARE_TIMEOUT" },
    ]);
    expect(deps.counters.totals().actionPrepareTimeouts).toBe(1);
  });

  it("answers 424 with the agent's own code, or ACTION_PREPARE_FAILED", async () => {
    const fail = (error: JsonObject) => Promise.all([prepare(), answer({ success: false, error })]);
    await expect(fail({ code: "DEMO_BUSY", message: "later" })).rejects.toMatchObject({
      status: 424,
      publicCode: "DEMO_BUSY",
      message: "later",
      details: { commandStatus: "FAILED" },
    });
    await expect(fail({ message: "broken" })).rejects.toMatchObject({ publicCode: "ACTION_PREPARE_FAILED" });
    await expect(fail({ code: "<script>" })).rejects.toMatchObject({ publicCode: "ACTION_PREPARE_FAILED" });
  });

  it("cancels the command when its caller leaves, so that no agent works for nobody", async () => {
    const leaving = new AbortController();
    const attempt = codeOf(prepare({ ...operator, signal: leaving.signal }));
    await deps.clock.advance(0);
    leaving.abort();
    await attempt;
    expect(await deps.store.lookup.commands.list({})).toMatchObject([{ status: "CANCELLED" }]);
    expect((await poll(deps, service)).commands).toEqual([]);
  });

  it("answers at once when the server stops", async () => {
    const attempt = codeOf(prepare());
    await deps.clock.advance(0);
    deps.stop();
    expect(await attempt).toBe("SHUTTING_DOWN");
  });

  it("is refused for what is not there, for an agent that is away and for viewers", async () => {
    const other = (actionName: string) =>
      prepareAction(operator, { serviceId: service.serviceId, actionName });
    expect(await codeOf(other("nope"))).toBe("ACTION_NOT_FOUND");
    expect(await codeOf(prepareAction(operator, { serviceId: "svc_none", actionName: "echo" }))).toBe(
      "CAPSULE_SERVICE_NOT_FOUND",
    );
    expect(await codeOf(prepare(await userContext(deps, "viewer")))).toBe("FORBIDDEN");
    await disableAgent(operator, service);
    expect(await codeOf(prepare())).toBe("AGENT_DISABLED");
    expect(await deps.store.lookup.commands.count({})).toBe(0);
  });
});
