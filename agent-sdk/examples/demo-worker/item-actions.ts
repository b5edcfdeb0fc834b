import type { CapsuleAgent, DetailResult, ListResult } from "@opstage/agent";
import type { Item, Items } from "./items";
import { hashFor } from "./job";

const idField = { type: "string", title: "Item id" };
const onlyId = { type: "object", properties: { id: idField }, required: ["id"] };

/** The item list with everything that can be done to a row. */
export function addItemActions(agent: CapsuleAgent, items: Items): void {
  agent
    .action<{ q?: string }>({
      name: "searchDemoItems",
      label: "Search items",
      description: "Lists the worker's texts; search looks at titles and contents.",
      category: "item-management",
      order: 1,
      inputSchema: {
        type: "object",
        properties: { q: { type: "string", title: "Search", placeholder: "part of a title or text" } },
      },
      handler: ({ q = "" }) => ({ message: "Items found.", data: { list: toList(items.search(q)) } }),
    })
    .action<{ title: string; text: string }>({
      name: "createDemoItem",
      label: "Create an item",
      category: "item-management",
      order: 2,
      inputSchema: {
        type: "object",
        properties: {
          title: { type: "string", title: "Title", minLength: 1, maxLength: 100 },
          text: { type: "string", title: "Text", format: "textarea", maxLength: 10_000 },
        },
        required: ["title", "text"],
      },
      async handler({ title, text }) {
        const item = await items.create(title, text);
        // Not awaited: whether anybody listens is no business of this action. Where the bus is off, the log says so.
        void agent.publishEvent({
          eventType: "demo.item.created",
          payload: { itemId: item.id, title, bytes: Buffer.byteLength(text) },
        });
        return { message: "The item was created.", data: { detail: toDetail(item) } };
      },
    })
    .action<{ id: string }>({
      name: "inspectDemoItem",
      label: "Inspect",
      category: "row-action",
      inputSchema: onlyId,
      handler: ({ id }) => ({ data: { detail: toDetail(items.get(id)) } }),
    })
    .action<{ id: string; durationMs: number }>({
      name: "runDemoJobForItem",
      label: "Examine",
      description: "Works for a while, then counts and hashes the item's text.",
      category: "row-action",
      timeoutSeconds: 15,
      inputSchema: {
        type: "object",
        properties: {
          id: idField,
          durationMs: {
            type: "integer",
            title: "Duration in ms",
            minimum: 100,
            maximum: 5_000,
            default: 500,
          },
        },
        required: ["id"],
      },
      async handler({ id, durationMs = 500 }, context) {
        await hashFor(durationMs, context);
        return { message: "The item was examined.", data: { detail: toDetail(await items.examine(id)) } };
      },
    })
    .action<{ id: string; enabled: boolean }>({
      name: "disableDemoItem",
      label: "Disable or enable",
      dangerLevel: "MEDIUM",
      requiresConfirmation: true,
      category: "row-action",
      inputSchema: {
        type: "object",
        properties: { id: idField, enabled: { type: "boolean", title: "Enabled", default: false } },
        required: ["id"],
      },
      handler: async ({ id, enabled = false }) => ({
        message: enabled ? "The item is enabled." : "The item is disabled.",
        data: { detail: toDetail(await items.setEnabled(id, enabled)) },
      }),
    })
    .action<{ id: string }>({
      name: "deleteDemoItem",
      label: "Delete",
      dangerLevel: "HIGH",
      requiresConfirmation: true,
      category: "row-action",
      inputSchema: onlyId,
      handler: async ({ id }) => ({ message: `"${(await items.remove(id)).title}" was deleted.` }),
    });
}

function toList(items: readonly Item[]): ListResult {
  return {
    title: "Items",
    data: items.map(({ text, ...item }) => ({ ...item, bytes: Buffer.byteLength(text) })),
    columns: [
      { key: "title", label: "Title", ellipsis: true },
      { key: "enabled", label: "Enabled", format: "boolean" },
      { key: "bytes", label: "Size", format: "bytes" },
      { key: "examined.words", label: "Words" },
      { key: "examined.at", label: "Examined", format: "relativeTime" },
      { key: "createdAt", label: "Created", format: "datetime" },
      { key: "id", label: "Id", format: "code", copyable: true, ellipsis: true },
    ],
    rowActions: [
      { label: "Inspect", action: "inspectDemoItem", payload: { id: "$row.id" } },
      { label: "Examine", action: "runDemoJobForItem", payload: { id: "$row.id", durationMs: 500 } },
      { label: "Disable", action: "disableDemoItem", payload: { id: "$row.id", enabled: false } },
      { label: "Delete", action: "deleteDemoItem", payload: { id: "$row.id" }, danger: true, confirm: true },
    ],
    pageActions: [{ label: "Create an item", action: "createDemoItem" }],
    emptyText: "No item matches.",
  };
}

function toDetail({ text, ...item }: Item): DetailResult {
  return {
    title: item.title,
    data: { ...item, begin: text.slice(0, 200), bytes: Buffer.byteLength(text) },
    fields: [
      { key: "id", label: "Id", format: "code", copyable: true },
      { key: "enabled", label: "Enabled", format: "boolean" },
      { key: "bytes", label: "Size", format: "bytes" },
      { key: "createdAt", label: "Created", format: "datetime" },
      { key: "begin", label: "Begins with" },
      { key: "examined.words", label: "Words" },
      { key: "examined.lines", label: "Lines" },
      { key: "examined.sha256", label: "SHA-256", format: "code", copyable: true },
      { key: "examined.at", label: "Examined", format: "relativeTime" },
    ],
    actions: [{ label: "Examine", action: "runDemoJobForItem", payload: { id: item.id, durationMs: 500 } }],
  };
}
