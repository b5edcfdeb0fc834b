"use client";

import type { CapsuleServiceDetail } from "@opstage/contracts";
import Link from "next/link";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import { EmptyState } from "../../_ui/EmptyState";
import { AuditDetails } from "../audit/AuditDetails";
import { useAuditColumns } from "../audit/audit-columns";
import { useLocalList } from "../commands/local-list";

/** What is on record about the service. */
export function AuditTab({ service }: { readonly service: CapsuleServiceDetail }) {
  const t = useText();
  const { state, input } = useLocalList();
  const target = { targetType: "CapsuleService", targetId: service.id };
  const query = trpc.audit.list.useQuery({ ...target, ...input }, listOptions);
  const all = useAuditColumns();
  const columns = useMemo(() => all.filter((column) => column.key !== "target"), [all]);
  return (
    <DataTable
      tableId="service-audit"
      label={t("services.tabAudit")}
      columns={columns}
      query={query}
      state={state}
      rowKey={(event) => event.id}
      expand={{
        render: (event) => <AuditDetails event={event} />,
        label: (event, isOpen) => t(isOpen ? "audit.hide" : "audit.show", { action: event.action }),
      }}
      toolbar={<Link href={paths.audit(target)}>{t("services.allAudit")}</Link>}
      empty={<EmptyState title={t("services.noAudit")} />}
    />
  );
}
