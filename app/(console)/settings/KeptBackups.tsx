"use client";

import { DownloadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { formatBytes } from "../../_lib/format-bytes";
import { useLanguage, useText } from "../../_lib/i18n";
import type { Outputs } from "../../_lib/trpc";
import { useDownload } from "../../_lib/use-download";
import { EmptyState } from "../../_ui/EmptyState";
import { RelativeTime } from "../../_ui/RelativeTime";
import { DownloadState } from "./DownloadState";

type BackupRow = Outputs["backup"]["list"][number];

/** The backups in the backup folder, each of which can be downloaded. */
export function KeptBackups({ backups }: { readonly backups: readonly BackupRow[] }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const download = useDownload();
  if (backups.length === 0)
    return <EmptyState title={t("settings.noBackups")} hint={t("settings.noBackupsHint")} />;

  const start = async (name: string): Promise<void> => {
    const size = await download.start({ path: `/api/admin/backup/sqlite/${name}`, fallbackName: name });
    if (size !== undefined) message.success(t("settings.backupDone", { size: formatBytes(size, language) }));
  };
  const isBusy = download.progress !== undefined;
  return (
    <>
      <div className="scroll-x">
        <table className="plain-table" aria-label={t("settings.backups")}>
          <thead>
            <tr>
              <th scope="col">{t("settings.backupFile")}</th>
              <th scope="col">{t("settings.backupSize")}</th>
              <th scope="col">{t("settings.backupMade")}</th>
              <th scope="col">
                <span className="sr-only">{t("settings.backupDownload")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map(({ name, sizeBytes, createdAt }) => (
              <tr key={name}>
                <td>
                  <code className="mono">{name}</code>
                </td>
                <td className="tabular nowrap">{formatBytes(sizeBytes, language)}</td>
                <td className="nowrap">
                  <RelativeTime at={createdAt} />
                </td>
                <td className="cell-end">
                  <Button
                    size="small"
                    icon={<DownloadOutlined />}
                    disabled={isBusy}
                    aria-label={t("settings.backupDownloadOf", { name })}
                    onClick={() => start(name)}
                  >
                    {t("settings.backupDownload")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isBusy || download.problem !== undefined ? (
        <div className="panel-foot">
          <DownloadState
            download={download}
            label={t("settings.backupDownload")}
            before={t("settings.backupBegins")}
          />
        </div>
      ) : null}
    </>
  );
}
