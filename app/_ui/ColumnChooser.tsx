"use client";

import { TableOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";
import { useText } from "../_lib/i18n";
import type { DataColumn } from "./data-table-types";
import type { useColumns } from "./use-columns";

interface ColumnChooserProps<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly choice: ReturnType<typeof useColumns<Row>>;
}

/** Chooses the columns of a table. */
export function ColumnChooser<Row>({ columns, choice }: ColumnChooserProps<Row>) {
  const t = useText();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="column-chooser">
          <Checkbox.Group
            value={[...choice.chosenKeys]}
            onChange={(keys) => choice.choose(keys.map(String))}
            options={columns.map((column) => ({
              label: column.title,
              value: column.key,
              disabled: column.primary,
            }))}
          />
          {choice.isDefault ? null : (
            <Button type="link" size="small" onClick={choice.reset}>
              {t("common.columnsReset")}
            </Button>
          )}
        </div>
      }
    >
      <Button type="text" size="small" icon={<TableOutlined />} aria-label={t("common.columns")}>
        <span className="hide-narrow">{t("common.columns")}</span>
      </Button>
    </Popover>
  );
}
