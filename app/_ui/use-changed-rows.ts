"use client";

import { useEffect, useRef, useState } from "react";

const flashMs = 1_200;

/**
 * The keys of rows whose signature changed since they were last shown, for a moment. Rows that are new to the
 * page count too, but not a page's first rows, nor those of another page.
 */
export function useChangedRows(view: string, signatures: ReadonlyMap<string, string>): ReadonlySet<string> {
  const before = useRef<{ view: string; signatures: ReadonlyMap<string, string> } | undefined>(undefined);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const last = before.current;
    before.current = { view, signatures };
    if (last === undefined || last.view !== view || last.signatures.size === 0) return;
    const keys = [...signatures]
      .filter(([key, value]) => last.signatures.get(key) !== value)
      .map(([key]) => key);
    if (keys.length === 0) return;
    setChanged(new Set(keys));
    const timer = setTimeout(() => setChanged(new Set()), flashMs);
    return () => clearTimeout(timer);
  }, [view, signatures]);
  return changed;
}
