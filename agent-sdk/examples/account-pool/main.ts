import { mkdir } from "node:fs/promises";
import { CapsuleAgent, type DetailResult, type ListResult } from "@opstage/agent";
import { agentOptions, dataFolder, run } from "../support/environment";
import { type Account, coolDownMinutes, Pool, stateOf } from "./pool";

/** Issues keys to accounts and looks after them. */
const folder = dataFolder("account-pool");
await mkdir(folder, { recursive: true });
const pool = await Pool.open(folder);
// Its first clients are the services it shares this machine with.
if (pool.list().length === 0) {
  for (const label of ["demo-worker", "link-checker", "disk-janitor"]) await pool.create(label);
}

const accountId = { type: "string", title: "Account id" };
const onlyId = { type: "object", properties: { id: accountId }, required: ["id"] };

function toRow({ keySha256, ...account }: Account) {
  return { ...account, status: stateOf({ keySha256, ...account }), keyFingerprint: keySha256.slice(0, 12) };
}

function toList(): ListResult {
  return {
    title: "Accounts",
    data: pool.list().map(toRow),
    columns: [
      { key: "label", label: "Account" },
      { key: "status", label: "Status", format: "status" },
      { key: "failures", label: "Failures", format: "number" },
      { key: "coolsDownUntil", label: "Rests until", format: "relativeTime" },
      { key: "keyIssuedAt", label: "Key issued", format: "datetime" },
      { key: "id", label: "Id", format: "code", copyable: true },
    ],
    rowActions: [
      { label: "Inspect", action: "inspectAccount", payload: { id: "$row.id" } },
      { label: "Cool down", action: "coolDownAccount", payload: { id: "$row.id", minutes: coolDownMinutes } },
      { label: "Rotate key", action: "rotateKey", payload: { id: "$row.id" }, confirm: true },
      { label: "Disable", action: "disableAccount", payload: { id: "$row.id" }, danger: true, confirm: true },
      { label: "Enable", action: "enableAccount", payload: { id: "$row.id" } },
    ],
    pageActions: [{ label: "Create an account", action: "createAccount" }],
    emptyText: "The pool is empty.",
  };
}

function toDetail(account: Account): DetailResult {
  return {
    title: account.label,
    data: toRow(account),
    fields: [
      { key: "status", label: "Status", format: "status" },
      { key: "id", label: "Id", format: "code", copyable: true },
      { key: "keyFingerprint", label: "Key fingerprint", format: "code" },
      { key: "keyIssuedAt", label: "Key issued", format: "datetime" },
      { key: "failures", label: "Wrong keys in a row", format: "number" },
      { key: "lastError", label: "Last error" },
      { key: "coolsDownUntil", label: "Rests until", format: "datetime" },
    ],
    actions: [
      { label: "Verify a key", action: "verifyKey", payload: { id: account.id } },
      { label: "Delete", action: "deleteAccount", payload: { id: account.id }, danger: true, confirm: true },
    ],
  };
}

