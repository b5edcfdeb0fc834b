"use client";

import { Checkbox } from "antd";
import type { ReactNode } from "react";
import { useText } from "../_lib/i18n";
import type { DataColumn } from "./data-table-types";
import { RowLink, rowLinkHandlers } from "./row-link";
import type { SelectableRows } from "./selection-column";

interface DataCardsProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  readonly changed: ReadonlySet<string>;
  rowKey(row: Row): string;
  rowHref?(row: Row): string;
  onOpen?(row: Row): void;
  /** More about a row, behind a fold. */
  expand?(row: Row): ReactNode;
  readonly select?: SelectableRows<Row>;
}

/** The rows of a table as cards, for narrow screens. */
export function DataCards<Row>({
  rows,
  columns,
  changed,
  rowKey,
  rowHref,
  onOpen,
  expand,
  select,
}: DataCardsProps<Row>) {
  const t = useText();
  const primary = columns.find((column) => column.primary) ?? columns[0];
  // How it is stands beside what it is.
  const status = columns.find((column) => column.isState && column !== primary);
  const others = columns.filter((column) => column !== primary && column !== status && !column.hideInCard);
  return (
    <ul className="cards">
      {rows.map((row) => {
        const key = rowKey(row);
        const href = rowHref?.(row);
        const open = onOpen ? () => onOpen(row) : undefined;
        return (
          <li
            key={key}
            className={`card ${href ? "is-link" : ""} ${changed.has(key) ? "row-changed" : ""}`}
            {...(href && open ? rowLinkHandlers(href, open) : {})}
          >
            <div className="card-title">
              {select ? (
                <Checkbox
                  aria-label={select.label(row)}
                  checked={select.selection.isAllMatching || select.selection.keys.has(key)}
                  onChange={({ target }) => select.selection.choose([key], target.checked)}
                />
              ) : null}
              {href ? (
                <RowLink href={href} onOpen={open}>
                  {primary?.render(row)}
                </RowLink>
              ) : (
                primary?.render(row)
              )}
              {status ? <span className="card-status">{status.render(row)}</span> : null}
            </div>
            <dl>
              {others.map((column) => (
                <div key={column.key} className="card-fact">
                  <dt>{column.title || null}</dt>
                  <dd>{column.render(row)}</dd>
                </div>
              ))}
            </dl>
            {expand ? (
              <details className="card-more">
                <summary>{t("common.details")}</summary>
                {expand(row)}
              </details>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
