"use client";

import { CloseOutlined, SearchOutlined } from "@ant-design/icons";
import { Modal } from "antd";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useText } from "../../_lib/i18n";
import { usePaused } from "../../_lib/use-paused";
import { nextIndex } from "./match";
import { PaletteList } from "./PaletteList";
import type { PaletteEntry, PaletteScope } from "./palette-types";
import { useEntries } from "./use-entries";

const typingPauseMs = 150;

/**
 * Jumps to any page, agent, service or command, and to the actions of a service. The focus stays in the text
 * field, which names the line that Enter would take.
 */
export default function Palette({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  const t = useText();
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={<span className="sr-only">{t("palette.title")}</span>}
      footer={null}
      closable={false}
      width={640}
      className="palette"
      destroyOnHidden
    >
      <Search onClose={onClose} />
    </Modal>
  );
}

function Search({ onClose }: { onClose(): void }) {
  const t = useText();
  const router = useRouter();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [scope, setScope] = useState<PaletteScope>();
  const [wanted, setWanted] = useState(0);
  const typed = { now: text.trim(), paused: usePaused(text.trim(), typingPauseMs) };
  const { entries, isLoading } = useEntries(typed, scope, (next) => {
    setScope(next);
    type("");
  });
  const canChoose = entries.map(({ disabledReason }) => disabledReason === undefined);
  const active = canChoose[wanted] ? wanted : nextIndex(canChoose, -1, 1);

  // The dialog takes the focus for itself as it opens.
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);

  const type = (next: string): void => {
    setText(next);
    setWanted(0);
  };
  const choose = (entry: PaletteEntry | undefined, elsewhere: boolean): void => {
    if (entry === undefined || entry.disabledReason !== undefined) return;
    if (entry.href !== undefined && elsewhere) {
      window.open(entry.href, "_blank", "noopener");
      return;
    }
    if (entry.act?.() === "stay") return;
    onClose();
    if (entry.href !== undefined) router.push(entry.href);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that ends a word of an input method is not a choice.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setWanted(nextIndex(canChoose, active, event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(entries[active], event.metaKey || event.ctrlKey);
    } else if (event.key === "Backspace" && text === "" && scope !== undefined) {
      setScope(undefined);
    }
  };

  return (
    <>
      <div className="palette-field">
        <SearchOutlined aria-hidden="true" className="faint" />
        {scope ? (
          <button type="button" className="palette-scope" onClick={() => setScope(undefined)}>
            {scope.name} <CloseOutlined aria-label={t("palette.leave")} />
          </button>
        ) : null}
        <input
          ref={input}
          value={text}
          onChange={({ target }) => type(target.value)}
          onKeyDown={onKeyDown}
          placeholder={t(scope ? "palette.askAction" : "palette.ask")}
          aria-label={t("palette.title")}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <PaletteList id={listId} entries={entries} active={active} onPoint={setWanted} onChoose={choose} />
      <p className="palette-foot" role="status">
        {isLoading
          ? t("palette.searching")
          : entries.length === 0
            ? t("palette.nothing")
            : t("palette.count", { count: entries.length })}
        <span className="hide-narrow" aria-hidden="true">
          {t("palette.keys")}
        </span>
      </p>
    </>
  );
}
