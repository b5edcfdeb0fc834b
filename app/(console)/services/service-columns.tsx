"use client";

import type { CapsuleService } from "@opstage/contracts";
import { Tooltip } from "antd";
import Link from "next/link";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useReasonText } from "../../_lib/reason-text";
import type { DataColumn } from "../../_ui/data-table-types";
import { ExactTime } from "../../_ui/ExactTime";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import { HealthStrip } from "./HealthStrip";
import type { PageBars } from "./health-bars";
import styles from "./services.module.css";

/** The columns of the list of services. */
export function useServiceColumns(bars: PageBars): readonly DataColumn<CapsuleService>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: "code",
        title: t("services.code"),
        sort: "code",
        primary: true,
        render: (service) => (
          <code className={`mono ${styles.name} ${styles.code}`} title={service.code}>
            {service.code}
          </code>
        ),
      },
      {
        key: "name",
        title: t("services.name"),
        sort: "name",
        render: (service) => (
          <span className={styles.name} title={service.name}>
            {service.name}
          </span>
        ),
      },
      {
        key: "status",
        title: t("services.status"),
        isState: true,
        render: (service) => <StatusTag kind="service" value={service.status} />,
      },
      {
        key: "why",
        title: t("services.why"),
        from: 740,
        render: (service) => <ServiceReason service={service} />,
      },
      {
        key: "health",
        title: t("services.health"),
        sort: "healthStatus",
        render: (service) => (
          <StatusTag kind="health" value={service.healthStatus} reason={service.healthMessage} />
        ),
      },
      {
        key: "day",
        title: t("services.lastDay"),
        from: 800,
        width: 96,
        render: (service) => <HealthStrip parts={bars.partsOf(service.id)} from={bars.from} to={bars.to} />,
      },
      {
        key: "version",
        title: t("services.version"),
        from: 900,
        sort: "version",
        render: (service) => <Quiet text={service.version} />,
      },
      {
        key: "runtime",
        title: t("services.runtime"),
        from: 1200,
        sort: "runtime",
        render: (service) => <Quiet text={service.runtime} />,
      },
      {
        key: "agent",
        title: t("services.agent"),
        from: 1040,
        render: (service) => (
          <Link href={paths.agent(service.agentId)} prefetch={false} className={styles.name}>
            {service.agentName ?? service.agentCode ?? service.agentId}
          </Link>
        ),
      },
      {
        key: "lastReport",
        title: t("services.lastReport"),
        sort: "lastReportedAt",
        render: (service) => <RelativeTime at={service.lastReportedAt} />,
      },
      {
        key: "lastHealth",
        title: t("services.lastHealth"),
        sort: "lastHealthAt",
        optional: true,
        render: (service) => <RelativeTime at={service.lastHealthAt} />,
      },
      {
        key: "created",
        title: t("services.created"),
        sort: "createdAt",
        optional: true,
        render: (service) => <ExactTime at={service.createdAt} />,
      },
    ],
    [t, bars],
  );
}

/** Why a service has its status, in one line that says the whole on hover. */
export function ServiceReason({ service }: { readonly service: CapsuleService }) {
  const text = useReasonText("service")(service.statusReason);
  return (
    <Tooltip title={text}>
      <span className={styles.reason}>{text}</span>
    </Tooltip>
  );
}

function Quiet({ text }: { readonly text: string | null }) {
  return text === null ? <span className="faint">—</span> : text;
}
