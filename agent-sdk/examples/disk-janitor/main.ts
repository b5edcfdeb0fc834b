import { join } from "node:path";
import { CapsuleAgent, type DetailResult, type ListResult } from "@opstage/agent";
import { agentOptions, dataFolder, numberFrom, run } from "../support/environment";
import { filesToRemove, healthOf, type Usage, WatchedFolder } from "./folder";

/** Watches the size of its own folder and cleans it up on command. */
const megabyte = 1024 * 1024;
const limitBytes = numberFrom(process.env.DISK_JANITOR_LIMIT_MB, 50) * megabyte;
const limits = { limitBytes, warnBytes: Math.round(limitBytes * 0.7) };
const watched = new WatchedFolder(
  process.env.DISK_JANITOR_FOLDER ?? join(dataFolder("disk-janitor"), "workspace"),
);

function toList(usage: Usage): ListResult {
  return {
    title: watched.path,
    data: usage.files.map((file) => ({ id: file.name, ...file })),
    columns: [
      { key: "name", label: "File", copyable: true, ellipsis: true },
      { key: "bytes", label: "Size", format: "bytes" },
      { key: "modifiedAt", label: "Changed", format: "relativeTime" },
    ],
    rowActions: [
      { label: "Delete", action: "deleteFile", payload: { name: "$row.name" }, danger: true, confirm: true },
    ],
    pageActions: [{ label: "Clean up", action: "cleanUp", danger: true, confirm: true }],
    emptyText: "The folder is empty.",
  };
}

function toDetail(usage: Usage): DetailResult {
  const { bytes, diskFreeBytes, files } = usage;
  const oldestAt = files.at(-1)?.modifiedAt;
  return {
    title: watched.path,
    data: { bytes, diskFreeBytes, ...limits, fileCount: files.length, oldestAt },
    fields: [
      { key: "bytes", label: "Used", format: "bytes" },
      { key: "warnBytes", label: "Warning above", format: "bytes" },
      { key: "limitBytes", label: "Limit", format: "bytes" },
      { key: "fileCount", label: "Files", format: "number" },
      { key: "oldestAt", label: "Oldest file", format: "datetime" },
      { key: "diskFreeBytes", label: "Free on the disk", format: "bytes" },
    ],
    actions: [{ label: "Files", action: "listFiles" }],
  };
}

const agent: CapsuleAgent = new CapsuleAgent({
  ...agentOptions("disk-janitor"),
  service: {
    code: "disk-janitor",
    name: "Disk janitor",
    version: "1.0.0",
    description: "Watches the size of a folder and cleans it up on command.",
    manifest: { labels: ["demo", "storage"] },
  },
})
  // No catch here: a folder that cannot be measured makes the health UNKNOWN, with the reason.
  .health(async () => {
    const usage = await watched.usage();
    await watched.record(usage);
    return healthOf(usage, limits);
  })
  .configs(() => [
    { key: "folder", label: "Folder", type: "string", source: "env", valuePreview: watched.path },
    {
      key: "limitMb",
      label: "Limit in MB",
      type: "number",
      source: "env",
      valuePreview: String(limitBytes / megabyte),
      defaultValue: "50",
    },
    { key: "limits", label: "Limits in bytes", type: "json", valuePreview: JSON.stringify(limits) },
    { key: "cleansByItself", label: "Cleans by itself", type: "boolean", valuePreview: "false" },
  ])
  .action({
    name: "showUsage",
    label: "Show usage",
    category: "diagnostics",
    order: 1,
    handler: async () => ({ data: { detail: toDetail(await watched.usage()) } }),
  })
  .action({
    name: "listFiles",
    label: "Files",
    category: "diagnostics",
    order: 2,
    handler: async () => ({ data: { list: toList(await watched.usage()) } }),
  })
  .action<{ olderThanMinutes: number; keep: number; dryRun: boolean }>({
    name: "cleanUp",
    label: "Clean up",
    description: "Deletes old files of the watched folder.",
    category: "runtime-config",
    dangerLevel: "HIGH",
    requiresConfirmation: true,
    timeoutSeconds: 30,
    inputSchema: {
      type: "object",
      properties: {
        olderThanMinutes: { type: "integer", title: "Older than (minutes)", minimum: 0, default: 60 },
        keep: { type: "integer", title: "Always keep the newest", minimum: 0, maximum: 1_000, default: 1 },
        dryRun: { type: "boolean", title: "Only say what would go", default: false },
      },
      required: ["olderThanMinutes", "keep"],
    },
    async prepare() {
      return { currentState: { detail: toDetail(await watched.usage()) } };
    },
    async handler({ dryRun = false, ...rule }, { signal, log, progress }) {
      const chosen = filesToRemove(await watched.usage(), rule, Date.now());
      const bytes = chosen.reduce((sum, file) => sum + file.bytes, 0);
      if (dryRun) {
        return { message: `${chosen.length} files would go.`, data: { bytes, files: chosen } };
      }
      for (const [index, file] of chosen.entries()) {
        signal.throwIfAborted();
        await watched.remove(file.name);
        log.info(`${file.name} was deleted.`, { bytes: file.bytes });
        progress(((index + 1) / chosen.length) * 100, `${index + 1} of ${chosen.length} files`);
      }
      await agent.runHealth();
      return {
        message: `${chosen.length} files were deleted.`,
        data: { bytes, files: chosen.map((file) => file.name) },
      };
    },
  })
  .action<{ name: string }>({
    name: "deleteFile",
    label: "Delete a file",
    category: "row-action",
    dangerLevel: "MEDIUM",
    requiresConfirmation: true,
    inputSchema: {
      type: "object",
      properties: { name: { type: "string", title: "File", maxLength: 255 } },
      required: ["name"],
    },
    async handler({ name }) {
      await watched.remove(name);
      return { message: `${name} was deleted.`, data: { list: toList(await watched.usage()) } };
    },
  })
  .action<{ megabytes: number }>({
    name: "fillUp",
    label: "Take up space",
    description: "Writes a file of random bytes, to see what happens near the limit.",
    category: "advanced",
    dangerLevel: "MEDIUM",
    inputSchema: {
      type: "object",
      properties: {
        megabytes: { type: "integer", title: "Megabytes", minimum: 1, maximum: 60, default: 20 },
      },
      required: ["megabytes"],
    },
    async handler({ megabytes }) {
      const name = await watched.fill(megabytes);
      await agent.runHealth();
      return { message: `${name} was written.`, data: { detail: toDetail(await watched.usage()) } };
    },
  });

await run(agent);
