"use client";

import type { CapsuleServiceDetail } from "@opstage/contracts";
import { Button, Skeleton, Tabs } from "antd";
import dynamic from "next/dynamic";
import Link from "next/link";
import { groupActions } from "../../_actions/action-groups";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { detailOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { useUrlValue } from "../../_lib/url-value";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { ActionsTab } from "./ActionsTab";
import { HealthTab } from "./HealthTab";
import { ManifestTab } from "./ManifestTab";
import { OverviewTab } from "./OverviewTab";
import { ServiceHeader } from "./ServiceHeader";

/** The tabs with tables are fetched when one is looked at. */
const loading = () => <SkeletonRows rows={6} columns={4} />;
const AuditTab = dynamic(() => import("./AuditTab").then((tab) => tab.AuditTab), { loading });
const CommandsTab = dynamic(() => import("./CommandsTab").then((tab) => tab.CommandsTab), { loading });
const ConfigsTab = dynamic(() => import("./ConfigsTab").then((tab) => tab.ConfigsTab), { loading });

export interface ServiceDetailProps {
  readonly serviceId: string;
  /** 1 on a page of its own, 2 over the list. */
  readonly headingLevel: 1 | 2;
  onRemoved(): void;
}

const isServiceId = idFilter("svc");

/** Everything about one service, in tabs that stand in the address. */
export function ServiceDetail(props: ServiceDetailProps) {
  const serviceId = isServiceId(props.serviceId);
  return serviceId ? (
    <LoadedService {...props} serviceId={serviceId} />
  ) : (
    <UnknownService headingLevel={props.headingLevel} />
  );
}

function LoadedService(props: ServiceDetailProps & { readonly serviceId: CapsuleServiceDetail["id"] }) {
  const query = trpc.services.get.useQuery({ serviceId: props.serviceId }, detailOptions);
  if (query.data) return <ServiceTabs {...props} service={query.data} />;
  if (!query.error) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (toFailure(query.error).code === "CAPSULE_SERVICE_NOT_FOUND")
    return <UnknownService headingLevel={props.headingLevel} />;
  return <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />;
}

function UnknownService({ headingLevel }: { readonly headingLevel: 1 | 2 }) {
  const t = useText();
  return (
    <EmptyState
      title={
        headingLevel === 1 ? (
          <h1 className="empty-title">{t("services.notFoundTitle")}</h1>
        ) : (
          t("services.notFoundTitle")
        )
      }
      hint={t("services.notFoundHint")}
      action={
        <Link href={paths.services()}>
          <Button>{t("services.toList")}</Button>
        </Link>
      }
    />
  );
}

function ServiceTabs(props: ServiceDetailProps & { readonly service: CapsuleServiceDetail }) {
  const { service, headingLevel, onRemoved } = props;
  const t = useText();
  const [tab = "overview", setTab] = useUrlValue("tab");
  const offered = groupActions(service.actions).reduce((sum, group) => sum + group.actions.length, 0);
  const items = [
    {
      key: "overview",
      label: t("services.tabOverview"),
      children: <OverviewTab service={service} onTab={setTab} />,
    },
    { key: "manifest", label: t("services.tabManifest"), children: <ManifestTab service={service} /> },
    { key: "health", label: t("services.tabHealth"), children: <HealthTab service={service} /> },
    {
      key: "configs",
      label: <Counted text={t("services.tabConfigs")} count={service.configs.length} />,
      children: <ConfigsTab service={service} />,
    },
    {
      key: "actions",
      label: <Counted text={t("services.tabActions")} count={offered} />,
      children: <ActionsTab service={service} />,
    },
    {
      key: "commands",
      label: t("services.tabCommands"),
      children: <CommandsTab service={service} onTab={setTab} />,
    },
    { key: "audit", label: t("services.tabAudit"), children: <AuditTab service={service} /> },
  ];
  return (
    <article className="stack-lg" aria-label={service.name}>
      <ServiceHeader service={service} headingLevel={headingLevel} onRemoved={onRemoved} />
      <Tabs
        activeKey={items.some((item) => item.key === tab) ? tab : "overview"}
        onChange={(next) => setTab(next === "overview" ? undefined : next)}
        items={items}
        // A tab that nobody sees must not go on fetching.
        destroyOnHidden
      />
    </article>
  );
}

function Counted({ text, count }: { readonly text: string; readonly count: number }) {
  return (
    <>
      {text} <span className="faint tabular">{count}</span>
    </>
  );
}
