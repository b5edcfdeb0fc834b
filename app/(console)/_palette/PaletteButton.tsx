"use client";

import { SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useText } from "../../_lib/i18n";

/** Most visits never open it, so it is fetched when it is first wanted. */
const Palette = dynamic(() => import("./Palette"), { ssr: false });

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? "");
}

/** The button that opens the command palette, which Ctrl-K or ⌘K does from anywhere. */
export function PaletteButton() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      event.preventDefault();
      setOpened(true);
      setOpen((open) => !open);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <Button
        className="palette-button"
        icon={<SearchOutlined aria-hidden="true" />}
        aria-label={t("palette.open")}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={() => {
          setOpened(true);
          setOpen(true);
        }}
      >
        <span className="hide-narrow">{t("palette.button")}</span>
        <kbd className="hide-narrow">{isApple() ? "⌘K" : "Ctrl K"}</kbd>
      </Button>
      {wasOpened ? <Palette open={isOpen} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
