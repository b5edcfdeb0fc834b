"use client";

import { ArrowLeftOutlined } from "@ant-design/icons";
import Link from "next/link";
import { useParams, useRouter } from "next/navigation";
import { useText } from "../../../_lib/i18n";
import { paths } from "../../../_lib/paths";
import { ServiceDetail } from "../ServiceDetail";

/** A service's detail as a page of its own. */
export function ServiceView() {
  const t = useText();
  const router = useRouter();
  const { serviceId } = useParams<{ serviceId: string }>();
  return (
    <div className="stack-lg">
      <Link href={paths.services()} className="row">
        <ArrowLeftOutlined aria-hidden="true" />
        {t("services.toList")}
      </Link>
      <ServiceDetail
        serviceId={decodeURIComponent(serviceId)}
        headingLevel={1}
        onRemoved={() => router.push(paths.services())}
      />
    </div>
  );
}
