"use client";

import { ApartmentOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useSession } from "../../_lib/session";
import { EmptyState } from "../../_ui/EmptyState";
import { PageHeader } from "../../_ui/PageHeader";
import styles from "./bus.module.css";
import { RouteEditor } from "./RouteEditor";

const parts = [
  { path: paths.busRoutes(), label: "bus.routes" },
  { path: paths.busEvents(), label: "bus.events" },
  { path: paths.busAudit(), label: "bus.audit" },
] as const;

/** The head of every page of the bus: its title, its mark and its parts. Where the bus is off, it says so. */
export function BusFrame({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const pathname = usePathname();
  const session = useSession();
  const part = parts.find(({ path }) => pathname.startsWith(path));
  const isOff = session !== undefined && !session.features.capsuleBus;
  return (
    <>
      <PageHeader
        title={t("bus.title")}
        part={isOff || part === undefined ? undefined : t(part.label)}
        mark={
          <Tooltip title={t("bus.experimentalHint")}>
            <span className="tag tone-warn">{t("bus.experimental")}</span>
          </Tooltip>
        }
        purpose={t("bus.purpose")}
        actions={!isOff && pathname === paths.busRoutes() ? <RouteEditor /> : undefined}
      />
      {isOff ? (
        <EmptyState icon={<ApartmentOutlined />} title={t("bus.offTitle")} hint={t("bus.offHint")} />
      ) : (
        <>
          <nav className={styles.tabs} aria-label={t("bus.tabs")}>
            {parts.map(({ path, label }) => (
              <Link key={path} href={path} aria-current={pathname.startsWith(path) ? "page" : undefined}>
                {t(label)}
              </Link>
            ))}
          </nav>
          {children}
        </>
      )}
    </>
  );
}
