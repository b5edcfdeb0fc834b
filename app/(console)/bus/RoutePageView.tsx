"use client";

import { ArrowLeftOutlined } from "@ant-design/icons";
import Link from "next/link";
import { useParams, useRouter } from "next/navigation";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { RouteDetail } from "./RouteDetail";

/** A route as a page of its own. */
export function RoutePageView() {
  const t = useText();
  const router = useRouter();
  const { routeId } = useParams<{ routeId: string }>();
  return (
    <div className="stack-lg">
      <Link href={paths.busRoutes()} className="row">
        <ArrowLeftOutlined aria-hidden="true" />
        {t("bus.toRoutes")}
      </Link>
      <RouteDetail routeId={decodeURIComponent(routeId)} onDeleted={() => router.push(paths.busRoutes())} />
    </div>
  );
}
