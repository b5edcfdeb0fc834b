"use client";

import { Tooltip } from "antd";
import { CopyButton } from "./CopyButton";

/** The prefix and the end of an id, which differ; the middle is the time it was made. */
export function shortId(id: string): string {
  const cut = id.indexOf("_") + 1;
  return id.length - cut <= 10 ? id : `${id.slice(0, cut)}…${id.slice(-6)}`;
}

/** An id, short unless `full`, with the whole of it on hover and a button that copies it. */
export function CopyableId({ id, full = false }: { readonly id: string; readonly full?: boolean }) {
  return (
    <span className="copyable-id">
      {full ? (
        <code className="mono wrap">{id}</code>
      ) : (
        <Tooltip title={<code className="mono">{id}</code>}>
          <code className="mono">{shortId(id)}</code>
        </Tooltip>
      )}
      <CopyButton value={id} label={id} />
    </span>
  );
}
