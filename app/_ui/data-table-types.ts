import type { ReactNode } from "react";

/** One column of a list. */
export interface DataColumn<Row> {
  /** Stable name; the column chooser remembers it. */
  readonly key: string;
  readonly title: string;
  render(row: Row): ReactNode;
  /** Field that the list operation sorts by; without it the column cannot be sorted. */
  readonly sort?: string;
  /** Width in px; without it the column shares what is left. */
  readonly width?: number;
  readonly align?: "right";
  /** Cuts what is too long; the cell must then say the whole on hover. */
  readonly ellipsis?: boolean;
  /** Always shown, first in a card. The row's name. */
  readonly primary?: boolean;
  /** Shown only when chosen. */
  readonly optional?: boolean;
  /** Px a list has to be wide before it shows this without being asked; cards show it at any width. */
  readonly from?: number;
  /** How the row stands: beside its name in a card. */
  readonly isState?: boolean;
  /** Left out of cards on narrow screens, e.g. because the title says it. */
  readonly hideInCard?: boolean;
}

/** The part of a page of rows that a table needs; every list operation answers it. */
export interface RowPage<Row> {
  readonly items: readonly Row[];
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly totalIsCapped?: boolean;
  readonly nextCursor?: string;
}

/** The part of a query's state that a table needs; React Query's result fits. */
export interface RowQuery<Row> {
  readonly data: RowPage<Row> | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly isPlaceholderData: boolean;
  refetch(): unknown;
}

/** The part of the list's state in the address that a table needs. */
export interface TableState {
  readonly page: number;
  readonly pageSize: number;
  readonly sort?: string;
  readonly isFiltered: boolean;
  readonly cursor?: string;
  setPage(page: number): void;
  setPageSize(pageSize: number): void;
  setCursor(cursor: string): void;
  setSort(sort: string | undefined): void;
  resetFilters(): void;
}
