"use client";

import { useParams, useRouter } from "next/navigation";
import { useText } from "../../../_lib/i18n";
import { paths } from "../../../_lib/paths";
import { BackLink } from "../../../_ui/BackLink";
import { ServiceDetail } from "../ServiceDetail";

/** A service's detail as a page of its own. */
export function ServiceView() {
  const t = useText();
  const router = useRouter();
  const { serviceId } = useParams<{ serviceId: string }>();
  return (
    <div className="stack-lg">
      <BackLink href={paths.services()}>{t("services.toList")}</BackLink>
      <ServiceDetail
        serviceId={decodeURIComponent(serviceId)}
        headingLevel={1}
        onRemoved={() => router.push(paths.services())}
      />
    </div>
  );
}
