"use client";

import { DownOutlined, RightOutlined } from "@ant-design/icons";
import { Alert, Button, Table, type TableColumnType } from "antd";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useMemo, useRef } from "react";
import { useText } from "../_lib/i18n";
import { useNarrow } from "../_lib/use-media";
import { ColumnChooser } from "./ColumnChooser";
import { DataCards } from "./DataCards";
import type { DataColumn, RowQuery, TableState } from "./data-table-types";
import { EmptyState } from "./EmptyState";
import { ErrorState } from "./ErrorState";
import { FailureText } from "./FailureText";
import { Pager } from "./Pager";
import { rowLinkHandlers } from "./row-link";
import { SkeletonRows } from "./SkeletonRows";
import { type SelectableRows, selectionColumn } from "./selection-column";
import { TableCell } from "./TableCell";
import { useChangedRows } from "./use-changed-rows";
import { useColumns } from "./use-columns";
import { useWidth } from "./use-width";

export interface DataTableProps<Row extends object> {
  /** Names the table for the remembered columns. */
  readonly tableId: string;
  /** Names the table for people who cannot see it. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly query: RowQuery<Row>;
  readonly state: TableState;
  rowKey(row: Row): string;
  /** The address of a row's detail. */
  rowHref?(row: Row): string;
  /** Opens a row in place, e.g. as a drawer; without it a click follows `rowHref`. */
  onOpen?(row: Row): void;
  /** What counts as a change of a row worth a flash: its status, not its age. */
  rowSignature?(row: Row): string;
  /** Stands there when there is nothing and nothing is filtered. */
  readonly empty: ReactNode;
  /** More about a row, unfolded below it; the label names the row's button. */
  readonly expand?: { render(row: Row): ReactNode; label(row: Row, isOpen: boolean): string };
  /** Controls at the left, usually a FilterBar. */
  readonly toolbar?: ReactNode;
  /** Lets people pick rows. */
  readonly select?: SelectableRows<Row>;
  /** Between the toolbar and the rows, usually a SelectionBar. */
  readonly notice?: ReactNode;
}

const noSignatures: ReadonlyMap<string, string> = new Map();

/**
 * A list of the server's rows: paging, order and filters live in the address; old rows stay while new ones are
 * on their way; an error looks like one; rows are links; cards on narrow screens.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { tableId, label, columns, query, state, rowKey, rowHref, onOpen, rowSignature, empty, toolbar } =
    props;
  const { expand, select, notice } = props;
  const t = useText();
  const router = useRouter();
  const isNarrow = useNarrow();
  const [list, width] = useWidth<HTMLElement>();
  const choice = useColumns(tableId, columns, isNarrow ? undefined : width);
  const { data } = query;

  const view = `${state.page} ${state.pageSize} ${state.sort ?? ""} ${state.cursor ?? ""}`;
  const signatures = useMemo(
    () =>
      rowSignature && data && !query.isPlaceholderData
        ? new Map(data.items.map((row) => [rowKey(row), rowSignature(row)]))
        : noSignatures,
    [data, query.isPlaceholderData, rowKey, rowSignature],
  );
  const changed = useChangedRows(view, signatures);

  // One function for all the table's life, so that cells are not made anew with every look at the address.
  const open = useRef<(row: Row) => void>(() => {});
  open.current = (row) => {
    if (onOpen) onOpen(row);
    else if (rowHref) router.push(rowHref(row));
  };
  const openRow = useCallback((row: Row): void => open.current(row), []);

  const rows = useMemo(() => (data === undefined ? [] : [...data.items]), [data]);
  const tableColumns = choice.visible.map(
    (column): TableColumnType<Row> => ({
      key: column.key,
      title: column.title,
      width: column.width,
      align: column.align,
      ellipsis: column.ellipsis ? { showTitle: false } : undefined,
      sorter: column.sort !== undefined,
      showSorterTooltip: false,
      sortOrder: sortOrder(column, state.sort),
      render: (_, row) => <TableCell column={column} row={row} href={rowHref?.(row)} openRow={openRow} />,
    }),
  );

  const content = (): ReactNode => {
    if (data === undefined) {
      if (query.error)
        return <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />;
      return <SkeletonRows columns={Math.min(6, tableColumns.length)} />;
    }
    if (data.items.length === 0) {
      if (!state.isFiltered && state.page === 1) return empty;
      return (
        <EmptyState
          title={t("common.noMatchTitle")}
          hint={t("common.noMatchHint")}
          action={
            <Button onClick={() => (state.isFiltered ? state.resetFilters() : state.setPage(1))}>
              {t(state.isFiltered ? "common.resetFilters" : "common.firstPage")}
            </Button>
          }
        />
      );
    }
    if (isNarrow)
      return (
        <DataCards
          rows={rows}
          columns={choice.visible}
          changed={changed}
          rowKey={rowKey}
          rowHref={rowHref}
          onOpen={openRow}
          expand={expand?.render}
          select={select}
        />
      );
    return (
      <Table<Row>
        aria-label={label}
        size="small"
        dataSource={rows}
        columns={tableColumns}
        rowKey={rowKey}
        pagination={false}
        scroll={{ x: "max-content" }}
        rowSelection={select && selectionColumn(rows, rowKey, select)}
        rowClassName={(row) => (changed.has(rowKey(row)) ? "row-changed" : "")}
        expandable={
          expand && {
            expandedRowRender: expand.render,
            columnTitle: <span className="sr-only">{t("common.details")}</span>,
            expandRowByClick: true,
            expandIcon: ({ expanded, onExpand, record }) => (
              <Button
                type="text"
                size="small"
                className="expand-button"
                icon={expanded ? <DownOutlined /> : <RightOutlined />}
                aria-expanded={expanded}
                aria-label={expand.label(record, expanded)}
                onClick={(event) => onExpand(record, event)}
              />
            ),
          }
        }
        onRow={(row) =>
          rowHref ? { className: "is-link", ...rowLinkHandlers(rowHref(row), () => openRow(row)) } : {}
        }
        onChange={(_page, _filters, sorter) => {
          const active = Array.isArray(sorter) ? sorter[0] : sorter;
          const field = columns.find((column) => column.key === active?.columnKey)?.sort;
          if (field === undefined || !active?.order) state.setSort(undefined);
          else state.setSort(active.order === "descend" ? `-${field}` : field);
        }}
      />
    );
  };

  return (
    <section ref={list} className="data-table" aria-label={label} aria-busy={query.isFetching}>
      <div className="data-toolbar">
        <div className="data-toolbar-left">{toolbar}</div>
        <ColumnChooser columns={columns} choice={choice} />
      </div>
      {notice}
      {data !== undefined && query.error ? (
        <Alert
          type="warning"
          showIcon
          banner
          title={<FailureText error={query.error} />}
          action={
            <Button size="small" onClick={() => query.refetch()} loading={query.isFetching}>
              {t("common.retry")}
            </Button>
          }
        />
      ) : null}
      <div className={`data-box ${query.isPlaceholderData ? "is-old" : ""}`}>{content()}</div>
      {data !== undefined && data.items.length > 0 ? <Pager data={data} state={state} /> : null}
    </section>
  );
}

/** How a column is sorted now: null when it is not, undefined when it cannot be. */
function sortOrder<Row>(column: DataColumn<Row>, sort: string | undefined) {
  if (column.sort === undefined) return undefined;
  if (sort === column.sort) return "ascend";
  return sort === `-${column.sort}` ? "descend" : null;
}
