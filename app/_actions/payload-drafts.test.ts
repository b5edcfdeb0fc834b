import type { JsonObject } from "@opstage/contracts";
import { describe, expect, it } from "vitest";
import { clearDraft, readDraft, saveDraft, withoutSecrets } from "./payload-drafts";

const action = { serviceId: "svc_1", name: "deploy" } as const;
const schema: JsonObject = {
  type: "object",
  properties: {
    host: { type: "string" },
    pin: { type: "string", writeOnly: true },
    dbPassword: { type: "string" },
    users: {
      type: "array",
      items: { properties: { name: {}, key: { type: "string", format: "password" } } },
    },
    target: { oneOf: [{ properties: { url: {} } }, { properties: { token: { writeOnly: true } } }] },
    keys: { type: "array", items: { type: "string", writeOnly: true } },
  },
};
const payload = {
  host: "a",
  pin: "1234",
  dbPassword: "hunter2",
  users: [{ name: "ann", key: "k-1" }],
  target: { token: "t-1" },
  keys: ["s-1"],
};

function memoryStore() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

describe("drafts of a payload", () => {
  it("never hold a secret, wherever the schema puts it", () => {
    const kept = withoutSecrets(schema, payload);
    expect(kept).toMatchObject({ host: "a", users: [{ name: "ann" }], target: {} });
    for (const secret of ["1234", "hunter2", "k-1", "t-1", "s-1"]) {
      expect(JSON.stringify(kept)).not.toContain(secret);
    }
  });

  it("hold what the operator decided and nothing else, until they are cleared", () => {
    const store = memoryStore();
    saveDraft(action, { schema, payload, decided: ["host", "pin"] }, store);
    expect(readDraft(action, store)).toEqual({ host: "a" });
    clearDraft(action, store);
    expect(readDraft(action, store)).toBeUndefined();
  });

  it("leave no trace where nothing was decided", () => {
    const store = memoryStore();
    saveDraft(action, { schema, payload, decided: ["pin"] }, store);
    expect(store.values.size).toBe(0);
  });

  it("are nothing where the store holds something else", () => {
    const store = memoryStore();
    store.setItem("opstage.draft.svc_1.deploy", "[1");
    expect(readDraft(action, store)).toBeUndefined();
  });
});
