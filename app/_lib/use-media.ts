"use client";

import { useSyncExternalStore } from "react";
import { breakpoints } from "./theme";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = globalThis.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => globalThis.matchMedia(query).matches,
    () => false,
  );
}

/** True on a phone's width, where tables become cards. */
export function useNarrow(): boolean {
  return useMedia(`(max-width: ${breakpoints.narrow - 0.02}px)`);
}

/** True where the side navigation does not fit and becomes a drawer. */
export function useCompact(): boolean {
  return useMedia(`(max-width: ${breakpoints.compact - 0.02}px)`);
}

/** True while the page is put on paper. */
export function usePrinting(): boolean {
  return useMedia("print");
}

/** True when the person asked the system for less motion. */
export function useReducedMotion(): boolean {
  return useMedia("(prefers-reduced-motion: reduce)");
}
