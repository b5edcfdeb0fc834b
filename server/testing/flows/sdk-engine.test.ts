import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CapsuleAgent, type CapsuleAgentOptions, type LogRecord } from "@opstage/agent";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, startApi } from "../../../e2e/support/opstage-process";
import { type AgentProcess, startAgentProcess } from "../agents/agent-process";

/** The command engine from end to end: the SDK, HTTP, the server in its own process. */
let opstage: OpstageProcess;
let operator: OperatorSession;
let folder: string;
const agents: CapsuleAgent[] = [];
const processes: AgentProcess[] = [];
const log: LogRecord[] = [];

interface CommandRow {
  readonly id: string;
  readonly status: string;
  readonly errorCode: string | null;
  readonly progressPercent: number | null;
  readonly progressMessage: string | null;
  readonly cancelAcknowledgedAt: string | null;
  readonly cancelStoppedAt: string | null;
  readonly result: { readonly data: Record<string, unknown> } | null;
}
interface AgentRow {
  readonly status: string;
  readonly busySinceAt: string | null;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "opstage-engine-"));
  opstage = await startApi({
    OPSTAGE_AGENT_HEARTBEAT_INTERVAL_SECONDS: "1",
    OPSTAGE_AGENT_OFFLINE_THRESHOLD_SECONDS: "3",
    OPSTAGE_COMMAND_LEASE_SECONDS: "5",
  });
  operator = await signInOverRest(opstage);
});
afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.stop()));
  await Promise.all(processes.splice(0).map((process) => process.stop("SIGKILL")));
  log.length = 0;
});
afterAll(async () => {
  await opstage.dispose();
  await rm(folder, { recursive: true, force: true });
});

const tokenFileOf = (code: string) => join(folder, `${code}.token`);

async function agentNamed(code: string, more: Partial<CapsuleAgentOptions> = {}): Promise<CapsuleAgent> {
  const agent = new CapsuleAgent({
    backendUrl: opstage.base,
    registrationToken: await createRegistrationToken(operator, code),
    tokenStore: { file: tokenFileOf(code) },
    service: { code, name: code },
    heartbeatThread: false,
    onLog: (record) => log.push(record),
    ...more,
  });
  agents.push(agent);
  return agent;
}

async function processNamed(code: string, env: Record<string, string> = {}): Promise<AgentProcess> {
  const registrationToken = await createRegistrationToken(operator, code);
  const process = await startAgentProcess({ base: opstage.base, registrationToken, folder, code, env });
  processes.push(process);
  return process;
}

async function execute(code: string, action: string, payload: object = {}): Promise<CommandRow> {
  const rows = await operator.call<{ id: string; code: string }[]>(
    "GET",
    `/api/admin/capsule-services?q=${code}`,
  );
  const service = rows.find((row) => row.code === code);
  return operator.call("POST", `/api/admin/capsule-services/${service?.id}/actions/${action}`, { payload });
}

const read = (id: string) => operator.call<CommandRow>("GET", `/api/admin/commands/${id}`);
const agentOf = (id: string | undefined) => operator.call<AgentRow>("GET", `/api/admin/agents/${id}`);

async function whenDone(id: string): Promise<CommandRow> {
  await expect
    .poll(async () => (await read(id)).status, { timeout: 30_000 })
    .toMatch(/SUCCEEDED|FAILED|CANCELLED|EXPIRED/);
  return read(id);
}

const saw = (event: string) => log.some((record) => record.event === event);

describe("a running action", () => {
  it("shows its progress and its log lines, in order, while it runs and after it", async () => {
    let end: () => void = () => {};
    const agent = (await agentNamed("talker")).action({
      name: "talk",
      async handler(_, { log: say, progress }) {
        progress(40, "in the middle");
        for (let i = 0; i < 230; i++) say.info(`line ${i}`);
        await new Promise<void>((resolve) => (end = resolve));
        progress(100, "at the end");
        say.warn("the last line", { password: "hunter2" });
      },
    });
    await agent.start();
    const command = await execute("talker", "talk");
    await expect
      .poll(() => read(command.id))
      .toMatchObject({ progressPercent: 40, progressMessage: "in the middle" });
    end();
    expect(await whenDone(command.id)).toMatchObject({ progressPercent: 100, progressMessage: "at the end" });
    const lines: string[] = [];
    for (let afterSeq = 0; ; ) {
      const page = await operator.call<{ lines: { line: string }[]; lastSeq: number }>(
        "GET",
        `/api/admin/commands/${command.id}/logs?afterSeq=${afterSeq}`,
      );
      if (page.lines.length === 0) break;
      lines.push(...page.lines.map(({ line }) => line));
      afterSeq = page.lastSeq;
    }
    expect(lines.slice(0, 230)).toEqual(Array.from({ length: 230 }, (_, i) => `line ${i}`));
    expect(lines).toHaveLength(231);
    expect(lines[230]).toMatch(/^the last line/);
    expect(lines[230]).not.toContain("hunter2");
  });

  it("is told to stop within milliseconds, and both that and its end are shown", async () => {
    let abortedAt = 0;
    let end: () => void = () => {};
    const agent = (await agentNamed("stopper")).action({
      name: "long",
      handler: (_, { signal }) =>
        new Promise<void>((resolve) => {
          signal.addEventListener("abort", () => {
            abortedAt = performance.now();
          });
          end = resolve;
        }),
    });
    await agent.start();
    const command = await execute("stopper", "long");
    await expect.poll(() => saw("command.started")).toBe(true);
    const cancelledAt = performance.now();
    await operator.call("POST", `/api/admin/commands/${command.id}/cancel`, {});
    await expect.poll(() => abortedAt).toBeGreaterThan(0);
    // A held poll brings it: nobody waits for an interval.
    expect(abortedAt - cancelledAt).toBeLessThan(2_000);
    await expect.poll(async () => (await read(command.id)).cancelAcknowledgedAt).not.toBeNull();
    expect((await read(command.id)).cancelStoppedAt).toBeNull();
    end();
    await expect.poll(async () => (await read(command.id)).cancelStoppedAt).not.toBeNull();
  });
});

