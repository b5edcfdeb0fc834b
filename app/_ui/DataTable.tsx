"use client";

import { DownOutlined, RightOutlined } from "@ant-design/icons";
import { Alert, Button, Checkbox, Table, type TableColumnType } from "antd";
import { useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import { useText } from "../_lib/i18n";
import { useNarrow } from "../_lib/use-media";
import { ColumnChooser } from "./ColumnChooser";
import { DataCards } from "./DataCards";
import type { DataColumn, RowQuery, TableState } from "./data-table-types";
import { EmptyState } from "./EmptyState";
import { ErrorState } from "./ErrorState";
import { FailureText } from "./FailureText";
import { Pager } from "./Pager";
import { RowLink, rowLinkHandlers } from "./row-link";
import { SkeletonRows } from "./SkeletonRows";
import { useChangedRows } from "./use-changed-rows";
import { useColumns } from "./use-columns";
import type { RowSelection } from "./use-selection";

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
  /** Lets people pick rows; the label names a row's checkbox. */
  readonly select?: { readonly selection: RowSelection; label(row: Row): string };
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
  const choice = useColumns(tableId, columns);
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

  const openRow = (row: Row): void => {
    if (onOpen) onOpen(row);
    else if (rowHref) router.push(rowHref(row));
  };

  const tableColumns: TableColumnType<Row>[] = choice.visible.map((column) => ({
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.align,
    ellipsis: column.ellipsis ? { showTitle: false } : undefined,
    sorter: column.sort !== undefined,
    showSorterTooltip: false,
    sortOrder:
      column.sort === undefined
        ? undefined
        : state.sort === column.sort
          ? "ascend"
          : state.sort === `-${column.sort}`
            ? "descend"
            : null,
    render: (_, row) =>
      column.primary && rowHref ? (
        <RowLink href={rowHref(row)} onOpen={() => openRow(row)}>
          {column.render(row)}
        </RowLink>
      ) : (
        column.render(row)
      ),
  }));

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
          rows={data.items}
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
        dataSource={[...data.items]}
        columns={tableColumns}
        rowKey={rowKey}
        pagination={false}
        scroll={{ x: "max-content" }}
        rowSelection={select && selectionColumn(data.items, rowKey, select)}
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
    <section className="data-table" aria-label={label} aria-busy={query.isFetching}>
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

/** The checkboxes at the left: one a row, and one for the page. */
function selectionColumn<Row extends object>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  select: NonNullable<DataTableProps<Row>["select"]>,
) {
  const { selection, label } = select;
  const keys = rows.map(rowKey);
  return {
    columnWidth: 40,
    selectedRowKeys: selection.isAllMatching ? keys : [...selection.keys],
    columnTitle: <PageCheckbox keys={keys} selection={selection} />,
    getCheckboxProps: (row: Row) => ({ "aria-label": label(row) }),
    onSelect: (row: Row, isChosen: boolean) => {
      if (selection.isAllMatching) selection.choose(without(keys, rowKey(row)), true);
      else selection.choose([rowKey(row)], isChosen);
    },
  };
}

function without(keys: readonly string[], key: string): string[] {
  return keys.filter((each) => each !== key);
}

function PageCheckbox({
  keys,
  selection,
}: {
  readonly keys: readonly string[];
  readonly selection: RowSelection;
}) {
  const t = useText();
  const chosen = selection.isAllMatching ? keys.length : keys.filter((key) => selection.keys.has(key)).length;
  const isAll = chosen === keys.length && keys.length > 0;
  return (
    <Checkbox
      aria-label={t("common.selectPage")}
      checked={isAll}
      indeterminate={chosen > 0 && !isAll}
      onChange={({ target }) =>
        selection.isAllMatching ? selection.clear() : selection.choose(keys, target.checked)
      }
    />
  );
}
