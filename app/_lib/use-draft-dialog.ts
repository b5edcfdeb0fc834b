"use client";

import { useState } from "react";
import { claimDraft, dropDraft, readDraft, writeDraft } from "./drafts";

export interface DraftDialog<Values> {
  readonly isOpen: boolean;
  /** What was typed before the page was left; the form starts with it. */
  readonly draft: Partial<Values>;
  open(): void;
  /** Forgets what was typed while the dialog stays, e.g. to show what came of it. */
  forget(): void;
  /** Closes and forgets what was typed. */
  close(): void;
  /** For a form's `onValuesChange`. */
  keep(changed: unknown, values: Values): void;
}

/**
 * A dialog with a form whose input outlives an ended session: it opens by itself where a draft of it is left.
 * Fields named in `secrets` are never kept.
 */
export function useDraftDialog<Values extends object>(
  name: string,
  secrets: readonly (keyof Values)[] = [],
): DraftDialog<Values> {
  const [isOpen, setOpen] = useState(() => claimDraft(name));
  const [draft, setDraft] = useState<Partial<Values>>(() => (isOpen ? draftOf<Values>(name) : {}));
  return {
    isOpen,
    draft,
    open: () => setOpen(true),
    forget: () => dropDraft(name),
    close: () => {
      dropDraft(name);
      setDraft({});
      setOpen(false);
    },
    keep: (_, values) => {
      const kept = Object.entries(values).filter(([key]) => !secrets.some((secret) => secret === key));
      writeDraft(name, Object.fromEntries(kept));
    },
  };
}

/** The form wrote it, so its fields are the form's; anything else is no draft. */
function draftOf<Values extends object>(name: string): Partial<Values> {
  const draft = readDraft(name);
  return typeof draft === "object" && draft !== null && !Array.isArray(draft) ? draft : {};
}
