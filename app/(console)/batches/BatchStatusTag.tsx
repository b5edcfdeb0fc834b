"use client";

import type { Batch } from "@opstage/contracts";
import { StatusTag } from "../../_ui/StatusTag";

/** A batch's state; one that has come to its end with failures does not look as if all were well. */
export function BatchStatusTag({ batch }: { readonly batch: Pick<Batch, "status" | "targetCounts"> }) {
  const { FAILED, EXPIRED } = batch.targetCounts;
  const isPartly = batch.status === "COMPLETED" && FAILED + EXPIRED > 0;
  return <StatusTag kind="batch" value={isPartly ? "PARTLY" : batch.status} />;
}
