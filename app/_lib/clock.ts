"use client";

import { useSyncExternalStore } from "react";

/** How far the server's clock is ahead of this one, in ms; ages on screen are the server's. */
let skewMs = 0;

/** Learns the server's clock from a reply's Date header, which is exact to a second. */
export function learnServerTime(dateHeader: string | null): void {
  if (dateHeader === null) return;
  const serverMs = Date.parse(dateHeader);
  if (Number.isNaN(serverMs)) return;
  const difference = serverMs + 500 - Date.now();
  skewMs = Math.abs(difference) < 3_000 ? 0 : difference;
}

const tickMs = 1_000;
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function readNow(): number {
  return Date.now() + skewMs;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = readNow();
    for (const tell of listeners) tell();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The server's time, rounded down to `stepMs`, so that a component renders only when its text may change. */
export function useNow(stepMs = tickMs): number {
  return useSyncExternalStore(
    subscribe,
    () => {
      if (timer === undefined || now === 0) now = readNow();
      return Math.floor(now / stepMs) * stepMs;
    },
    () => 0,
  );
}
