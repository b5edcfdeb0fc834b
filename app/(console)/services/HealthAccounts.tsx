"use client";

import { HealthAccount, type JsonValue } from "@opstage/contracts";
import { Table } from "antd";
import { Cell } from "../../_actions/results/Cell";
import { ScrollBox } from "../../_actions/results/ScrollBox";
import { exactDuration } from "../../_lib/duration";
import { useText } from "../../_lib/i18n";
import { JsonTree } from "../../_ui/JsonTree";

/** The accounts that a service looks after, as a table; what does not look like accounts is shown as it is. */
export default function HealthAccounts({ value }: { readonly value: JsonValue }) {
  const t = useText();
  const accounts = HealthAccount.array().safeParse(value);
  return accounts.success ? (
    <Accounts accounts={accounts.data} />
  ) : (
    <JsonTree value={{ accounts: value }} label={t("services.accounts")} />
  );
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
