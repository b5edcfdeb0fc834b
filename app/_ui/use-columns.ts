"use client";

import { usePreference, writePreference } from "../_lib/preferences";
import type { DataColumn } from "./data-table-types";

interface ColumnChoice<Row> {
  readonly visible: readonly DataColumn<Row>[];
  readonly chosenKeys: readonly string[];
  readonly isDefault: boolean;
  choose(keys: readonly string[]): void;
  reset(): void;
}

/**
 * Which columns of a table are shown; remembered on this screen. Until people choose, it is those that a list of so
 * many px has room for.
 */
export function useColumns<Row>(
  tableId: string,
  columns: readonly DataColumn<Row>[],
  width = Number.POSITIVE_INFINITY,
): ColumnChoice<Row> {
  const storageKey = `opstage.columns.${tableId}`;
  const stored = usePreference(storageKey);
  const defaults = columns
    .filter(({ optional, from = 0 }) => !optional && from <= width)
    .map((column) => column.key);
  const chosen = stored ? stored.split(",") : defaults;
  const visible = columns.filter((column) => column.primary || chosen.includes(column.key));
  return {
    visible,
    chosenKeys: visible.map((column) => column.key),
    isDefault: visible.map((column) => column.key).join() === defaults.join(),
    choose: (keys) => writePreference(storageKey, keys.join(",")),
    reset: () => writePreference(storageKey, ""),
  };
}
