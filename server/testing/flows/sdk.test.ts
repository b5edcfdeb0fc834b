import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentAuthError, CapsuleAgent, type CapsuleAgentOptions, type LogRecord } from "@opstage/agent";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, startApi } from "../../../e2e/support/opstage-process";

/** The SDK in this process, the server in its own, nothing in between but HTTP. */
let opstage: OpstageProcess;
let operator: OperatorSession;
let folder: string;
const agents: CapsuleAgent[] = [];
const log: LogRecord[] = [];

interface Row {
  readonly id: string;
  readonly status: string;
  readonly healthStatus: string;
  readonly code: string;
}
interface CommandRow {
  readonly id: string;
  readonly status: string;
  readonly errorCode: string | null;
  readonly result: { readonly data: Record<string, unknown> } | null;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "opstage-sdk-"));
  opstage = await startApi();
  operator = await signInOverRest(opstage);
});
afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.stop()));
  log.length = 0;
});
afterAll(async () => {
  await opstage.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function agentNamed(code: string, more: Partial<CapsuleAgentOptions> = {}): Promise<CapsuleAgent> {
  const agent = new CapsuleAgent({
    backendUrl: opstage.base,
    registrationToken: await createRegistrationToken(operator, code),
    tokenStore: { file: join(folder, `${code}.txt`) },
    service: { code, name: code, version: "1.0.0" },
    onLog: (record) => log.push(record),
    ...more,
  });
  agents.push(agent);
  return agent;
}

async function serviceNamed(code: string): Promise<Row> {
  const rows = await operator.call<Row[]>("GET", `/api/admin/capsule-services?q=${code}`);
  const [row] = rows.filter((one) => one.code === code);
  if (!row) throw new Error(`There is no service ${code}`);
  return row;
}

function execute(service: Row, action: string, payload: object): Promise<CommandRow> {
  return operator.call("POST", `/api/admin/capsule-services/${service.id}/actions/${action}`, { payload });
}

async function commandWhenDone(id: string): Promise<CommandRow> {
  const read = () => operator.call<CommandRow>("GET", `/api/admin/commands/${id}`);
  await expect
    .poll(async () => (await read()).status, { timeout: 10_000 })
    .toMatch(/SUCCEEDED|FAILED|CANCELLED/);
  return read();
}

const echo = {
  name: "echo",
  inputSchema: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
  handler: ({ text }: { text: string }) => ({ text }),
};

it("[seed 19] [seed 22] [seed 24] an agent registers, appears, runs an action, and is the same after a restart", async () => {
  const agent = (await agentNamed("sdk-echo")).health(() => ({ status: "UP" })).action(echo);
  await agent.start();
  const service = await serviceNamed("sdk-echo");
  expect(service).toMatchObject({ status: "HEALTHY", healthStatus: "UP" });
  const startedAt = performance.now();
  const command = await execute(service, "echo", { text: "hi" });
  expect(await commandWhenDone(command.id)).toMatchObject({
    status: "SUCCEEDED",
    result: { data: { text: "hi" } },
  });
  // The poll was parked: nobody waited for an interval.
  expect(performance.now() - startedAt).toBeLessThan(3_000);

  const { agentId, instanceId } = agent;
  await agent.stop();
  await agent.start();
  expect(agent.agentId).toBe(agentId);
  expect(agent.instanceId).not.toBe(instanceId);
  expect((await serviceNamed("sdk-echo")).id).toBe(service.id);
});

it("[seed 81] the token file is the owner's alone and holds what the server issued", async () => {
  const agent = await agentNamed("sdk-file");
  await agent.start();
  const file = join(folder, "sdk-file.txt");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(file, "utf8")).agentId).toBe(agent.agentId);
});

it("a prepare gives the form that the service made for this moment", async () => {
  const agent = (await agentNamed("sdk-prepare")).action({
    ...echo,
    prepare: () => ({ initialPayload: { text: "fresh" }, currentState: { free: 3 } }),
  });
  await agent.start();
  const service = await serviceNamed("sdk-prepare");
  const prepared = await operator.call("GET", `/api/admin/capsule-services/${service.id}/actions/echo`);
  expect(prepared).toMatchObject({ initialPayload: { text: "fresh" }, currentState: { free: 3 } });
});

it("cancelling a command aborts its handler", async () => {
  let signal: AbortSignal | undefined;
  const agent = (await agentNamed("sdk-cancel")).action({
    name: "long",
    handler: (_, context) => {
      signal = context.signal;
      return new Promise((_, reject) =>
        context.signal.addEventListener("abort", () => reject(new Error("cut"))),
      );
    },
  });
  await agent.start();
  const command = await execute(await serviceNamed("sdk-cancel"), "long", {});
  await expect.poll(() => signal).toBeDefined();
  await operator.call("POST", `/api/admin/commands/${command.id}/cancel`, {});
  await expect.poll(() => signal?.aborted, { timeout: 5_000 }).toBe(true);
  expect((await commandWhenDone(command.id)).status).toBe("CANCELLED");
});

it("[seed 82] a disabled agent is refused with its reason, and goes on once it is enabled", async () => {
  const agent = (await agentNamed("sdk-disabled")).action(echo);
  await agent.start();
  const { agentId } = agent;
  await operator.call("POST", `/api/admin/agents/${agentId}/disable`, {});
  await expect
    .poll(() => log.some((record) => record.event === "auth.refused"), { timeout: 10_000 })
    .toBe(true);
  await agent.stop();
  const refused = await agent.start().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AgentAuthError);
  expect(refused).toMatchObject({ status: 403, code: "AGENT_DISABLED" });
  await operator.call("POST", `/api/admin/agents/${agentId}/enable`, {});
  await agent.start();
  expect(agent.agentId).toBe(agentId);
});

it("[seed 25] a server that is killed and started again finds its agent by itself, and no result is lost", async () => {
  let finish: (text: string) => void = () => {};
  const agent = (await agentNamed("sdk-survivor")).action(echo).action({
    name: "slow",
    handler: () => new Promise<string>((resolve) => (finish = resolve)),
  });
  await agent.start();
  const service = await serviceNamed("sdk-survivor");
  const command = await execute(service, "slow", {});
  await expect.poll(() => log.some((record) => record.event === "command.started")).toBe(true);
  await opstage.stop("SIGKILL");
  finish("done while you were away");
  await expect.poll(() => log.some((record) => record.event === "connection.lost")).toBe(true);
  await opstage.start();
  expect((await commandWhenDone(command.id)).status).toBe("SUCCEEDED");
  await expect
    .poll(() => log.some((record) => record.event === "connection.restored"), { timeout: 70_000 })
    .toBe(true);
  const again = await execute(service, "echo", { text: "still here" });
  expect((await commandWhenDone(again.id)).status).toBe("SUCCEEDED");
});
