"use client";

import { ArrowRightOutlined } from "@ant-design/icons";
import type { BusRoute } from "@opstage/contracts";
import { useText } from "../../_lib/i18n";
import { StatusTag } from "../../_ui/StatusTag";
import styles from "./bus.module.css";

/** A route as a picture: where events come from, what takes them, what it makes of them. */
export function RouteFlow({ route }: { readonly route: BusRoute }) {
  const t = useText();
  const source = route.match.sourceServiceCode ?? t("bus.anySource");
  const target = `${route.target.serviceCode} · ${route.target.actionName}`;
  return (
    <figure className={styles.flow} aria-label={t("bus.flow", { source, route: route.name, target })}>
      <div className={styles.node}>
        <small className="faint">{source}</small>
        <code>{route.match.eventType}</code>
      </div>
      <ArrowRightOutlined className={styles.arrow} aria-hidden="true" />
      <div className={styles.node}>
        <StatusTag kind="busRoute" value={route.status} />
        {route.condition ? <small className="faint mono">{route.condition}</small> : null}
      </div>
      <ArrowRightOutlined className={styles.arrow} aria-hidden="true" />
      <div className={styles.node}>
        <small className="faint">{route.target.serviceCode}</small>
        <code>{route.target.actionName}</code>
      </div>
    </figure>
  );
}
