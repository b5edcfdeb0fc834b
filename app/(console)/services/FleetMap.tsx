"use client";

import type { MapAgent, MapService } from "@opstage/contracts";
import { Alert, Skeleton } from "antd";
import Link from "next/link";
import { type KeyboardEvent, memo, type ReactNode } from "react";
import { useLanguage, useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { type Inputs, trpc } from "../../_lib/trpc";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { StatusTag } from "../../_ui/StatusTag";
import { lookOf } from "../../_ui/status-tones";
import { statusValues } from "../../_ui/status-values";
import styles from "./fleet-map.module.css";

interface FleetMapProps {
  readonly filters: Inputs["services"]["map"];
  readonly toolbar: ReactNode;
  /** Stands there when there is nothing and nothing is filtered. */
  readonly empty: ReactNode;
  readonly isFiltered: boolean;
  onOpen(serviceId: string): void;
}

const statuses = statusValues("service");

/** From this many on tiles are small. */
const manyServices = 400;

/** Every service as a tile on its agent's plot, agents with trouble first; arrow keys go from tile to tile. */
export default function FleetMap({ filters, toolbar, empty, isFiltered, onOpen }: FleetMapProps) {
  const t = useText();
  const language = useLanguage();
  const query = trpc.services.map.useQuery(filters, listOptions);
  const map = query.data;
  const count = map?.serviceCount ?? 0;
  const counts = countByStatus(map?.agents ?? []);

  const content = (): ReactNode => {
    if (map === undefined)
      return query.error ? (
        <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />
      ) : (
        <div className={styles.loading}>
          <Skeleton active title={false} paragraph={{ rows: 6 }} />
        </div>
      );
    if (count === 0)
      return isFiltered ? (
        <EmptyState title={t("common.noMatchTitle")} hint={t("common.noMatchHint")} />
      ) : (
        empty
      );
    return (
      <>
        {map.truncated ? (
          <Alert banner type="info" showIcon title={t("services.mapTruncated", { count })} />
        ) : null}
        <ul className={styles.legend}>
          {statuses.map((status) => (
            <li key={status} className={`tone-${lookOf("service", status).tone}`}>
              <span className={`${styles.tile} ${styles[status] ?? ""}`} aria-hidden="true" />
              {t(`common.service.${status}`)}{" "}
              <b className="tabular">{(counts.get(status) ?? 0).toLocaleString(language)}</b>
            </li>
          ))}
        </ul>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the links inside */}
        <div
          className={`${styles.plots} ${count >= manyServices ? styles.isDense : ""}`}
          onKeyDown={moveBetweenTiles}
        >
          {map.agents.map((agent) => (
            <Plot key={agent.id} agent={agent} onOpen={onOpen} />
          ))}
        </div>
      </>
    );
  };

  return (
    <section className="data-table" aria-label={t("services.map")} aria-busy={query.isFetching}>
      <div className="data-toolbar">
        <div className="data-toolbar-left">{toolbar}</div>
      </div>
      {content()}
    </section>
  );
}

interface PlotProps {
  readonly agent: MapAgent;
  onOpen(serviceId: string): void;
}

/** One agent; drawn anew only when something of it changed. */
const Plot = memo(
  function Plot({ agent, onOpen }: PlotProps) {
    const t = useText();
    const counts = countByStatus([agent]);
    const words = statuses
      .filter((status) => counts.has(status))
      .map((status) =>
        t("charts.part", { count: counts.get(status) ?? 0, name: t(`common.service.${status}`) }),
      )
      .join(", ");
    return (
      <section className={styles.plot} aria-label={`${agent.name ?? agent.code}: ${words}`}>
        <h2 className={styles.agent}>
          <Link href={paths.agent(agent.id)} prefetch={false} className="ellipsis" title={agent.code}>
            {agent.name ?? agent.code}
          </Link>
          {agent.status === "ONLINE" ? null : <StatusTag kind="agent" value={agent.status} />}
        </h2>
        <div className={styles.tiles}>
          {agent.services.map((service, index) => (
            <Tile key={service.id} service={service} isFirst={index === 0} onOpen={onOpen} />
          ))}
        </div>
      </section>
    );
  },
  (before, after) => before.agent === after.agent,
);

interface TileProps {
  readonly service: MapService;
  readonly isFirst: boolean;
  onOpen(serviceId: string): void;
}

function Tile({ service, isFirst, onOpen }: TileProps) {
  const t = useText();
  const words = `${service.name}: ${t(`common.service.${service.status}`)}`;
  return (
    <a
      href={paths.service(service.id)}
      data-tile
      tabIndex={isFirst ? 0 : -1}
      title={words}
      className={`${styles.tile} ${styles[service.status] ?? ""} tone-${lookOf("service", service.status).tone}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(service.id);
      }}
    >
      <span className="sr-only">{words}</span>
    </a>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One stop for Tab in every plot, arrow keys, Home and End from there. */
function moveBetweenTiles(event: KeyboardEvent<HTMLElement>): void {
  const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-tile]")];
  const at = event.target instanceof HTMLElement ? tiles.indexOf(event.target) : -1;
  if (at === -1) return;
  const step = steps[event.key];
  const next = event.key === "Home" ? 0 : event.key === "End" ? tiles.length - 1 : step && at + step;
  if (next === undefined) return;
  event.preventDefault();
  tiles[next]?.focus();
}

function countByStatus(agents: readonly MapAgent[]): Map<MapService["status"], number> {
  const counts = new Map<MapService["status"], number>();
  for (const { services } of agents) {
    for (const { status } of services) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}
