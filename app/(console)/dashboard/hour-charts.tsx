"use client";

import { useText } from "../../_lib/i18n";
import type { ChartSeries } from "../../_ui/charts/chart-types";
import { HourBars } from "../../_ui/charts/HourBars";
import { Panel } from "../../_ui/Panel";
import { lookOf, type StatusKind } from "../../_ui/status-tones";
import type { Summary } from "./DashboardView";

function series(kind: StatusKind, value: string, name: string): ChartSeries {
  return { key: value, name, ...lookOf(kind, value) };
}

/** How commands ended, hour by hour. */
export function OutcomesChart({ hours }: { readonly hours: Summary["commandOutcomesPerHour"] }) {
  const t = useText();
  const label = t("dashboard.outcomesPerHour");
  return (
    <Panel title={label}>
      <HourBars
        label={label}
        empty={t("dashboard.noCommands")}
        series={[
          series("command", "SUCCEEDED", t("common.command.SUCCEEDED")),
          series("command", "FAILED", t("common.command.FAILED")),
          series("command", "EXPIRED", t("common.command.EXPIRED")),
          series("command", "CANCELLED", t("common.command.CANCELLED")),
        ]}
        hours={hours.map(({ hour, succeeded, failed, expired, cancelled }) => ({
          hour,
          counts: { SUCCEEDED: succeeded, FAILED: failed, EXPIRED: expired, CANCELLED: cancelled },
        }))}
      />
    </Panel>
  );
}

/** Which statuses services entered, hour by hour. */
export function TransitionsChart({ hours }: { readonly hours: Summary["statusTransitionsPerHour"] }) {
  const t = useText();
  const label = t("dashboard.transitionsPerHour");
  return (
    <Panel title={label}>
      <HourBars
        label={label}
        empty={t("dashboard.noTransitions")}
        series={[
          series("service", "HEALTHY", t("common.service.HEALTHY")),
          series("service", "UNHEALTHY", t("common.service.UNHEALTHY")),
          series("service", "STALE", t("common.service.STALE")),
          series("service", "OFFLINE", t("common.service.OFFLINE")),
          series("service", "UNKNOWN", t("common.service.UNKNOWN")),
        ]}
        hours={hours.map(({ hour, healthy, unhealthy, stale, offline, unknown }) => ({
          hour,
          counts: {
            HEALTHY: healthy,
            UNHEALTHY: unhealthy,
            STALE: stale,
            OFFLINE: offline,
            UNKNOWN: unknown,
          },
        }))}
      />
    </Panel>
  );
}
