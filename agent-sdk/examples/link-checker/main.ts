import { mkdir } from "node:fs/promises";
import { CapsuleAgent, type ListResult } from "@opstage/agent";
import { agentOptions, dataFolder, numberFrom, run } from "../support/environment";
import { Targets } from "./targets";

/** Checks HTTP and TCP targets; its health is what they answer. */
const options = agentOptions("link-checker");
const folder = dataFolder("link-checker");
const timeoutMs = numberFrom(process.env.LINK_CHECKER_TIMEOUT_MS, 3_000);
const backend = new URL(options.backendUrl);
const backendPort = backend.port || (backend.protocol === "https:" ? "443" : "80");
/** Unless told otherwise it watches the Opstage that it belongs to. */
const initial =
  process.env.LINK_CHECKER_TARGETS ?? `${backend.origin}/health,${backend.hostname}:${backendPort}`;

await mkdir(folder, { recursive: true });
const targets = await Targets.open(
  folder,
  timeoutMs,
  initial
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean),
);

/** The form offers the targets that exist at this moment. */
function choiceOfTarget() {
  const known = targets.list();
  return {
    type: "object",
    properties: {
      id: {
        type: "string",
        title: "Target",
        ...(known.length > 0 && {
          enum: known.map((target) => target.id),
          enumLabels: known.map((target) => target.address),
        }),
      },
    },
    required: ["id"],
  };
}

const anyTarget = {
  type: "object",
  properties: { id: { type: "string", title: "Target" } },
  required: ["id"],
};

function toList(): ListResult {
  return {
    title: "Targets",
    data: targets.list().map((target) => targets.row(target)),
    columns: [
      { key: "address", label: "Address", copyable: true },
      { key: "kind", label: "Kind" },
      { key: "status", label: "Status", format: "status" },
      { key: "answer", label: "Answer" },
      { key: "durationMs", label: "Took", format: "duration" },
      { key: "checkedAt", label: "Checked", format: "relativeTime" },
    ],
    rowActions: [
      { label: "Check", action: "checkTarget", payload: { id: "$row.id" } },
      { label: "Remove", action: "removeTarget", payload: { id: "$row.id" }, danger: true, confirm: true },
    ],
    pageActions: [
      { label: "Check all", action: "checkAll" },
      { label: "Add a target", action: "addTarget" },
    ],
    emptyText: "There are no targets.",
  };
}

const agent: CapsuleAgent = new CapsuleAgent({
  ...options,
  service: {
    code: "link-checker",
    name: "Link checker",
    version: "1.0.0",
    description: "Checks whether HTTP and TCP targets answer.",
    manifest: { labels: ["demo", "network"] },
  },
})
  .health(
    async () => {
      await targets.checkAll();
      return targets.health();
    },
    // All targets are asked at once, so this is enough for the slowest of them.
    { timeoutMs: timeoutMs + 1_000 },
  )
  .configs(() => [
    {
      key: "targets",
      label: "Targets",
      type: "json",
      source: "file",
      valuePreview: JSON.stringify(targets.list().map((target) => target.address)),
    },
    {
      key: "timeoutMs",
      label: "Time limit in ms",
      type: "number",
      source: "env",
      valuePreview: String(timeoutMs),
      defaultValue: "3000",
    },
    {
      key: "followRedirects",
      label: "Follow redirects",
      type: "boolean",
      valuePreview: "true",
      defaultValue: "true",
    },
    {
      key: "proxyPassword",
      label: "Proxy password",
      type: "secretRef",
      sensitive: true,
      secretRef: "env://LINK_CHECKER_PROXY_PASSWORD",
    },
  ])
  .action({
    name: "listTargets",
    label: "Targets",
    category: "item-management",
    order: 1,
    handler: () => ({ data: { list: toList() } }),
  })
  .action({
    name: "checkAll",
    label: "Check all targets",
    category: "diagnostics",
    timeoutSeconds: 30,
    idempotent: true,
    async handler() {
      await targets.checkAll();
      await agent.runHealth();
      return { message: targets.health().message, data: { list: toList() } };
    },
  })
  .action<{ id: string }>({
    name: "checkTarget",
    label: "Check a target",
    category: "diagnostics",
    timeoutSeconds: 30,
    idempotent: true,
    inputSchema: anyTarget,
    prepare: () => ({ action: { inputSchema: choiceOfTarget() } }),
    async handler({ id }) {
      const { ok, answer } = await targets.check(id);
      const row = targets.row(targets.get(id));
      const detail = {
        title: row.address,
        data: row,
        fields: [
          { key: "status", label: "Status", format: "status" },
          { key: "answer", label: "Answer" },
          { key: "durationMs", label: "Took", format: "duration" },
          { key: "checkedAt", label: "Checked", format: "datetime" },
        ],
        actions: [{ label: "Check again", action: "checkTarget", payload: { id } }],
      };
      return { message: ok ? "The target answers." : `The target fails: ${answer}`, data: { detail } };
    },
  })
  .action<{ kind: "http" | "tcp"; address: string }>({
    name: "addTarget",
    label: "Add a target",
    category: "item-management",
    order: 2,
    inputSchema: {
      type: "object",
      properties: {
        kind: {
          type: "string",
          title: "Kind",
          enum: ["http", "tcp"],
          enumLabels: ["HTTP(S) URL", "TCP host and port"],
          default: "http",
        },
        address: {
          type: "string",
          title: "Address",
          placeholder: "https://example.com or localhost:5432",
          maxLength: 500,
        },
      },
      required: ["kind", "address"],
    },
    async handler({ kind, address }) {
      const target = await targets.add(kind, address);
      await targets.check(target.id);
      return { message: `${address} is watched now.`, data: { list: toList() } };
    },
  })
  .action<{ id: string }>({
    name: "removeTarget",
    label: "Remove a target",
    category: "item-management",
    order: 3,
    dangerLevel: "MEDIUM",
    requiresConfirmation: true,
    inputSchema: anyTarget,
    prepare: () => ({ action: { inputSchema: choiceOfTarget() } }),
    async handler({ id }) {
      const { address } = await targets.remove(id);
      return { message: `${address} is not watched any more.`, data: { list: toList() } };
    },
  });

await run(agent);
