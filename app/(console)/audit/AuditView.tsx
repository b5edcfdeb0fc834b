"use client";

import { AuditOutlined } from "@ant-design/icons";
import { useText } from "../../_lib/i18n";
import { useListState } from "../../_lib/list-state";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import { EmptyState } from "../../_ui/EmptyState";
import { PageHeader } from "../../_ui/PageHeader";
import { AuditDetails } from "./AuditDetails";
import { AuditExport } from "./AuditExport";
import { AuditFilters, auditFilters } from "./AuditFilters";
import { useAuditColumns } from "./audit-columns";
import type { AuditRow } from "./audit-row";

const rowKey = (event: AuditRow): string => event.id;

/** The audit trail: who did what, to what, and how it went. */
export function AuditView() {
  const t = useText();
  const state = useListState(auditFilters);
  const query = trpc.audit.list.useQuery(state.input, listOptions);
  const columns = useAuditColumns();
  return (
    <>
      <PageHeader
        title={t("audit.title")}
        purpose={t("audit.purpose")}
        actions={<AuditExport filters={state.filters} />}
      />
      <DataTable
        tableId="audit"
        label={t("audit.title")}
        columns={columns}
        query={query}
        state={state}
        rowKey={rowKey}
        rowSignature={rowKey}
        toolbar={<AuditFilters state={state} />}
        expand={{
          render: (event) => <AuditDetails event={event} />,
          label: (event, isOpen) => t(isOpen ? "audit.hide" : "audit.show", { action: event.action }),
        }}
        empty={
          <EmptyState icon={<AuditOutlined />} title={t("audit.emptyTitle")} hint={t("audit.emptyHint")} />
        }
      />
    </>
  );
}
