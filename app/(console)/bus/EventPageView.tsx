"use client";

import { ArrowLeftOutlined } from "@ant-design/icons";
import Link from "next/link";
import { useParams } from "next/navigation";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { EventDetail } from "./EventDetail";

/** An event as a page of its own. */
export function EventPageView() {
  const t = useText();
  const { eventId } = useParams<{ eventId: string }>();
  return (
    <div className="stack-lg">
      <Link href={paths.busEvents()} className="row">
        <ArrowLeftOutlined aria-hidden="true" />
        {t("bus.toEvents")}
      </Link>
      <EventDetail eventId={decodeURIComponent(eventId)} />
    </div>
  );
}
