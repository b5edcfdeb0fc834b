"use client";

import { CheckCircleOutlined, DiffOutlined, LockOutlined } from "@ant-design/icons";
import type { ConfigGroup } from "@opstage/contracts";
import { Button, Skeleton } from "antd";
import Link from "next/link";
import { useState } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { Panel } from "../../_ui/Panel";
import styles from "./configs.module.css";

/** One key over all services: a group for each value, the most common one first, the others marked. */
export function Comparison({ configKey }: { readonly configKey: string }) {
  const t = useText();
  const query = trpc.configs.compare.useQuery({ key: configKey }, listOptions);
  const data = query.data;
  if (data === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />
    ) : (
      <Skeleton active title={false} paragraph={{ rows: 6 }} />
    );
  if (data.groups.length === 0) return <EmptyState title={t("configs.noneHasKey", { key: data.key })} />;
  const isSame = data.groupCount === 1;
  return (
    <Panel
      flush
      title={<code className="mono">{data.key}</code>}
      extra={
        <span className="row">
          <span className={`tag ${isSame ? "tone-good" : "tone-warn"}`}>
            <span className="tag-icon" aria-hidden="true">
              {isSame ? <CheckCircleOutlined /> : <DiffOutlined />}
            </span>
            {isSame
              ? data.serviceCount === 1
                ? t("configs.onlyOne")
                : t("configs.sameOver", { services: data.serviceCount })
              : t("configs.valuesOver", { values: data.groupCount, services: data.serviceCount })}
          </span>
          <Link href={paths.configs({ tab: "changes", key: data.key })}>{t("configs.itsChanges")}</Link>
        </span>
      }
    >
      <ul className={styles.groups} aria-label={t("configs.groups", { key: data.key })}>
        {data.groups.map((group, index) => (
          <li key={`${group.state} ${group.value ?? ""}`}>
            <Group group={group} total={data.serviceCount} isCommon={index === 0} isAlone={isSame} />
          </li>
        ))}
        {data.groupCount > data.groups.length ? (
          <li className={styles.none}>
            {t("batches.andMore", { count: data.groupCount - data.groups.length })}
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}

interface GroupProps {
  readonly group: ConfigGroup;
  readonly total: number;
  readonly isCommon: boolean;
  /** All services have this value. */
  readonly isAlone: boolean;
}

const namesShown = 12;

function Group({ group, total, isCommon, isAlone }: GroupProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? group.services : group.services.slice(0, namesShown);
  const tone = isAlone || isCommon ? "tone-good" : "tone-warn";
  return (
    <div className={`${styles.group} ${tone}`}>
      <div className={styles.groupHead}>
        <GroupValue group={group} />
        <span className="row tabular">
          {isAlone ? null : (
            <span className={`tag ${tone}`}>{t(isCommon ? "configs.mostCommon" : "configs.differs")}</span>
          )}
          {t("batches.services", { count: group.serviceCount })}
        </span>
      </div>
      <div className={styles.share} aria-hidden="true">
        <span style={{ width: `${(group.serviceCount / total) * 100}%` }} />
      </div>
      <ul className={styles.holders}>
        {shown.map((service) => (
          <li key={service.id}>
            <Link
              href={paths.service(service.id, { tab: "configs" })}
              prefetch={false}
              className="chip"
              title={service.code}
            >
              {service.name}
            </Link>
          </li>
        ))}
        {shown.length < group.services.length ? (
          <li>
            <Button type="link" size="small" onClick={() => setOpen(true)}>
              {t("common.showMore", { count: group.services.length - shown.length })}
            </Button>
          </li>
        ) : null}
        {isOpen && group.serviceCount > group.services.length ? (
          <li className="faint">
            {t("batches.andMore", { count: group.serviceCount - group.services.length })}
          </li>
        ) : null}
      </ul>
    </div>
  );
}

function GroupValue({ group }: { readonly group: ConfigGroup }) {
  const t = useText();
  if (group.state === "VALUE")
    return <code className={`mono ${styles.value}`}>{group.value === "" ? '""' : group.value}</code>;
  if (group.state === "NOT_SET") return <span className="faint">{t("services.configNotSet")}</span>;
  return (
    <span className="soft">
      <LockOutlined aria-hidden="true" />{" "}
      {t(group.state === "SENSITIVE_SET" ? "services.configSet" : "services.configHidden")}
    </span>
  );
}
