"use client";

import { useEffect, useMemo, useState } from "react";

/** Rows that a person has picked from a list, also on pages that are not shown now. */
export interface RowSelection {
  readonly keys: ReadonlySet<string>;
  /** All that match the list's filters, however many they are; `keys` says nothing then. */
  readonly isAllMatching: boolean;
  readonly isEmpty: boolean;
  choose(keys: readonly string[], isChosen: boolean): void;
  chooseAllMatching(): void;
  clear(): void;
}

interface Chosen {
  readonly keys: ReadonlySet<string>;
  readonly isAllMatching: boolean;
}

const nothing: Chosen = { keys: new Set(), isAllMatching: false };

/** `scope` names what the list shows, such as its filters: another scope begins with nothing chosen. */
export function useSelection(scope: string): RowSelection {
  const [chosen, setChosen] = useState<Chosen>(nothing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scope is what empties the selection
  useEffect(() => setChosen(nothing), [scope]);
  return useMemo(
    () => ({
      ...chosen,
      isEmpty: !chosen.isAllMatching && chosen.keys.size === 0,
      choose: (keys, isChosen) =>
        setChosen((before) => {
          const next = new Set(before.isAllMatching ? [] : before.keys);
          for (const key of keys) {
            if (isChosen) next.add(key);
            else next.delete(key);
          }
          return { keys: next, isAllMatching: false };
        }),
      chooseAllMatching: () => setChosen({ keys: new Set(), isAllMatching: true }),
      clear: () => setChosen(nothing),
    }),
    [chosen],
  );
}
