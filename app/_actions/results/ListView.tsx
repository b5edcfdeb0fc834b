import { DownloadOutlined, SearchOutlined } from "@ant-design/icons";
import type { JsonObject, ListResult, ResultColumn } from "@opstage/contracts";
import { Button, Input, Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import { downloadText } from "../../_lib/download-text";
import { type Text, useText } from "../../_lib/i18n";
import { Cell, plainText } from "./Cell";
import { compareValues } from "./compare";
import { toCsv } from "./csv";
import { labelOfKey } from "./format";
import { ResultButton } from "./ResultButton";
import { RowActions } from "./RowActions";
import type { ActionRequest, ResultSource } from "./result-actions";
import styles from "./results.module.css";
import { ScrollBox } from "./ScrollBox";
import { rowKey, valueAt } from "./template";

export interface ListViewProps {
  readonly list: ListResult;
  readonly source: ResultSource;
  onAction(request: ActionRequest): void;
}

type ListColumn = ResultColumn & { readonly label: string };

/** A result that is a list: a table with search, paging, CSV, and the actions its author put beside it. */
export function ListView({ list, source, onAction }: ListViewProps) {
  const t = useText();
  const [query, setQuery] = useState("");
  const columns = useMemo(() => columnsOf(list), [list]);
  const rows = useMemo(() => search(list.data, columns, query), [list, columns, query]);
  const title = list.title ?? t("results.title");
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <h3 className={styles.heading}>
          {title}
          <span className={styles.count}>
            {rows.length === list.data.length
              ? t("results.rows", { count: list.data.length })
              : t("results.rowsOf", { shown: rows.length, count: list.data.length })}
          </span>
        </h3>
        <div className={styles.tools}>
          {list.data.length > 0 && (
            <>
              <Input
                size="small"
                className={styles.search}
                prefix={<SearchOutlined aria-hidden="true" />}
                placeholder={t("common.search")}
                aria-label={t("results.search")}
                value={query}
                allowClear
                onChange={({ target }) => setQuery(target.value)}
              />
              {/* The byte order mark makes spreadsheets read UTF-8. */}
              <Button
                size="small"
                icon={<DownloadOutlined aria-hidden="true" />}
                aria-label={t("results.exportCsvLabel")}
                onClick={() =>
                  downloadText(`${fileName(title)}.csv`, `\uFEFF${toCsv(columns, rows)}`, "text/csv")
                }
              >
                {t("results.exportCsv")}
              </Button>
            </>
          )}
          {list.pageActions?.map((button) => (
            <ResultButton key={button.label} button={button} source={source} onAction={onAction} />
          ))}
        </div>
      </div>
      {rows.length === 0 ? (
        <div className={`${styles.table} ${styles.empty}`}>
          {query ? t("results.noMatch", { query }) : (list.emptyText ?? t("results.empty"))}
        </div>
      ) : (
        <ScrollBox>
          <Table<Row>
            aria-label={title}
            size="small"
            rowKey="key"
            dataSource={rows.map((row, index) => ({ key: rowKey(row, index), row }))}
            columns={tableColumns({ list, columns, source, onAction, t })}
            scroll={{ x: "max-content" }}
            pagination={
              rows.length > list.pageSize
                ? { defaultPageSize: list.pageSize, size: "small", showSizeChanger: false }
                : false
            }
          />
        </ScrollBox>
      )}
    </div>
  );
}

interface Row {
  readonly key: string;
  readonly row: JsonObject;
}

function tableColumns(
  props: ListViewProps & { columns: readonly ListColumn[]; t: Text },
): TableColumnsType<Row> {
  const { list, columns, source, onAction, t } = props;
  const cells = columns.map((column) => ({
    key: column.key,
    title: column.label,
    width: column.width,
    align: column.format === "number" || column.format === "bytes" ? ("right" as const) : undefined,
    sorter: (a: Row, b: Row) => compareValues(valueAt(a.row, column.key), valueAt(b.row, column.key)),
    showSorterTooltip: false,
    render: (_: unknown, { row }: Row) => (
      <Cell
        value={valueAt(row, column.key)}
        format={column.format}
        copyable={column.copyable}
        ellipsis={column.ellipsis}
        label={column.label}
      />
    ),
  }));
  const buttons = list.rowActions ?? [];
  if (buttons.length === 0) return cells;
  const actionCell = {
    key: "__actions",
    title: <span className="sr-only">{t("common.actions")}</span>,
    align: "right" as const,
    fixed: "end" as const,
    render: (_: unknown, { row }: Row) => (
      <RowActions buttons={buttons} row={row} source={source} onAction={onAction} />
    ),
  };
  return [...cells, actionCell];
}

function columnsOf(list: ListResult): ListColumn[] {
  const declared: readonly ResultColumn[] =
    list.columns ??
    Object.keys(list.data[0] ?? {})
      .slice(0, 8)
      .map((key) => ({ key }));
  return declared.map((column) => ({ ...column, label: column.label ?? labelOfKey(column.key) }));
}

function search(rows: JsonObject[], columns: readonly ListColumn[], query: string): JsonObject[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return rows;
  return rows.filter((row) =>
    columns.some((column) => {
      const value = valueAt(row, column.key);
      return value !== undefined && value !== null && plainText(value).toLowerCase().includes(wanted);
    }),
  );
}

function fileName(title: string): string {
  return title.trim().replaceAll(/[\\/:*?"<>|\s]+/g, "-") || "list";
}
