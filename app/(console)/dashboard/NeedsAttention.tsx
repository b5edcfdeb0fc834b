"use client";

import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  InfoCircleOutlined,
} from "@ant-design/icons";
import Link from "next/link";
import type { ReactNode } from "react";
import { useText } from "../../_lib/i18n";
import { paths, targetPath } from "../../_lib/paths";
import { Panel } from "../../_ui/Panel";
import { RelativeTime } from "../../_ui/RelativeTime";
import type { Summary } from "./DashboardView";

type Item = Summary["needsAttention"][number];

const severities: Readonly<Record<Item["severity"], { readonly tone: string; readonly icon: ReactNode }>> = {
  critical: { tone: "tone-bad", icon: <CloseCircleOutlined /> },
  warning: { tone: "tone-warn", icon: <ExclamationCircleOutlined /> },
  notice: { tone: "tone-quiet", icon: <InfoCircleOutlined /> },
};

function Row({ item }: { readonly item: Item }) {
  const t = useText();
  const look = severities[item.severity];
  return (
    <Link
      href={targetPath(item.targetType, item.targetId) ?? paths.dashboard()}
      prefetch={false}
      className="attention-row"
    >
      <span
        className={`attention-icon ${look.tone}`}
        role="img"
        aria-label={t(`dashboard.severity.${item.severity}`)}
      >
        {look.icon}
      </span>
      <span className="attention-what">
        <b>{item.name}</b>{" "}
        {item.serviceName === null ? null : (
          <>
            <span className="soft">{t("dashboard.onService", { service: item.serviceName })}</span>
            {" · "}
          </>
        )}
        <span className="soft">{t(`dashboard.attention.${item.code}`)}</span>
        {item.message ? <span className="attention-message ellipsis">{item.message}</span> : null}
      </span>
      <span className="faint">{item.at ? <RelativeTime at={item.at} /> : null}</span>
    </Link>
  );
}

interface NeedsAttentionProps {
  readonly items: readonly Item[];
  /** All there are, when more than are listed. */
  readonly total: number;
  readonly className?: string;
}

/** What an operator should look at, worst first. */
export function NeedsAttention({ items, total, className }: NeedsAttentionProps) {
  const t = useText();
  return (
    <Panel
      title={t("dashboard.needsAttention")}
      extra={total > 0 ? <span className="tag tone-bad tabular">{total}</span> : null}
      flush
      className={className}
    >
      {items.length === 0 ? (
        <div className="calm">
          <CheckCircleOutlined />
          <div>
            <p className="empty-title">{t("dashboard.nothingWrong")}</p>
            <p className="faint">{t("dashboard.nothingWrongHint")}</p>
          </div>
        </div>
      ) : (
        <ul className="attention">
          {items.map((item) => (
            <li key={`${item.code} ${item.targetId}`}>
              <Row item={item} />
            </li>
          ))}
          {total > items.length ? (
            <li className="feed-row faint">{t("dashboard.andMore", { count: total - items.length })}</li>
          ) : null}
        </ul>
      )}
    </Panel>
  );
}
