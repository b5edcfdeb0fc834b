"use client";

import { useText } from "../_lib/i18n";

const widths = [62, 38, 74, 50, 44, 66, 58, 40];

/** Rows in the shape of the table that is on its way. */
export function SkeletonRows({
  rows = 8,
  columns = 5,
}: {
  readonly rows?: number;
  readonly columns?: number;
}) {
  const t = useText();
  return (
    <div className="skeleton" role="status" aria-label={t("common.loading")}>
      {Array.from({ length: rows }, (_, row) => `row${row}`).map((rowKey, row) => (
        <div key={rowKey} className="skeleton-row">
          {Array.from({ length: columns }, (_, column) => `column${column}`).map((columnKey, column) => (
            <span
              key={columnKey}
              className="skeleton-bar"
              style={{ width: `${widths[(row * 3 + column) % widths.length]}%` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
