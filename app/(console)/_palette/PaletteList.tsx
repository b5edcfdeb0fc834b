"use client";

import { useEffect, useRef } from "react";
import { useText } from "../../_lib/i18n";
import type { PaletteEntry } from "./palette-types";

interface PaletteListProps {
  readonly id: string;
  readonly entries: readonly PaletteEntry[];
  readonly active: number;
  onPoint(index: number): void;
  onChoose(entry: PaletteEntry, elsewhere: boolean): void;
}

/** The lines of the palette, under the names of their groups. */
export function PaletteList({ id, entries, active, onPoint, onChoose }: PaletteListProps) {
  const t = useText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  const groups = [...new Set(entries.map(({ group }) => group))];
  return (
    <div ref={list} id={id} role="listbox" aria-label={t("palette.title")} className="palette-list">
      {groups.map((group, place) => (
        // biome-ignore lint/a11y/useSemanticElements: options are grouped by role, not by a fieldset
        <div key={group} role="group" aria-labelledby={`${id}-group-${place}`}>
          <div id={`${id}-group-${place}`} className="palette-group" role="presentation">
            {group}
          </div>
          {entries.map((entry, index) =>
            entry.group === group ? (
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox
              // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the combobox's
              <div
                key={entry.key}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                aria-disabled={entry.disabledReason !== undefined}
                className="palette-option"
                title={entry.disabledReason}
                onPointerMove={() => index !== active && entry.disabledReason === undefined && onPoint(index)}
                onClick={(event) => onChoose(entry, event.metaKey || event.ctrlKey)}
              >
                <span className="palette-icon" aria-hidden="true">
                  {entry.icon}
                </span>
                <span className="ellipsis">{entry.title}</span>
                {entry.note ? <span className="palette-note">{entry.note}</span> : null}
                {entry.disabledReason ? <span className="faint">{entry.disabledReason}</span> : null}
              </div>
            ) : null,
          )}
        </div>
      ))}
    </div>
  );
}
