import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CapsuleAgent, type Health } from "@opstage/agent";
import { createRegistrationToken, type OperatorSession } from "./operator";
import type { OpstageProcess } from "./opstage-process";

/** A real agent of the SDK in this process. */
export interface RunningAgent {
  readonly agent: CapsuleAgent;
  /** What its health check answers from now on; reported at once. */
  setHealth(health: Health): Promise<void>;
  /** Declares another value for a configuration key; reported within a second. */
  setConfig(key: string, valuePreview: string): void;
  stop(): Promise<void>;
}

/** Registers and starts an agent with one service that has a few actions, one of each kind. */
export async function startAgent(
  opstage: Pick<OpstageProcess, "base">,
  session: OperatorSession,
  code: string,
): Promise<RunningAgent> {
  const folder = mkdtempSync(join(tmpdir(), "opstage-agent-"));
  let health: Health = { status: "UP", message: "all is well", details: { queue: { waiting: 3 } } };
  const values = new Map([["region", "eu-central"]]);
  const agent = new CapsuleAgent({
    backendUrl: opstage.base,
    registrationToken: await createRegistrationToken(session, `For ${code}`),
    tokenStore: { file: join(folder, "agent-token.json") },
    service: { code, name: `Service ${code}`, version: "2.1.0", description: "Stands for any service." },
    intervals: { heartbeatMs: 1_000, serviceReportMs: 1_000 },
    onLog: () => undefined,
  })
    .health(() => health)
    .configs(() => [
      { key: "region", label: "Region", type: "string", source: "env", valuePreview: values.get("region") },
      { key: "apiKey", label: "API key", type: "secret", sensitive: true, secretRef: "env://API_KEY" },
    ])
    .action<{ text: string }>({
      name: "echo",
      label: "Echo",
      description: "Answers what it was sent.",
      category: "diagnostics",
      inputSchema: {
        type: "object",
        properties: { text: { type: "string", title: "Text", default: "hello" } },
        required: ["text"],
      },
      prepare: () => ({ currentState: { sentBefore: 0 } }),
      handler: ({ text }) => ({ message: text, data: { text } }),
    })
    .action({
      name: "listThings",
      label: "List things",
      category: "item-management",
      handler: () => ({
        data: {
          list: {
            title: "Things",
            data: [
              { id: "t1", label: "First thing", status: "UP" },
              { id: "t2", label: "Second thing", status: "DOWN" },
            ],
            columns: [
              { key: "label", label: "Label" },
              { key: "status", label: "Status", format: "status" },
            ],
            rowActions: [{ label: "Echo it", action: "echo", payload: { text: "$row.label" } }],
          },
        },
      }),
    })
    .action({
      name: "check",
      label: "Check",
      category: "diagnostics",
      handler: () => {
        if (code.startsWith("broken")) throw new Error("The disk is full.");
        return { message: "All is in order." };
      },
    })
    .action({
      name: "waitForEnd",
      label: "Wait for the end",
      category: "diagnostics",
      handler: (_payload, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve({ message: "The end has come." }), { once: true });
        }),
    })
    .action({
      name: "issueKey",
      label: "Issue a key",
      category: "api-key",
      dangerLevel: "HIGH",
      requiresConfirmation: true,
      handler: () => ({ message: "The key is issued.", data: { generatedKey: `key-of-${code}-4711` } }),
    });
  await agent.start();
  return {
    agent,
    async setHealth(next) {
      health = next;
      await agent.runHealth();
    },
    setConfig: (key, valuePreview) => void values.set(key, valuePreview),
    async stop() {
      await agent.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
