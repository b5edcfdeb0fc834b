"use client";

import { DownloadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { formatBytes } from "../../_lib/format-bytes";
import { useLanguage, useText } from "../../_lib/i18n";
import { useDownload } from "../../_lib/use-download";
import { Panel } from "../../_ui/Panel";
import { DownloadState } from "./DownloadState";

/** Makes a consistent copy while everything goes on, and downloads it, showing how far it is. */
export function MakeBackup({ onMade }: { onMade(): void }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const download = useDownload();

  const start = async (): Promise<void> => {
    const size = await download.start({
      path: "/api/admin/backup/sqlite",
      method: "POST",
      fallbackName: "opstage.db",
    });
    if (size !== undefined) message.success(t("settings.backupDone", { size: formatBytes(size, language) }));
    onMade();
  };

  return (
    <Panel title={t("settings.makeBackup")}>
      <div className="stack">
        <p className="soft">{t("settings.makeBackupHint")}</p>
        {download.progress === undefined ? (
          <div>
            <Button type="primary" icon={<DownloadOutlined />} onClick={start}>
              {t("settings.downloadBackup")}
            </Button>
          </div>
        ) : null}
        <DownloadState download={download} label={t("settings.makeBackup")} before={t("settings.copying")} />
      </div>
    </Panel>
  );
}
