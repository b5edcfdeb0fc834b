"use client";

import { Tooltip } from "antd";
import { isTextKey, useText } from "../_lib/i18n";
import { type AnyStatus, lookOf } from "./status-tones";

/** A state as icon and word on its tint; `reason` says on hover why it is so. */
export function StatusTag({ kind, value, reason }: AnyStatus & { readonly reason?: string | null }) {
  const t = useText();
  const look = lookOf(kind, value);
  const key = `common.${kind}.${value}`;
  const tag = (
    <span className={`tag tone-${look.tone}`}>
      <span aria-hidden="true" className="tag-icon">
        {look.icon}
      </span>
      {isTextKey(key) ? t(key) : value}
    </span>
  );
  return reason ? <Tooltip title={reason}>{tag}</Tooltip> : tag;
}
