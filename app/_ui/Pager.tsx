"use client";

import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useLanguage, useText } from "../_lib/i18n";
import { pageSizes } from "../_lib/list-state";
import type { RowPage, TableState } from "./data-table-types";

/** How many rows a list counts and reaches by page number; beyond it goes from cursor to cursor. */
const countableRows = 10_000;

/** Which rows are shown, and the way to the others. */
export function Pager<Row>({ data, state }: { readonly data: RowPage<Row>; readonly state: TableState }) {
  const t = useText();
  const language = useLanguage();
  const isDeep = state.cursor !== undefined;
  const from = (data.page - 1) * data.pageSize + 1;
  const to = from + data.items.length - 1;
  const isLastCountable = (data.page + 1) * data.pageSize > countableRows;
  const canGoOn = isDeep ? data.nextCursor !== undefined : to < data.total || data.nextCursor !== undefined;
  const goOn = (): void => {
    if ((isDeep || isLastCountable) && data.nextCursor !== undefined) state.setCursor(data.nextCursor);
    else state.setPage(data.page + 1);
  };
  const total = data.total.toLocaleString(language);
  const hasPages = isDeep || data.page > 1 || canGoOn;
  return (
    <nav className="pager" aria-label={t("common.rangeOf", { from, to, total })}>
      <span className="faint tabular" aria-live="polite">
        {isDeep
          ? t("common.totalCapped", { count: data.total })
          : t(data.totalIsCapped ? "common.rangeOfCapped" : "common.rangeOf", { from, to, total })}
      </span>
      {hasPages || data.pageSize !== pageSizes[0] ? (
        <Select
          size="small"
          aria-label={t("common.pageSize")}
          value={data.pageSize}
          onChange={state.setPageSize}
          options={pageSizes.map((size) => ({ value: size, label: `${size}` }))}
        />
      ) : null}
      {hasPages ? (
        <span className="pager-buttons">
          <Button
            size="small"
            icon={<LeftOutlined />}
            aria-label={t("common.previousPage")}
            disabled={!isDeep && data.page <= 1}
            onClick={() => (isDeep ? state.setPage(1) : state.setPage(data.page - 1))}
          />
          <Button
            size="small"
            icon={<RightOutlined />}
            aria-label={t("common.nextPage")}
            disabled={!canGoOn}
            onClick={goOn}
          />
        </span>
      ) : null}
    </nav>
  );
}
