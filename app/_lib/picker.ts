"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { usePaused } from "./use-paused";

const typingPauseMs = 300;

/** How many a picker shows; what is not among them is found by typing. */
export const mostShown = 50;

/** For what a picker asks: what was found stays while more is looked for. */
export const pickerQuery = { staleTime: 30_000, placeholderData: keepPreviousData } as const;

/** What a picker may ask the server for. */
export interface PickerAsk {
  /** What is typed, once typing pauses; absent while nothing is. */
  readonly q?: string;
  /** What is picked, to be named wherever it stands. */
  readonly chosen?: string;
  /** False while nobody may want to know. */
  readonly isWanted?: boolean;
}

/** What one may pick of any number: the server finds what is typed. */
export interface PickerOptions<Id extends string> {
  readonly options: { value: Id; label: string }[];
  readonly isLoading: boolean;
}

/** As a filter wants it: with the way to say what is typed. */
export interface SearchedOptions<Id extends string> extends PickerOptions<Id> {
  onSearch(typed: string): void;
}

/** What is typed into a picker, for the server's search. */
export function useTyped(): { readonly q?: string; onSearch(typed: string): void } {
  const [typed, onSearch] = useState("");
  const q = usePaused(typed.trim(), typingPauseMs);
  return q === "" ? { onSearch } : { q, onSearch };
}

/** The first page of what holds the typed text. */
export function pickerPage<Sort extends string>(q: string | undefined, sort: Sort) {
  return { pageSize: mostShown, sort, ...(q === undefined ? {} : { q }) };
}

/** What was found; as long as nothing is typed, after what is chosen when that is not among it. */
export function withChosen<Row extends { readonly id: string }>(
  found: readonly Row[] | undefined,
  chosen: Row | undefined,
  q: string | undefined,
): readonly Row[] {
  if (found === undefined) return [];
  return q === undefined && chosen !== undefined && isElsewhere(found, chosen.id)
    ? [chosen, ...found]
    : found;
}

/** True when what is chosen is not among what was found, and so has to be asked for by itself. */
export function isElsewhere(
  found: readonly { readonly id: string }[] | undefined,
  id: string | undefined,
): boolean {
  return found !== undefined && id !== undefined && !found.some((row) => row.id === id);
}
