"use client";

import Link from "next/link";
import { isTextKey, useText } from "../../_lib/i18n";
import { targetPath } from "../../_lib/paths";
import { shortId } from "../../_ui/CopyableId";
import type { AuditRow } from "./audit-row";

/** What an event was done to: its name and kind, linked to its page where it has one. */
export function AuditTarget({ event }: { readonly event: AuditRow }) {
  const t = useText();
  const { targetType, targetId, targetName } = event;
  if (targetType === null) return <span className="faint">—</span>;
  const key = `audit.target.${targetType}`;
  const kind = isTextKey(key) ? t(key) : targetType;
  const name = targetName ?? (targetId ? shortId(targetId) : kind);
  const path = targetPath(targetType, targetId);
  return (
    <span className="cell-two">
      {path ? (
        <Link href={path} prefetch={false} className="ellipsis target-name" title={name}>
          {name}
        </Link>
      ) : (
        <span className="ellipsis target-name" title={name}>
          {name}
        </span>
      )}
      <span>{kind}</span>
    </span>
  );
}
