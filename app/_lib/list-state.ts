"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

/** Reads one filter from the address; what it does not understand counts as absent. */
export type FilterParser<T> = (raw: string) => T | undefined;

/** Free text, trimmed. */
export function textFilter(raw: string): string | undefined {
  return raw.trim() || undefined;
}

/** One of these values. */
export function oneOf<const T extends string>(values: readonly T[]): FilterParser<T> {
  return (raw) => values.find((value) => value === raw);
}

/** An id with this prefix: `idFilter("agt")`. */
export function idFilter<const P extends string>(prefix: P): FilterParser<`${P}_${string}`> {
  const isId = (raw: string): raw is `${P}_${string}` =>
    /^[0-9A-Za-z_-]+$/.test(raw) && raw.startsWith(`${prefix}_`);
  return (raw) => (isId(raw) ? raw : undefined);
}

/** An instant in ISO form. */
export function instantFilter(raw: string): string | undefined {
  const ms = Date.parse(raw);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

export type FilterSpec = Readonly<Record<string, FilterParser<string>>>;
export type FilterValues<S extends FilterSpec> = { [K in keyof S]?: NonNullable<ReturnType<S[K]>> };

export const pageSizes = [20, 50, 100] as const;

export interface ListState<S extends FilterSpec> {
  readonly filters: FilterValues<S>;
  readonly isFiltered: boolean;
  readonly page: number;
  readonly pageSize: number;
  /** `field` or `-field`; absent for the list's own order. */
  readonly sort?: string;
  readonly cursor?: string;
  /** What the list operation takes. */
  readonly input: FilterValues<S> & { page: number; pageSize: number; sort?: string; cursor?: string };
  /** Changes filters and goes back to the first page; undefined removes one. */
  setFilters(patch: { [K in keyof S]?: string | undefined }): void;
  resetFilters(): void;
  setPage(page: number): void;
  setCursor(cursor: string): void;
  setPageSize(pageSize: number): void;
  setSort(sort: string | undefined): void;
}

function integer(raw: string | null, fallback: number): number {
  const value = Number(raw);
  return raw !== null && Number.isInteger(value) && value > 0 ? value : fallback;
}

function readFilters<S extends FilterSpec>(spec: S, params: URLSearchParams): FilterValues<S> {
  const values: FilterValues<S> = {};
  for (const name in spec) {
    const raw = params.get(name);
    const value = raw === null ? undefined : spec[name]?.(raw);
    if (value !== undefined) Object.assign(values, { [name]: value });
  }
  return values;
}

/**
 * A list's page, order and filters, held in the address so that a link reproduces the view. The address changes
 * without asking the server for a page.
 */
export function useListState<S extends FilterSpec>(spec: S): ListState<S> {
  const params = useSearchParams();
  const pathname = usePathname();

  const change = useCallback(
    (edit: (next: URLSearchParams) => void, keepPage = false) => {
      const next = new URLSearchParams(window.location.search);
      if (!keepPage) next.delete("page");
      next.delete("cursor");
      edit(next);
      const text = next.toString();
      window.history.replaceState(null, "", text ? `${pathname}?${text}` : pathname);
    },
    [pathname],
  );

  return useMemo(() => {
    const filters = readFilters(spec, new URLSearchParams(params.toString()));
    const page = integer(params.get("page"), 1);
    const pageSize = Math.min(100, integer(params.get("pageSize"), pageSizes[0]));
    const sort = params.get("sort") ?? undefined;
    const cursor = params.get("cursor") ?? undefined;
    const set = (next: URLSearchParams, name: string, value: string | undefined): void => {
      if (value === undefined || value === "") next.delete(name);
      else next.set(name, value);
    };
    return {
      filters,
      isFiltered: Object.keys(filters).length > 0,
      page,
      pageSize,
      sort,
      cursor,
      input: { ...filters, page, pageSize, ...(sort ? { sort } : {}), ...(cursor ? { cursor } : {}) },
      setFilters: (patch) =>
        change((next) => {
          for (const [name, value] of Object.entries(patch)) set(next, name, value);
        }),
      resetFilters: () =>
        change((next) => {
          for (const name of Object.keys(spec)) next.delete(name);
        }),
      setPage: (wanted) => change((next) => set(next, "page", wanted > 1 ? String(wanted) : undefined), true),
      setCursor: (wanted) => change((next) => next.set("cursor", wanted), true),
      setPageSize: (wanted) =>
        change((next) => set(next, "pageSize", wanted === pageSizes[0] ? undefined : String(wanted))),
      setSort: (wanted) => change((next) => set(next, "sort", wanted)),
    };
  }, [spec, params, change]);
}
