"use client";

import { usePreference, writePreference } from "./preferences";

/** A list's filters and order under a name: the query of an address, never its rows. */
export interface SavedView {
  readonly name: string;
  readonly query: string;
}

/** What in an address is a moment of looking, not a view. */
const passing = ["page", "cursor", "tab", "run"] as const;

/** The part of a query that a view keeps, in one order, so that equal views have equal queries. */
export function viewQuery(search: string): string {
  const query = new URLSearchParams(search);
  for (const name of passing) query.delete(name);
  query.sort();
  return query.toString();
}

function isView(value: unknown): value is SavedView {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "query" in value &&
    typeof value.query === "string"
  );
}

/** Reads what is stored; what is not a view is left out. */
export function parseViews(stored: string | null): SavedView[] {
  if (!stored) return [];
  try {
    const views: unknown = JSON.parse(stored);
    return Array.isArray(views) ? views.filter(isView) : [];
  } catch {
    return [];
  }
}

/** The named views of a list, remembered on this screen. */
export function useSavedViews(list: string) {
  const key = `opstage.views.${list}`;
  const views = parseViews(usePreference(key));
  const store = (next: readonly SavedView[]): void => writePreference(key, JSON.stringify(next));
  return {
    views,
    /** Keeps a view; one of the same name is replaced. */
    save: (view: SavedView) => store([...views.filter(({ name }) => name !== view.name), view]),
    remove: (name: string) => store(views.filter((view) => view.name !== name)),
  };
}
