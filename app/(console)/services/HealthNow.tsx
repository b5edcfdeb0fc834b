"use client";

import type { CapsuleServiceDetail, JsonValue } from "@opstage/contracts";
import dynamic from "next/dynamic";
import { isObject } from "../../_actions/results/template";
import { useText } from "../../_lib/i18n";
import { EmptyState } from "../../_ui/EmptyState";
import { JsonTree } from "../../_ui/JsonTree";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import styles from "./services.module.css";

/** Few services look after accounts, and a table is large, so it is fetched where there are some. */
const HealthAccounts = dynamic(() => import("./HealthAccounts"), { ssr: false });

/** The newest sample of a service's health: status, message, details, and its accounts if it looks after any. */
export function HealthNow({ service }: { readonly service: CapsuleServiceDetail }) {
  const t = useText();
  const { health } = service;
  if (!health) return <EmptyState title={t("services.noHealth")} hint={t("services.noHealthHint")} />;
  const { accounts, rest } = readDetails(health.details);
  return (
    <div className="stack">
      <div className={styles.healthLine}>
        <StatusTag kind="health" value={health.status} />
        {health.message && <span className={styles.healthMessage}>{health.message}</span>}
        <span className="faint">
          <RelativeTime at={health.reportedAt} />
        </span>
      </div>
      {accounts.length > 0 && <HealthAccounts value={accounts} />}
      {rest !== undefined && <JsonTree value={rest} label={t("services.healthDetails")} />}
    </div>
  );
}

function readDetails(details: NonNullable<CapsuleServiceDetail["health"]>["details"]): {
  accounts: JsonValue[];
  rest: JsonValue | undefined;
} {
  if (!isObject(details)) return { accounts: [], rest: details ?? undefined };
  const { accounts, ...rest } = details;
  return Array.isArray(accounts)
    ? { accounts, rest: nonEmpty(rest) }
    : { accounts: [], rest: nonEmpty(details) };
}

function nonEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}
