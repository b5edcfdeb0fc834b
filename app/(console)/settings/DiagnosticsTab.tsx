"use client";

import { exactDuration, shortDuration } from "../../_lib/duration";
import { formatBytes } from "../../_lib/format-bytes";
import { useLanguage, useText } from "../../_lib/i18n";
import { detailOptions } from "../../_lib/query-options";
import { type Outputs, trpc } from "../../_lib/trpc";
import { CopyButton } from "../../_ui/CopyButton";
import { ErrorState } from "../../_ui/ErrorState";
import { FactGrid } from "../../_ui/FactGrid";
import { Panel } from "../../_ui/Panel";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { NeedsRole } from "./NeedsRole";

type Diagnostics = Outputs["diagnostics"]["runtime"];

function Facts({ data }: { readonly data: Diagnostics }) {
  const t = useText();
  const language = useLanguage();
  const size = (bytes: number): string => formatBytes(bytes, language);
  const ms = (value: number): string =>
    `${value.toLocaleString(language, { maximumFractionDigits: value < 10 ? 2 : 0 })} ms`;
  const { database, memory, eventLoop, connections, config } = data;
  const rows = Object.entries(database.rows);
  return (
    <div className="stack-lg">
      <Panel
        title={t("settings.process")}
        extra={
          <CopyButton withText value={JSON.stringify(data, null, 2)} label={t("settings.diagnostics")} />
        }
      >
        <FactGrid
          facts={[
            { label: t("settings.version"), value: data.version },
            { label: t("settings.commit"), value: data.commit ?? t("common.unknown") },
            data.buildTime !== undefined && { label: t("settings.built"), value: data.buildTime },
            { label: t("settings.edition"), value: data.edition },
            { label: "Node.js", value: `${data.node} · ${data.platform} ${data.arch}` },
            { label: t("settings.uptime"), value: shortDuration(data.uptimeSeconds * 1_000, t) },
            { label: "PID", value: data.pid },
            { label: t("settings.memory"), value: size(memory.rss) },
            {
              label: t("settings.heap"),
              value: t("settings.heapOf", { used: size(memory.heapUsed), total: size(memory.heapTotal) }),
            },
            {
              label: t("settings.eventLoop"),
              value: t("settings.eventLoopOf", {
                p50: ms(eventLoop.p50Ms),
                p99: ms(eventLoop.p99Ms),
                max: exactDuration(eventLoop.maxMs, t),
              }),
            },
            { label: t("settings.parkedPolls"), value: connections.parkedPolls.toLocaleString(language) },
            { label: t("settings.liveStreams"), value: connections.liveStreams.toLocaleString(language) },
            {
              label: t("settings.openFiles"),
              value: connections.openFilesMax?.toLocaleString(language) ?? t("common.unknown"),
            },
          ]}
        />
      </Panel>
      <Panel title={t("settings.database")}>
        <div className="stack-lg">
          <FactGrid
            facts={[
              { label: t("settings.databaseKind"), value: `SQLite · ${database.durability}` },
              { label: t("settings.databaseSize"), value: size(database.sizeBytes) },
              { label: "WAL", value: size(database.walBytes) },
              { label: t("settings.latency"), value: ms(database.latencyMs) },
              {
                label: t("settings.databaseFile"),
                value: <code className="mono wrap">{config.databaseUrl}</code>,
                wide: true,
              },
            ]}
          />
          <ul className="count-list">
            {rows.map(([table, count]) => (
              <li key={table} className={count === 0 ? "is-zero" : ""}>
                {table} <b>{count.toLocaleString(language)}</b>
              </li>
            ))}
          </ul>
        </div>
      </Panel>
      <Panel title={t("settings.configuration")}>
        <FactGrid
          facts={[
            { label: t("settings.listens"), value: `${config.host}:${config.port}` },
            {
              label: "Capsule Bus",
              value: t(config.capsuleBusEnabled ? "settings.switchedOn" : "settings.switchedOff"),
            },
            { label: t("settings.proxies"), value: config.trustedProxies },
            {
              label: t("settings.backupFolder"),
              value: <code className="mono wrap">{config.backupDir}</code>,
              wide: true,
            },
          ]}
        />
      </Panel>
    </div>
  );
}

function Runtime() {
  const query = trpc.diagnostics.runtime.useQuery(undefined, detailOptions);
  if (query.data !== undefined) return <Facts data={query.data} />;
  if (query.error)
    return <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />;
  return <SkeletonRows rows={6} columns={4} />;
}

/** The process and its database; operators and owners. */
export function DiagnosticsTab() {
  return (
    <NeedsRole needs="operator">
      <Runtime />
    </NeedsRole>
  );
}
