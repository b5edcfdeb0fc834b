import { useSyncExternalStore } from "react";

/**
 * Preferences of this screen, and only those, live in web storage. A browser that refuses storage keeps them
 * for the life of the page.
 */
const memory = new Map<string, string>();
const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}

/** The stored value, or null. Never throws. */
export function readPreference(key: string): string | null {
  const kept = memory.get(key);
  if (kept !== undefined) return kept;
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a value and tells every component that shows it. */
export function writePreference(key: string, value: string): void {
  memory.set(key, value);
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // Storage is full or forbidden: the value lives as long as the page.
  }
  announce();
}

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent): void => {
    if (event.key !== null) memory.delete(event.key);
    else memory.clear();
    listener();
  };
  listeners.add(listener);
  globalThis.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener("storage", onStorage);
  };
}

/** The stored value; null on the server, and follows changes made in other tabs. */
export function usePreference(key: string): string | null {
  return useSyncExternalStore(
    subscribe,
    () => readPreference(key),
    () => null,
  );
}
