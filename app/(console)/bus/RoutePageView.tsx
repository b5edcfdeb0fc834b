"use client";

import { useParams, useRouter } from "next/navigation";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { BackLink } from "../../_ui/BackLink";
import { RouteDetail } from "./RouteDetail";

/** A route as a page of its own. */
export function RoutePageView() {
  const t = useText();
  const router = useRouter();
  const { routeId } = useParams<{ routeId: string }>();
  return (
    <div className="stack-lg">
      <BackLink href={paths.busRoutes()}>{t("bus.toRoutes")}</BackLink>
      <RouteDetail routeId={decodeURIComponent(routeId)} onDeleted={() => router.push(paths.busRoutes())} />
    </div>
  );
}
