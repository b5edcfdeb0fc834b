"use client";

import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useText } from "../_lib/i18n";
import type { RowSelection } from "./use-selection";

interface SelectionBarProps {
  readonly selection: RowSelection;
  /** How many rows match the filters; undefined while it is not known. */
  readonly total: number | undefined;
  readonly totalIsCapped?: boolean;
  /** Offers to choose all that match, also those on other pages. */
  readonly canChooseAll?: boolean;
  /** What can be done with so many chosen rows. */
  children(count: number): ReactNode;
}

/** How many rows are chosen and what can be done with them; it takes the place of nothing while none is. */
export function SelectionBar(props: SelectionBarProps) {
  const { selection, total = 0, totalIsCapped = false, canChooseAll = false, children } = props;
  const t = useText();
  if (selection.isEmpty) return null;
  const count = selection.isAllMatching ? total : selection.keys.size;
  const offersAll = canChooseAll && !selection.isAllMatching && total > selection.keys.size;
  return (
    <section className="selection-bar" aria-label={t("common.selection")}>
      <span className="selection-count" role="status">
        {selection.isAllMatching
          ? t(totalIsCapped ? "common.selectedAllCapped" : "common.selectedAll", { count })
          : t("common.selected", { count })}
      </span>
      {offersAll ? (
        <Button type="link" size="small" onClick={selection.chooseAllMatching}>
          {t(totalIsCapped ? "common.selectAllCapped" : "common.selectAllMatching", { count: total })}
        </Button>
      ) : null}
      <span className="selection-actions">
        {children(count)}
        <Button size="small" type="text" icon={<CloseOutlined />} onClick={selection.clear}>
          {t("common.selectNone")}
        </Button>
      </span>
    </section>
  );
}
