"use client";

import { useMemo, useState } from "react";
import type { TableState } from "../../_ui/data-table-types";

const firstPageSize = 20;

/**
 * Page and order of a list inside a detail. They are not in the address: that belongs to the list below the
 * detail, or to the detail's tab.
 */
export function useLocalList() {
  const [page, setPage] = useState(1);
  const [pageSize, setPageSize] = useState(firstPageSize);
  const [sort, setSort] = useState<string>();
  const [cursor, setCursor] = useState<string>();
  return useMemo(() => {
    const input = { page, pageSize, ...(sort && { sort }), ...(cursor && { cursor }) };
    const state: TableState = {
      page,
      pageSize,
      sort,
      cursor,
      isFiltered: false,
      setPage: (wanted) => {
        setCursor(undefined);
        setPage(wanted);
      },
      setPageSize: (wanted) => {
        setPage(1);
        setCursor(undefined);
        setPageSize(wanted);
      },
      setCursor,
      setSort: (wanted) => {
        setPage(1);
        setCursor(undefined);
        setSort(wanted);
      },
      resetFilters: () => setPage(1),
    };
    return { state, input };
  }, [page, pageSize, sort, cursor]);
}
