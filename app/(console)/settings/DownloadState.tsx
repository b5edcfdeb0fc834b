"use client";

import { Alert, Button, Progress } from "antd";
import { formatBytes } from "../../_lib/format-bytes";
import { useLanguage, useText } from "../../_lib/i18n";
import type { RunningDownload } from "../../_lib/use-download";

interface DownloadStateProps {
  readonly download: RunningDownload;
  /** What is downloaded. */
  readonly label: string;
  /** Stands there until the first byte has come. */
  readonly before: string;
}

/** How far a download is, with a way out of it, or why it failed. */
export function DownloadState({ download, label, before }: DownloadStateProps) {
  const t = useText();
  const language = useLanguage();
  const { progress, problem } = download;
  return (
    <>
      {progress === undefined ? null : (
        <div className="row" role="status">
          <span className="backup-progress">
            <Progress
              aria-label={label}
              percent={progress.total ? Math.round((progress.bytes / progress.total) * 100) : 0}
              status="active"
              showInfo={progress.total !== undefined}
            />
          </span>
          <span className="soft tabular">
            {progress.bytes === 0 ? before : formatBytes(progress.bytes, language)}
          </span>
          <Button onClick={download.cancel}>{t("common.cancel")}</Button>
        </div>
      )}
      {problem ? <Alert type="error" showIcon title={problem} /> : null}
    </>
  );
}
