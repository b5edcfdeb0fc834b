import type { Action, JsonObject, JsonValue } from "@opstage/contracts";
import { secretPaths } from "@opstage/contracts/json-schema";
import { isSecretField } from "./form/form-schema";
import { schemasAt } from "./form/schema-walk";
import { isObject } from "./results/template";

/** Drafts live as long as the tab, and never hold a secret. */
type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What a draft belongs to. */
export type DraftOf = Pick<Action, "serviceId" | "name">;

const prefix = "opstage.draft.";

/** A payload without what must not be kept: fields that the schema, or their name, calls secret. */
export function withoutSecrets(schema: JsonObject, payload: JsonObject): JsonObject {
  const hidden = new Set(secretPaths(schema, payload).map((path) => path.join(".")));
  const keep = (value: JsonValue, path: readonly string[]): JsonValue => {
    if (Array.isArray(value)) {
      const items = value.map((item, index) => [item, [...path, String(index)]] as const);
      return items.filter(([, here]) => !hidden.has(here.join("."))).map(([item, here]) => keep(item, here));
    }
    if (!isObject(value)) return value;
    const members = Object.entries(value).flatMap(([name, member]): [string, JsonValue][] => {
      const here = [...path, name];
      const isSecret = hidden.has(here.join(".")) || isSecretAt(schema, here);
      return isSecret ? [] : [[name, keep(member, here)]];
    });
    return Object.fromEntries(members);
  };
  const kept = keep(payload, []);
  return isObject(kept) ? kept : {};
}

function isSecretAt(schema: JsonObject, path: readonly string[]): boolean {
  const name = path.at(-1) ?? "";
  return isSecretField(name, {}) || schemasAt(schema, path.join(".")).some((one) => isSecretField(name, one));
}

/** Keeps what was entered, for an accidental close. */
export function saveDraft(
  action: DraftOf,
  draft: { schema: JsonObject; payload: JsonObject; decided: readonly string[] },
  store: DraftStore | undefined = tabStore(),
): void {
  const entered = Object.fromEntries(
    Object.entries(draft.payload).filter(([name]) => draft.decided.includes(name)),
  );
  const kept = withoutSecrets(draft.schema, entered);
  try {
    if (Object.keys(kept).length === 0) store?.removeItem(keyOf(action));
    else store?.setItem(keyOf(action), JSON.stringify(kept));
  } catch {
    // The store is full or forbidden: the draft lives as long as the panel.
  }
}

/** What was entered before the panel was closed, if it was not submitted. */
export function readDraft(
  action: DraftOf,
  store: DraftStore | undefined = tabStore(),
): JsonObject | undefined {
  try {
    const text = store?.getItem(keyOf(action));
    const draft: JsonValue = text ? JSON.parse(text) : null;
    return isObject(draft) ? draft : undefined;
  } catch {
    return undefined;
  }
}

export function clearDraft(action: DraftOf, store: DraftStore | undefined = tabStore()): void {
  try {
    store?.removeItem(keyOf(action));
  } catch {
    // Nothing is kept where nothing can be.
  }
}

function keyOf({ serviceId, name }: DraftOf): string {
  return `${prefix}${serviceId}.${name}`;
}

function tabStore(): DraftStore | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
