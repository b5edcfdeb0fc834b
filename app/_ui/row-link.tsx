"use client";

import Link from "next/link";
import type { MouseEvent, ReactNode } from "react";

/** True when the click was meant for a control inside the row, or ended a selection of text. */
function isForSomethingElse(event: MouseEvent<HTMLElement>): boolean {
  if (event.defaultPrevented) return true;
  if (
    event.target instanceof Element &&
    event.target.closest("a,button,input,label,[role=menuitem],.ant-popover")
  )
    return true;
  return (globalThis.getSelection()?.toString() ?? "") !== "";
}

function opensElsewhere(event: MouseEvent<HTMLElement>): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.button === 1;
}

/** Makes a whole row follow its link: plain click opens, middle click and Ctrl/⌘ open a new tab. */
export function rowLinkHandlers(href: string, open: () => void) {
  return {
    onClick: (event: MouseEvent<HTMLElement>) => {
      if (isForSomethingElse(event)) return;
      if (opensElsewhere(event)) window.open(href, "_blank", "noopener");
      else open();
    },
    onAuxClick: (event: MouseEvent<HTMLElement>) => {
      if (event.button === 1 && !isForSomethingElse(event)) window.open(href, "_blank", "noopener");
    },
  };
}

interface RowLinkProps {
  readonly href: string;
  /** What a plain click does in place of loading the address. */
  onOpen?(): void;
  readonly children: ReactNode;
}

/** The real link in a row's first cell. */
export function RowLink({ href, onOpen, children }: RowLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="row-link"
      onClick={(event) => {
        if (onOpen === undefined || opensElsewhere(event)) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {children}
    </Link>
  );
}
