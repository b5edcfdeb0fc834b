"use client";

import { Tabs } from "antd";
import { useText } from "../../_lib/i18n";
import { useUrlValue } from "../../_lib/url-value";
import { PageHeader } from "../../_ui/PageHeader";
import { BackupTab } from "./BackupTab";
import { DiagnosticsTab } from "./DiagnosticsTab";
import { MaintenanceTab } from "./MaintenanceTab";
import { MetricsTab } from "./MetricsTab";

/** What this Opstage does with time, how it fares, and its copies. */
export function SettingsView() {
  const t = useText();
  const [tab = "maintenance", setTab] = useUrlValue("tab");
  const items = [
    { key: "maintenance", label: t("settings.maintenance"), children: <MaintenanceTab /> },
    { key: "diagnostics", label: t("settings.diagnostics"), children: <DiagnosticsTab /> },
    { key: "metrics", label: t("settings.metrics"), children: <MetricsTab /> },
    { key: "backup", label: t("settings.backup"), children: <BackupTab /> },
  ];
  return (
    <>
      <PageHeader
        title={t("settings.title")}
        part={items.find(({ key }) => key === tab)?.label}
        purpose={t("settings.purpose")}
      />
      <Tabs
        activeKey={tab}
        onChange={(key) => setTab(key === "maintenance" ? undefined : key)}
        destroyOnHidden
        items={items}
      />
    </>
  );
}
