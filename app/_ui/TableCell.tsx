import { memo } from "react";
import type { DataColumn } from "./data-table-types";
import { RowLink } from "./row-link";

interface TableCellProps<Row> {
  readonly column: DataColumn<Row>;
  readonly row: Row;
  /** The address of the row; its first cell is the link. */
  readonly href?: string;
  openRow(row: Row): void;
}

function Cell<Row>({ column, row, href, openRow }: TableCellProps<Row>) {
  if (!column.primary || href === undefined) return column.render(row);
  return (
    <RowLink href={href} onOpen={() => openRow(row)}>
      {column.render(row)}
    </RowLink>
  );
}

/** What stands in a cell. A list of 100 rows holds a thousand, and few of them change when the list does. */
export const TableCell = memo(Cell) as typeof Cell;
