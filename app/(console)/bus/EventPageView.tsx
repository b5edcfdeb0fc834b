"use client";

import { useParams } from "next/navigation";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { BackLink } from "../../_ui/BackLink";
import { EventDetail } from "./EventDetail";

/** An event as a page of its own. */
export function EventPageView() {
  const t = useText();
  const { eventId } = useParams<{ eventId: string }>();
  return (
    <div className="stack-lg">
      <BackLink href={paths.busEvents()}>{t("bus.toEvents")}</BackLink>
      <EventDetail eventId={decodeURIComponent(eventId)} />
    </div>
  );
}
