/**
 * What was typed into a form and not sent yet, kept for the life of the tab: it survives the way through the
 * sign-in page when the session ends in the middle. Secrets are left out by those who write a draft.
 */
const prefix = "opstage.draft.";

/** Drafts that a form on screen has taken up, so that a second form of the same name does not. */
const claimed = new Set<string>();

/** The draft of this name, or undefined. Never throws. */
export function readDraft(name: string): unknown {
  try {
    const text = globalThis.sessionStorage?.getItem(prefix + name);
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft. A browser that refuses storage keeps none. */
export function writeDraft(name: string, value: unknown): void {
  try {
    globalThis.sessionStorage?.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // Full or forbidden: what is typed lives as long as the page.
  }
}

/** Forgets a draft: what it was for is done, or the person gave it up. */
export function dropDraft(name: string): void {
  claimed.delete(name);
  try {
    globalThis.sessionStorage?.removeItem(prefix + name);
  } catch {
    // Nothing was kept then.
  }
}

/** True for the first who asks while there is a draft of this name. */
export function claimDraft(name: string): boolean {
  if (claimed.has(name) || readDraft(name) === undefined) return false;
  claimed.add(name);
  return true;
}

/** Forgets every draft: another person may sign in here next. */
export function dropAllDrafts(): void {
  claimed.clear();
  try {
    const storage = globalThis.sessionStorage;
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}
