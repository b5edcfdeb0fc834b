import { useSyncExternalStore } from "react";

/** Whether the last call was answered at all; a refusal is an answer. */
let isAway = false;
const listeners = new Set<() => void>();

function note(next: boolean): void {
  if (next === isAway) return;
  isAway = next;
  for (const tell of listeners) tell();
}

/** Told of every call's end: the server answered, or nothing came. */
export function noteAnswer(arrived: boolean): void {
  note(!arrived);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True while the server cannot be reached. */
export function useServerAway(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isAway,
    () => false,
  );
}
