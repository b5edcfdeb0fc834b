"use client";

import { CheckCircleOutlined, DiffOutlined, LockOutlined } from "@ant-design/icons";
import type { ConfigKey } from "@opstage/contracts";
import { Skeleton } from "antd";
import { useDeferredValue, useState } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { useUrlValue } from "../../_lib/url-value";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { FilterText } from "../../_ui/FilterBar";
import { Panel } from "../../_ui/Panel";
import { RowLink } from "../../_ui/row-link";
import { Comparison } from "./Comparison";
import styles from "./configs.module.css";

/** The keys that services declare, those whose values differ first, and one of them over all services. */
export function ByKey() {
  const t = useText();
  const [wanted, setWanted] = useState<string>();
  const q = useDeferredValue(wanted);
  const [chosen, choose] = useUrlValue("key");
  const query = trpc.configs.keys.useQuery({ ...(q === undefined ? {} : { q }) }, listOptions);
  const keys = query.data?.keys;
  if (keys === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />
    ) : (
      <Skeleton active title={false} paragraph={{ rows: 8 }} />
    );
  if (keys.length === 0 && wanted === undefined)
    return <EmptyState title={t("configs.emptyTitle")} hint={t("configs.emptyHint")} />;
  const key = chosen ?? keys[0]?.key;
  return (
    <div className={styles.byKey}>
      <Panel title={t("configs.keys")} flush className={styles.keyPanel}>
        <div className={styles.keySearch}>
          <FilterText isSearch label={t("configs.searchKeys")} value={wanted} onChange={setWanted} />
        </div>
        <ul className={styles.keyList}>
          {keys.map((each) => (
            <li key={each.key} className={each.key === key ? styles.isChosen : undefined}>
              <RowLink href={paths.configs({ key: each.key })} onOpen={() => choose(each.key)}>
                <KeyLine entry={each} isChosen={each.key === key} />
              </RowLink>
            </li>
          ))}
          {keys.length === 0 ? <li className={styles.none}>{t("common.noMatchTitle")}</li> : null}
          {query.data?.truncated ? <li className={styles.none}>{t("configs.moreKeys")}</li> : null}
        </ul>
      </Panel>
      {key === undefined ? null : <Comparison configKey={key} />}
    </div>
  );
}

function KeyLine({ entry, isChosen }: { readonly entry: ConfigKey; readonly isChosen: boolean }) {
  const t = useText();
  const differs = entry.valueCount > 1;
  const isAlone = entry.serviceCount === 1;
  return (
    <span className={styles.keyLine} aria-current={isChosen ? "true" : undefined}>
      <span className={styles.keyName}>
        <code className="mono">{entry.key}</code>
        {entry.sensitive ? <LockOutlined role="img" aria-label={t("configs.sensitive")} /> : null}
      </span>
      <span className={`${styles.keyFacts} ${differs ? "aging" : "faint"}`}>
        {differs ? (
          <DiffOutlined aria-hidden="true" />
        ) : isAlone ? null : (
          <CheckCircleOutlined aria-hidden="true" />
        )}{" "}
        {differs
          ? t("configs.valuesOver", { values: entry.valueCount, services: entry.serviceCount })
          : isAlone
            ? t("configs.onlyOne")
            : t("configs.sameOver", { services: entry.serviceCount })}
      </span>
    </span>
  );
}
