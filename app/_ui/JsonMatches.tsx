"use client";

import { useDeferredValue, useMemo } from "react";
import { useText } from "../_lib/i18n";
import { CopyButton } from "./CopyButton";
import { findInJson, jsonKind } from "./json-lines";

const mostMatches = 100;

/** What a search in JSON found: each place with its path to copy. */
export function JsonMatches({ value, query }: { readonly value: unknown; readonly query: string }) {
  const t = useText();
  const words = useDeferredValue(query);
  const matches = useMemo(() => findInJson(value, words, mostMatches), [value, words]);
  return (
    <>
      <p className="json-found faint" role="status">
        {matches.length >= mostMatches
          ? t("common.foundMany", { count: mostMatches })
          : t("common.found", { count: matches.length })}
      </p>
      <ul className="json-matches">
        {matches.map((match) => (
          <li key={match.path}>
            <code className="json-key">{match.path}</code>
            <CopyButton value={match.path} label={t("common.pathOf", { path: match.path })} />
            <span className={`json-value json-${jsonKind(match.value)}`}>{shortJson(match.value)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function shortJson(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
