import type { ReactNode } from "react";

/** One line of the palette. */
export interface PaletteEntry {
  /** Unique among all lines. */
  readonly key: string;
  readonly group: string;
  readonly icon: ReactNode;
  readonly title: string;
  /** What tells it from others of its name: a code, a state. */
  readonly note?: ReactNode;
  /** The address it leads to; without one it does something here. */
  readonly href?: string;
  /** Does it in place; the palette stays open when it answers `stay`. */
  act?(): "stay" | undefined;
  /** Why it cannot be chosen now. */
  readonly disabledReason?: string;
}

/** A service whose actions are being looked through. */
export interface PaletteScope {
  readonly serviceId: `svc_${string}`;
  readonly name: string;
}
