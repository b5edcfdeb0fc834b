"use client";

import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { CodeBlock } from "../../_ui/CodeBlock";
import { ErrorState } from "../../_ui/ErrorState";
import { Panel } from "../../_ui/Panel";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { KeptBackups } from "./KeptBackups";
import { MakeBackup } from "./MakeBackup";
import { NeedsRole } from "./NeedsRole";

/** Steps as a shell on the server would do them. */
function restoreCommands(database: string, backup: string): string {
  return [
    `mv "${database}" "${database}.before"`,
    `rm -f "${database}-wal" "${database}-shm"`,
    `cp "${backup}" "${database}"`,
  ].join("\n");
}

function Backups() {
  const t = useText();
  const query = trpc.backup.list.useQuery();
  const config = trpc.diagnostics.runtime.useQuery().data?.config;
  const database = config?.databaseUrl.replace(/^file:/, "") ?? "opstage.db";
  const newest = query.data?.[0]?.name ?? "opstage-….db";
  return (
    <div className="settings-columns">
      <div className="stack-lg">
        <MakeBackup onMade={() => query.refetch()} />
        <Panel title={t("settings.backups")} flush>
          {query.data !== undefined ? (
            <KeptBackups backups={query.data} />
          ) : query.error ? (
            <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />
          ) : (
            <SkeletonRows rows={3} columns={3} />
          )}
        </Panel>
      </div>
      <Panel title={t("settings.restore")}>
        <div className="stack">
          <ol className="steps">
            <li>{t("settings.restoreStop")}</li>
            <li>{t("settings.restoreCopy")}</li>
            <li>{t("settings.restoreStart")}</li>
          </ol>
          <CodeBlock
            code={restoreCommands(database, config ? `${config.backupDir}/${newest}` : newest)}
            label={t("settings.restore")}
          />
          <p className="faint">{t("settings.restoreSecret")}</p>
        </div>
      </Panel>
    </div>
  );
}

/** Copies of the database: make and download one, those that are kept, and how to go back to one. Owners only. */
export function BackupTab() {
  return (
    <NeedsRole needs="owner">
      <Backups />
    </NeedsRole>
  );
}
