"use client";

import { Tabs } from "antd";
import { usePathname, useRouter } from "next/navigation";
import { useText } from "../../_lib/i18n";
import { useUrlValue } from "../../_lib/url-value";
import { PageHeader } from "../../_ui/PageHeader";
import { ByKey } from "./ByKey";
import { ConfigFeed } from "./ConfigFeed";
import { TwoServices } from "./TwoServices";

/** Declared configuration over the whole fleet: one key, two services, or what changed. */
export function ConfigsView() {
  const t = useText();
  const router = useRouter();
  const pathname = usePathname();
  const [tab = "keys"] = useUrlValue("tab");
  const items = [
    { key: "keys", label: t("configs.tabKeys"), children: <ByKey /> },
    { key: "services", label: t("configs.tabServices"), children: <TwoServices /> },
    { key: "changes", label: t("configs.tabChanges"), children: <ConfigFeed /> },
  ];
  return (
    <>
      <PageHeader
        title={t("configs.title")}
        part={items.find(({ key }) => key === tab)?.label}
        purpose={t("configs.purpose")}
      />
      <Tabs
        activeKey={items.some(({ key }) => key === tab) ? tab : "keys"}
        // Each tab has filters of its own, so none is taken along.
        onChange={(next) => router.replace(next === "keys" ? pathname : `${pathname}?tab=${next}`)}
        items={items}
        destroyOnHidden
      />
    </>
  );
}
