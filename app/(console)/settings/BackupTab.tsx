"use client";

import { formatBytes } from "../../_lib/format-bytes";
import { useLanguage, useText } from "../../_lib/i18n";
import { type Outputs, trpc } from "../../_lib/trpc";
import { CodeBlock } from "../../_ui/CodeBlock";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { Panel } from "../../_ui/Panel";
import { RelativeTime } from "../../_ui/RelativeTime";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { MakeBackup } from "./MakeBackup";
import { NeedsRole } from "./NeedsRole";

type BackupRow = Outputs["backup"]["list"][number];

/** Steps as a shell on the server would do them. */
function restoreCommands(database: string, backup: string): string {
  return [
    `mv "${database}" "${database}.before"`,
    `rm -f "${database}-wal" "${database}-shm"`,
    `cp "${backup}" "${database}"`,
  ].join("\n");
}

function BackupList({ backups }: { readonly backups: readonly BackupRow[] }) {
  const t = useText();
  const language = useLanguage();
  if (backups.length === 0)
    return <EmptyState title={t("settings.noBackups")} hint={t("settings.noBackupsHint")} />;
  return (
    <div className="scroll-x">
      <table className="plain-table" aria-label={t("settings.backups")}>
        <thead>
          <tr>
            <th scope="col">{t("settings.backupFile")}</th>
            <th scope="col">{t("settings.backupSize")}</th>
            <th scope="col">{t("settings.backupMade")}</th>
          </tr>
        </thead>
        <tbody>
          {backups.map(({ name, sizeBytes, createdAt }) => (
            <tr key={name}>
              <td>
                <code className="mono">{name}</code>
              </td>
              <td className="tabular nowrap">{formatBytes(sizeBytes, language)}</td>
              <td>
                <RelativeTime at={createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
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
            <BackupList backups={query.data} />
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
