"use client";

import { type CapsuleServiceDetail, HealthAccount } from "@opstage/contracts";
import { Table } from "antd";
import { Cell } from "../../_actions/results/Cell";
import { ScrollBox } from "../../_actions/results/ScrollBox";
import { isObject } from "../../_actions/results/template";
import { exactDuration } from "../../_lib/duration";
import { useText } from "../../_lib/i18n";
import { EmptyState } from "../../_ui/EmptyState";
import { JsonTree } from "../../_ui/JsonTree";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import styles from "./services.module.css";

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
      {accounts.length > 0 && <Accounts accounts={accounts} />}
      {rest !== undefined && <JsonTree value={rest} label={t("services.healthDetails")} />}
    </div>
  );
}

function readDetails(details: NonNullable<CapsuleServiceDetail["health"]>["details"]) {
  if (!isObject(details)) return { accounts: [], rest: details ?? undefined };
  const accounts = HealthAccount.array().safeParse(details.accounts);
  if (!accounts.success) return { accounts: [], rest: nonEmpty(details) };
  const { accounts: _accounts, ...rest } = details;
  return { accounts: accounts.data, rest: nonEmpty(rest) };
}

function nonEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}

function Accounts({ accounts }: { readonly accounts: readonly HealthAccount[] }) {
  const t = useText();
  return (
    <ScrollBox>
      <Table<HealthAccount>
        aria-label={t("services.accounts")}
        size="small"
        rowKey="id"
        dataSource={[...accounts]}
        pagination={accounts.length > 10 ? { pageSize: 10, size: "small", showSizeChanger: false } : false}
        scroll={{ x: "max-content" }}
        columns={[
          { key: "id", title: t("services.account"), render: (_, account) => account.label ?? account.id },
          {
            key: "healthy",
            title: t("services.accountHealthy"),
            render: (_, account) => (
              <Cell value={account.healthy} format="boolean" label={t("services.accountHealthy")} />
            ),
          },
          {
            key: "status",
            title: t("services.accountStatus"),
            render: (_, account) => (
              <span className="row">
                <Cell
                  value={account.operationStatus ?? null}
                  format="status"
                  label={t("services.accountStatus")}
                />
                {account.operationMessage && <span className="faint">{account.operationMessage}</span>}
              </span>
            ),
          },
          {
            key: "error",
            title: t("services.accountError"),
            render: (_, account) => account.lastError ?? <span className="faint">—</span>,
          },
          {
            key: "failures",
            title: t("services.accountFailures"),
            align: "right",
            render: (_, account) => account.consecutiveFailures ?? 0,
          },
          {
            key: "cooldown",
            title: t("services.accountCooldown"),
            render: (_, account) =>
              account.cooldownRemainingMs ? (
                exactDuration(account.cooldownRemainingMs, t)
              ) : (
                <span className="faint">—</span>
              ),
          },
        ]}
      />
    </ScrollBox>
  );
}