const agent = new CapsuleAgent({
  ...agentOptions("account-pool"),
  service: {
    code: "account-pool",
    name: "Account pool",
    version: "1.0.0",
    description: "Issues keys to accounts, checks them, and lets failing accounts rest.",
    manifest: { labels: ["demo", "accounts"] },
  },
})
  .health(() => pool.health())
  .configs(() => [
    { key: "file", label: "Pool file", type: "string", source: "env", valuePreview: pool.file },
    {
      key: "coolDownMinutes",
      label: "Cool-down in minutes",
      type: "number",
      valuePreview: String(coolDownMinutes),
    },
    { key: "keyHash", label: "Key hash", type: "select", valuePreview: "sha256", defaultValue: "sha256" },
    // Reported as a secret: whatever a service puts here stays in its process.
    { key: "keys", label: "Keys", type: "secret", source: "file", sensitive: true },
  ])
  .action({
    name: "listAccounts",
    label: "Accounts",
    category: "account",
    order: 1,
    handler: () => ({ data: { list: toList() } }),
  })
  .action<{ label: string }>({
    name: "createAccount",
    label: "Create an account",
    category: "account",
    order: 2,
    inputSchema: {
      type: "object",
      properties: { label: { type: "string", title: "Name", minLength: 1, maxLength: 80 } },
      required: ["label"],
    },
    async handler({ label }) {
      const { account, key } = await pool.create(label);
      return {
        message: "The account was created. Its key is shown once.",
        data: { generatedKey: key, detail: toDetail(account) },
      };
    },
  })
  .action<{ id: string }>({
    name: "inspectAccount",
    label: "Inspect",
    category: "row-action",
    inputSchema: onlyId,
    handler: ({ id }) => ({ data: { detail: toDetail(pool.get(id)) } }),
  })
  .action<{ id: string }>({
    name: "rotateKey",
    label: "Rotate key",
    description: "Issues a new key; the old one stops working at once.",
    category: "row-action",
    dangerLevel: "HIGH",
    requiresConfirmation: true,
    inputSchema: onlyId,
    async handler({ id }) {
      const { account, key } = await pool.rotateKey(id);
      return {
        message: `${account.label} has a new key. It is shown once.`,
        data: { generatedKey: key, detail: toDetail(account) },
      };
    },
  })
  .action<{ id: string; key: string }>({
    name: "verifyKey",
    label: "Verify a key",
    description: "Three wrong keys in a row send the account into a cool-down.",
    category: "api-key",
    inputSchema: {
      type: "object",
      properties: {
        id: accountId,
        key: { type: "string", title: "Key", format: "password", writeOnly: true, minLength: 1 },
      },
      required: ["id", "key"],
    },
    prepare: () => {
      const accounts = pool.list();
      const choice = {
        enum: accounts.map((account) => account.id),
        enumLabels: accounts.map((account) => account.label),
      };
      const key = { type: "string", title: "Key", format: "password", writeOnly: true, minLength: 1 };
      const id = accounts.length > 0 ? { ...accountId, title: "Account", ...choice } : accountId;
      return {
        action: { inputSchema: { type: "object", properties: { id, key }, required: ["id", "key"] } },
      };
    },
    async handler({ id, key }) {
      const { accepted, reason } = await pool.verify(id, key);
      return accepted
        ? { message: reason, data: { accepted } }
        : { success: false, message: reason, error: { code: "KEY_REFUSED", message: reason } };
    },
  })
  .action<{ id: string; minutes: number }>({
    name: "coolDownAccount",
    label: "Cool down",
    category: "row-action",
    inputSchema: {
      type: "object",
      properties: {
        id: accountId,
        minutes: { type: "integer", title: "Minutes", minimum: 1, maximum: 1_440, default: coolDownMinutes },
      },
      required: ["id"],
    },
    handler: async ({ id, minutes = coolDownMinutes }) => ({
      message: "The account rests.",
      data: { detail: toDetail(await pool.coolDown(id, minutes)) },
    }),
  })
  .action<{ id: string }>({
    name: "disableAccount",
    label: "Disable",
    category: "row-action",
    dangerLevel: "MEDIUM",
    requiresConfirmation: true,
    inputSchema: onlyId,
    handler: async ({ id }) => ({
      message: "The account is disabled.",
      data: { detail: toDetail(await pool.setEnabled(id, false)) },
    }),
  })
  .action<{ id: string }>({
    name: "enableAccount",
    label: "Enable",
    category: "row-action",
    inputSchema: onlyId,
    handler: async ({ id }) => ({
      message: "The account is enabled.",
      data: { detail: toDetail(await pool.setEnabled(id, true)) },
    }),
  })
  .action<{ id: string }>({
    name: "deleteAccount",
    label: "Delete",
    category: "row-action",
    dangerLevel: "HIGH",
    requiresConfirmation: true,
    inputSchema: onlyId,
    handler: async ({ id }) => ({ message: `${(await pool.remove(id)).label} was deleted.` }),
  });

await run(agent);
