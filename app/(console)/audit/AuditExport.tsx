"use client";

import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useEffect, useRef, useState } from "react";
import { formatBytes } from "../../_lib/format-bytes";
import { useLanguage, useText } from "../../_lib/i18n";
import { useRoleReason } from "../../_lib/session";
import { GuardedButton } from "../../_ui/GuardedButton";
import { exportAudit } from "./export-audit";

/** Exports the filtered view as a file, however many events it has, showing how far it is. */
export function AuditExport({ filters }: { readonly filters: Readonly<Record<string, string | undefined>> }) {
  const t = useText();
  const language = useLanguage();
  const { message, notification } = App.useApp();
  const reason = useRoleReason("operator");
  const [bytes, setBytes] = useState<number>();
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  const start = async (format: "csv" | "json"): Promise<void> => {
    const abort = new AbortController();
    running.current = abort;
    setBytes(0);
    try {
      const size = await exportAudit({ format, filters, signal: abort.signal, onProgress: setBytes });
      message.success(t("audit.exported", { size: formatBytes(size, language) }));
    } catch (error) {
      if (abort.signal.aborted) message.info(t("audit.exportCancelled"));
      else
        notification.error({
          title: t("audit.exportFailed"),
          description: error instanceof Error ? error.message : String(error),
        });
    } finally {
      setBytes(undefined);
    }
  };

  if (bytes !== undefined)
    return (
      <span className="row" role="status">
        <span className="soft tabular">
          {t("audit.exporting")} {t("audit.exportedSoFar", { size: formatBytes(bytes, language) })}
        </span>
        <Button onClick={() => running.current?.abort()}>{t("common.cancel")}</Button>
      </span>
    );
  if (reason !== undefined)
    return (
      <GuardedButton needs="operator" icon={<DownloadOutlined />}>
        {t("audit.export")}
      </GuardedButton>
    );
  return (
    <Dropdown
      autoFocus
      trigger={["click"]}
      menu={{
        items: [
          { key: "csv", label: t("audit.exportCsv") },
          { key: "json", label: t("audit.exportJson") },
        ],
        onClick: ({ key }) => start(key === "csv" ? "csv" : "json"),
      }}
    >
      <Button icon={<DownloadOutlined />}>{t("audit.export")}</Button>
    </Dropdown>
  );
}
