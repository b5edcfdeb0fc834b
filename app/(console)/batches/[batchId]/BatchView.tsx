"use client";

import { useParams } from "next/navigation";
import { useText } from "../../../_lib/i18n";
import { paths } from "../../../_lib/paths";
import { BackLink } from "../../../_ui/BackLink";
import { BatchDetailView } from "../BatchDetailView";

/** A batch as a page of its own. */
export function BatchView() {
  const t = useText();
  const { batchId } = useParams<{ batchId: string }>();
  return (
    <div className="stack-lg">
      <BackLink href={paths.batches()}>{t("batches.toList")}</BackLink>
      <BatchDetailView batchId={decodeURIComponent(batchId)} />
    </div>
  );
}