describe("a result", () => {
  it("that could not be delivered arrives after a restart of the service and of the server", async () => {
    const code = "restarter";
    const child = await processNamed(code);
    const first = await execute(code, "mark", { death: "after the journal" });
    await child.ended();
    const journal = await readFile(`${tokenFileOf(code)}.journal`, "utf8");
    expect(journal).toContain(first.id);
    expect(journal).not.toContain("key of");
    await opstage.stop("SIGKILL");
    await opstage.start();
    await child.start();
    const done = await whenDone(first.id);
    expect(done).toMatchObject({ status: "SUCCEEDED" });
    expect(done.result?.data).toMatchObject({ commandId: first.id, attempt: 1 });
    expect(await child.marks()).toEqual([`${first.id} 1`]);
    expect(child.log()).toContain("results.recovered");
  });

  it("of an action that died with its process is AGENT_LOST, and the action is not run again", async () => {
    const code = "loser";
    const child = await processNamed(code);
    for (const death of ["before the run", "after the run", "in the middle of the journal"]) {
      const command = await execute(code, "mark", { death });
      await child.ended();
      await child.start();
      expect(await whenDone(command.id)).toMatchObject({ status: "FAILED", errorCode: "AGENT_LOST" });
      const runs = (await child.marks()).filter((mark) => mark.startsWith(command.id));
      expect(runs.length).toBe(death === "before the run" ? 0 : 1);
    }
  });

  it("of an idempotent action that died comes from its second attempt", async () => {
    const code = "repeater";
    const child = await processNamed(code);
    const command = await execute(code, "markAgain", { death: "after the run" });
    await child.ended();
    await child.start();
    expect(await whenDone(command.id)).toMatchObject({ status: "SUCCEEDED" });
    expect(await child.marks()).toEqual([`${command.id} 1`, `${command.id} 2`]);
  });
});

describe("a process that is busy", () => {
  const quick = { TEST_HEARTBEAT_MS: "500", TEST_LONG_POLL: "false" };

  it("for longer than the offline threshold stays ONLINE, and the console can say since when", async () => {
    const child = await processNamed("busy", quick);
    const { agentId } = JSON.parse(await readFile(tokenFileOf("busy"), "utf8"));
    const command = await execute("busy", "block", { ms: 11_000 });
    const statuses = new Set<string>();
    await expect.poll(async () => (await agentOf(agentId)).busySinceAt, { timeout: 10_000 }).not.toBeNull();
    while ((await read(command.id)).status === "RUNNING") statuses.add((await agentOf(agentId)).status);
    expect(await read(command.id)).toMatchObject({ status: "SUCCEEDED" });
    expect([...statuses]).toEqual(["ONLINE"]);
    await expect.poll(async () => (await agentOf(agentId)).busySinceAt).toBeNull();
    expect(child.log()).not.toContain("heartbeat.inline");
  });

  it("without an answer for too long hangs, and becomes OFFLINE", async () => {
    await processNamed("hung", { ...quick, TEST_BUSY_LIMIT_MS: "2000" });
    const { agentId } = JSON.parse(await readFile(tokenFileOf("hung"), "utf8"));
    await execute("hung", "block", { ms: 60_000 });
    await expect.poll(async () => (await agentOf(agentId)).status, { timeout: 20_000 }).toBe("OFFLINE");
  });
});

describe("a token", () => {
  it("that an operator wants replaced is replaced while the agent works, and the old one is refused", async () => {
    const agent = (await agentNamed("rotated")).action({ name: "echo", handler: () => "still here" });
    await agent.start();
    const before = JSON.parse(await readFile(tokenFileOf("rotated"), "utf8")).agentToken;
    await operator.call("POST", `/api/admin/agents/${agent.agentId}/rotate-token`, {});
    await expect.poll(() => saw("token.rotated"), { timeout: 40_000 }).toBe(true);
    const after = JSON.parse(await readFile(tokenFileOf("rotated"), "utf8")).agentToken;
    expect(after).not.toBe(before);
    const probe = (token: string) =>
      fetch(`${opstage.base}/api/agents/${agent.agentId}/heartbeat`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await probe(before)).status).toBe(401);
    expect((await probe(after)).status).toBe(200);
    const command = await execute("rotated", "echo");
    expect((await whenDone(command.id)).status).toBe("SUCCEEDED");
    expect(saw("auth.refused")).toBe(false);
  });
});

it("[seed 82] an agent that is enabled again is back within seconds", async () => {
  const agent = (await agentNamed("enabled")).action({ name: "echo", handler: () => "back" });
  await agent.start();
  await operator.call("POST", `/api/admin/agents/${agent.agentId}/disable`, {});
  await expect.poll(() => saw("auth.refused"), { timeout: 10_000 }).toBe(true);
  await operator.call("POST", `/api/admin/agents/${agent.agentId}/enable`, {});
  await expect.poll(async () => (await agentOf(agent.agentId)).status, { timeout: 15_000 }).toBe("ONLINE");
  const command = await execute("enabled", "echo");
  expect((await whenDone(command.id)).status).toBe("SUCCEEDED");
});
