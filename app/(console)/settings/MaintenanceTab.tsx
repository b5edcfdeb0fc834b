"use client";

import { trpc } from "../../_lib/trpc";
import { ErrorState } from "../../_ui/ErrorState";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { MaintenanceForm } from "./MaintenanceForm";
import { RunMaintenance } from "./RunMaintenance";

/** What time brings about here: when silence counts, how long rows are kept, and the run that sees to it. */
export function MaintenanceTab() {
  const query = trpc.settings.maintenance.useQuery();
  if (query.data === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />
    ) : (
      <SkeletonRows rows={6} columns={2} />
    );
  return (
    <div className="settings-columns">
      <MaintenanceForm settings={query.data} />
      <RunMaintenance intervalSeconds={query.data.maintenanceIntervalSeconds} />
    </div>
  );
}
