"use client";

import { ArrowLeftOutlined } from "@ant-design/icons";
import Link from "next/link";
import { useParams } from "next/navigation";
import { useText } from "../../../_lib/i18n";
import { paths } from "../../../_lib/paths";
import { BatchDetailView } from "../BatchDetailView";

/** A batch as a page of its own. */
export function BatchView() {
  const t = useText();
  const { batchId } = useParams<{ batchId: string }>();
  return (
    <div className="stack-lg">
      <Link href={paths.batches()} className="row">
        <ArrowLeftOutlined aria-hidden="true" />
        {t("batches.toList")}
      </Link>
      <BatchDetailView batchId={decodeURIComponent(batchId)} />
    </div>
  );
}
