import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { CapsuleAgent, type Health } from "@opstage/agent";
import { agentOptions, dataFolder, run } from "../support/environment";
import { addItemActions } from "./item-actions";
import { Items } from "./items";
import { hashChain, hashFor } from "./job";

/** A worker that hashes, keeps texts, and can be told to feel unwell. */
const folder = dataFolder("demo-worker");
const code = process.env.DEMO_SERVICE_CODE ?? "demo-worker";
const message = process.env.DEMO_MESSAGE ?? "ready to work";
const statusOfMode = { healthy: "UP", degraded: "DEGRADED", unhealthy: "DOWN", unknown: "UNKNOWN" } as const;
type Mode = keyof typeof statusOfMode;
const modes = Object.keys(statusOfMode);

await mkdir(folder, { recursive: true });
const items = await Items.open(folder);
let mode: Mode = "healthy";
let failsNext = true;

const agent: CapsuleAgent = new CapsuleAgent({
  ...agentOptions("demo-worker"),
  service: {
    code,
    name: process.env.DEMO_SERVICE_NAME ?? "Demo worker",
    version: "1.0.0",
    description: "Hashes, keeps texts, and shows what an action can be.",
    manifest: {
      labels: ["demo"],
      capabilities: ["echo", "jobs", "items"],
      events: [{ name: "demo.item.created", direction: "publish" }],
    },
  },
})
  .health((): Health => {
    const { rss, heapUsed } = process.memoryUsage();
    return {
      status: statusOfMode[mode],
      message: mode === "healthy" ? message : `health mode is ${mode}`,
      details: { items: items.count, rssBytes: rss, heapBytes: heapUsed, uptimeSeconds: process.uptime() },
    };
  })
  .configs(() => [
    { key: "message", label: "Message", type: "string", source: "env", valuePreview: message },
    { key: "healthMode", label: "Health mode", type: "select", source: "memory", valuePreview: mode },
    {
      key: "itemCount",
      label: "Items kept",
      type: "number",
      source: "file",
      valuePreview: String(items.count),
    },
    { key: "failsNext", label: "failOnce will fail", type: "boolean", valuePreview: String(failsNext) },
    { key: "modes", label: "Known health modes", type: "json", valuePreview: JSON.stringify(modes) },
  ])
  .action<{ text: string }>({
    name: "echo",
    label: "Echo",
    description: "Answers what it was sent.",
    category: "diagnostics",
    order: 1,
    inputSchema: {
      type: "object",
      properties: { text: { type: "string", title: "Text", default: "hello", maxLength: 1_000 } },
      required: ["text"],
    },
    idempotent: true,
    handler: ({ text }) => ({ message: text, data: { text } }),
  })
  .action({
    name: "runHealthCheck",
    label: "Run the health check",
    category: "diagnostics",
    order: 2,
    handler: async () => {
      const health = await agent.runHealth();
      return { message: `The service is ${health.status}.`, data: { health } };
    },
  })
  .action<{ mode: Mode }>({
    name: "setHealthMode",
    label: "Set the health mode",
    description: "What the health check answers from now on.",
    dangerLevel: "MEDIUM",
    category: "runtime-config",
    inputSchema: {
      type: "object",
      properties: { mode: { type: "string", title: "Mode", enum: modes, default: "healthy" } },
      required: ["mode"],
    },
    prepare: () => ({ initialPayload: { mode }, currentState: { mode } }),
    async handler(payload) {
      mode = payload.mode;
      await agent.runHealth();
      return { message: `The health mode is ${mode}.`, data: { mode } };
    },
  })
  .action<{ durationMs: number }>({
    name: "runDemoJob",
    label: "Run a short job",
    description: "Hashes for the given time.",
    category: "diagnostics",
    order: 3,
    timeoutSeconds: 15,
    inputSchema: {
      type: "object",
      properties: {
        durationMs: {
          type: "integer",
          title: "Duration in ms",
          minimum: 100,
          maximum: 5_000,
          default: 1_000,
        },
      },
      required: ["durationMs"],
    },
    handler: async ({ durationMs }, context) => ({
      message: "The job is done.",
      data: { ...(await hashFor(durationMs, context)) },
    }),
  })
  .action<{ seconds: number }>({
    name: "runLongJob",
    label: "Run a long job",
    description:
      "Hashes for the given time and shows how far it is; more than two minutes is more than it gets. Can be cancelled.",
    category: "session",
    timeoutSeconds: 120,
    inputSchema: {
      type: "object",
      properties: { seconds: { type: "integer", title: "Seconds", minimum: 1, maximum: 300, default: 60 } },
      required: ["seconds"],
    },
    async handler({ seconds }, context) {
      context.log.info("The long job begins.", { seconds });
      return { message: "The long job is done.", data: { ...(await hashFor(seconds * 1_000, context)) } };
    },
  })
  .action<{ text: string; length: number }>({
    name: "hashChain",
    label: "Compute a chain of digests",
    description: "A long chain makes a result that is larger than Opstage accepts.",
    category: "advanced",
    inputSchema: {
      type: "object",
      properties: {
        text: { type: "string", title: "Text", default: "opstage" },
        length: { type: "integer", title: "Length", minimum: 1, maximum: 50_000, default: 20 },
      },
      required: ["text", "length"],
    },
    handler: ({ text, length }) => ({ data: { list: { title: "Digests", data: hashChain(text, length) } } }),
  })
  .action({
    name: "failOnce",
    label: "Fail once",
    description: "Fails, and succeeds when it is tried again.",
    category: "advanced",
    handler() {
      failsNext = !failsNext;
      return failsNext
        ? { message: "This time it worked." }
        : {
            success: false,
            message: "This failure is wanted; try again.",
            error: { code: "DEMO_FAILURE", message: "This failure is wanted; try again." },
          };
    },
  })
  .action<{ text: string }>({
    name: "notify",
    label: "Write a notification",
    description: "Appends a line to notifications.log in the worker's folder.",
    category: "other",
    inputSchema: {
      type: "object",
      properties: {
        text: { type: "string", title: "Text", format: "textarea", maxLength: 500, minLength: 1 },
      },
      required: ["text"],
    },
    async handler({ text }) {
      const file = join(folder, "notifications.log");
      await appendFile(file, `${new Date().toISOString()} ${JSON.stringify(text)}\n`);
      return { message: "The notification was written.", data: { file } };
    },
  });
addItemActions(agent, items);

await run(agent);
