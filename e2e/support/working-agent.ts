import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CapsuleAgent } from "@opstage/agent";
import { createRegistrationToken, type OperatorSession } from "./operator";
import type { OpstageProcess } from "./opstage-process";

export interface WorkingAgent {
  /** Lets the next step of the long work happen. */
  step(): void;
  /** Ends the work that ignores its signal. */
  release(): void;
  /** Goes away, and can come back. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** An agent whose work goes on step by step as the journey wants it, and tells how far it is. */
export async function startWorkingAgent(
  opstage: Pick<OpstageProcess, "base">,
  session: OperatorSession,
  code: string,
): Promise<WorkingAgent> {
  const folder = mkdtempSync(join(tmpdir(), "opstage-agent-"));
  const registrationToken = await createRegistrationToken(session, `For ${code}`);
  let takeStep: () => void = () => undefined;
  let release: () => void = () => undefined;
  const nextStep = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      takeStep = resolve;
      signal.addEventListener("abort", () => reject(new Error("Stopped.")), { once: true });
    });
  const create = () =>
    new CapsuleAgent({
      backendUrl: opstage.base,
      registrationToken,
      tokenStore: { file: join(folder, "agent-token.json") },
      service: { code, name: `Service ${code}` },
      intervals: { heartbeatMs: 1_000 },
      onLog: () => undefined,
    })
      .action({
        name: "work",
        label: "Work",
        handler: async (_payload, { progress, log, signal }) => {
          for (const part of [1, 2, 3, 4]) {
            log.info(`Part ${part} begins.`);
            progress(part * 20, `Part ${part} of 4`);
            if (part === 2) log.warn("Part 2 is slow.");
            await nextStep(signal);
          }
          return { message: "All parts are done." };
        },
      })
      .action({
        name: "stubborn",
        label: "Be stubborn",
        handler: () =>
          new Promise((resolve) => {
            release = () => resolve({ message: "At last." });
          }),
      })
      .action({
        name: "issueKey",
        label: "Issue a key",
        handler: () => ({ message: "The key is issued.", data: { generatedKey: "key-4711" } }),
      })
      .action({
        name: "report",
        label: "Report",
        handler: () => ({ data: { list: table(code) } }),
      })
      .action<{ id: string }>({
        name: "inspect",
        label: "Inspect",
        category: "row-action",
        inputSchema: {
          type: "object",
          properties: { id: { type: "string", title: "Id" } },
          required: ["id"],
        },
        handler: ({ id }) => ({
          data: { detail: { title: `Row ${id}`, data: { id, deep: { nested: { needle: "found it" } } } } },
        }),
      })
      .action({
        name: "fail",
        label: "Fail",
        handler: () => ({
          success: false,
          message: "The disk is full.",
          error: { code: "DISK_FULL", message: "The disk is full.", details: { path: "/var", freeBytes: 0 } },
        }),
      });
  let agent = create();
  await agent.start();
  return {
    step: () => takeStep(),
    release: () => release(),
    pause: () => agent.stop(),
    async resume() {
      agent = create();
      await agent.start();
    },
    async stop() {
      release();
      await agent.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function table(code: string) {
  const data = Array.from({ length: 12 }, (_, n) => ({
    id: `r${n}`,
    name: `Row ${n}`,
    size: (n * 7_919) % 4_096,
    state: n % 2 === 0 ? "active" : "failed",
    seen: new Date(Date.UTC(2026, 0, 1 + n)).toISOString(),
    page: n === 0 ? "javascript:alert(1)" : `https://example.com/${code}/${n}`,
    formula: "=1+1",
  }));
  return {
    title: "Rows",
    data,
    pageSize: 10,
    columns: [
      { key: "name", label: "Name" },
      { key: "size", label: "Size", format: "bytes" },
      { key: "state", label: "State", format: "status" },
      { key: "seen", label: "Seen", format: "datetime" },
      { key: "page", label: "Page", format: "link" },
      { key: "formula", label: "Formula" },
      { key: "id", label: "Id", format: "code", copyable: true },
    ],
    rowActions: [{ label: "Inspect", action: "inspect", payload: { id: "$row.id" } }],
    pageActions: [{ label: "Report again", action: "report" }],
  };
}
