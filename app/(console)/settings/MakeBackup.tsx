"use client";

import { DownloadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { DownloadRefused, download } from "../../_lib/download";
import { formatBytes } from "../../_lib/format-bytes";
import { useLanguage, useText } from "../../_lib/i18n";
import { Panel } from "../../_ui/Panel";

interface Loaded {
  readonly bytes: number;
  readonly total: number | undefined;
}

/** Makes a consistent copy while everything goes on, and downloads it, showing how far it is. */
export function MakeBackup({ onMade }: { onMade(): void }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const [loaded, setLoaded] = useState<Loaded>();
  const [problem, setProblem] = useState<string>();
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  const start = async (): Promise<void> => {
    const abort = new AbortController();
    running.current = abort;
    setProblem(undefined);
    setLoaded({ bytes: 0, total: undefined });
    try {
      const size = await download({
        path: "/api/admin/backup/sqlite",
        method: "POST",
        fallbackName: "opstage.db",
        signal: abort.signal,
        onProgress: (bytes, total) => setLoaded({ bytes, total }),
      });
      message.success(t("settings.backupDone", { size: formatBytes(size, language) }));
    } catch (error) {
      if (!abort.signal.aborted)
        setProblem(
          error instanceof DownloadRefused ? `${error.message} (${error.code})` : t("common.networkError"),
        );
    } finally {
      setLoaded(undefined);
      onMade();
    }
  };

  return (
    <Panel title={t("settings.makeBackup")}>
      <div className="stack">
        <p className="soft">{t("settings.makeBackupHint")}</p>
        {loaded === undefined ? (
          <div>
            <Button type="primary" icon={<DownloadOutlined />} onClick={start}>
              {t("settings.downloadBackup")}
            </Button>
          </div>
        ) : (
          <div className="row" role="status">
            <span className="backup-progress">
              <Progress
                aria-label={t("settings.makeBackup")}
                percent={loaded.total ? Math.round((loaded.bytes / loaded.total) * 100) : 0}
                status="active"
                showInfo={loaded.total !== undefined}
              />
            </span>
            <span className="soft tabular">
              {loaded.bytes === 0 ? t("settings.copying") : formatBytes(loaded.bytes, language)}
            </span>
            <Button onClick={() => running.current?.abort()}>{t("common.cancel")}</Button>
          </div>
        )}
        {problem ? <Alert type="error" showIcon title={problem} /> : null}
      </div>
    </Panel>
  );
}
