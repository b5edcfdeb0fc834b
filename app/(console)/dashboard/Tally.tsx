"use client";

import Link from "next/link";
import { useId } from "react";
import { isTextKey, useLanguage, useText } from "../../_lib/i18n";
import { lookOf, type StatusKind, type StatusOf } from "../../_ui/status-tones";
import { statusValues } from "../../_ui/status-values";

interface TallyProps<K extends StatusKind> {
  readonly kind: K;
  readonly title: string;
  readonly counts: Readonly<Record<StatusOf<K>, number>>;
  /** The list of those with a status; all of them without one. */
  hrefFor(status?: StatusOf<K>): string;
  readonly className?: string;
}

/** How many there are by status: a large total, a bar of shares, and a link for every status. */
export function Tally<K extends StatusKind>({ kind, title, counts, hrefFor, className }: TallyProps<K>) {
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const parts = statusValues(kind).map((status) => ({
    status,
    count: counts[status],
    look: lookOf(kind, status),
  }));
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  return (
    <section className={`panel tally ${className ?? ""}`} aria-labelledby={id}>
      <div className="tally-head">
        <h2 id={id}>{title}</h2>
        <Link href={hrefFor()} className="tally-total tabular">
          {total.toLocaleString(language)}
        </Link>
      </div>
      <div className="tally-bar" aria-hidden="true">
        {parts.map(({ status, count, look }) =>
          count > 0 ? (
            <span key={status} className={`tone-${look.tone}`} style={{ flexGrow: count }} />
          ) : null,
        )}
      </div>
      <ul className="tally-list">
        {parts.map(({ status, count, look }) => {
          const key = `common.${kind}.${status}`;
          return (
            <li key={status}>
              <Link
                href={hrefFor(status)}
                className={`tally-link tabular tone-${look.tone} ${count === 0 ? "is-zero" : ""}`}
              >
                <span className="tag-icon" aria-hidden="true">
                  {look.icon}
                </span>
                {isTextKey(key) ? t(key) : status} <b>{count.toLocaleString(language)}</b>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
