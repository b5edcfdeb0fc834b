"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** One value of the address's query, such as the open tab, and how to change it without loading anything. */
export function useUrlValue(name: string): [string | undefined, (value: string | undefined) => void] {
  const params = useSearchParams();
  const change = useCallback(
    (value: string | undefined) => {
      const next = new URLSearchParams(window.location.search);
      if (value) next.set(name, value);
      else next.delete(name);
      const text = next.toString();
      window.history.replaceState(null, "", text ? `?${text}` : window.location.pathname);
    },
    [name],
  );
  return [params.get(name) ?? undefined, change];
}
