import { Checkbox } from "antd";
import { useText } from "../_lib/i18n";
import type { RowSelection } from "./use-selection";

/** Which rows can be picked; the label names a row's checkbox. */
export interface SelectableRows<Row> {
  readonly selection: RowSelection;
  label(row: Row): string;
}

/** The checkboxes at the left: one a row, and one for the page. */
export function selectionColumn<Row extends object>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  select: SelectableRows<Row>,
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
