"use client";

import { CheckOutlined, DiffOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import type { CapsuleServiceDetail, ConfigItem } from "@opstage/contracts";
import { skipToken } from "@tanstack/react-query";
import { Skeleton, Switch } from "antd";
import { useId, useState } from "react";
import { useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { detailOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { useUrlValue } from "../../_lib/url-value";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { Panel } from "../../_ui/Panel";
import { ConfigValue } from "../services/ConfigValue";
import { type ConfigPair, compareConfigs } from "./compare-configs";
import styles from "./configs.module.css";
import { ServicePicker } from "./ServicePicker";

const toServiceId = idFilter("svc");

/** The configurations of two services side by side. */
export function TwoServices() {
  const t = useText();
  const [left, setLeft] = useUrlValue("left");
  const [right, setRight] = useUrlValue("right");
  const first = useService(left);
  const second = useService(right);
  const failed = first.error ? first : second.error ? second : undefined;
  return (
    <div className="stack-lg">
      <div className={styles.pickers}>
        <ServicePicker label={t("configs.leftService")} value={left} known={first.data} onChange={setLeft} />
        <ServicePicker
          label={t("configs.rightService")}
          value={right}
          known={second.data}
          onChange={setRight}
        />
      </div>
      {failed ? (
        <ErrorState error={failed.error} onRetry={failed.refetch} isRetrying={failed.isFetching} />
      ) : !left || !right ? (
        <EmptyState title={t("configs.pickTwo")} hint={t("configs.pickTwoHint")} />
      ) : first.data && second.data ? (
        <SideBySide left={first.data} right={second.data} />
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 6 }} />
      )}
    </div>
  );
}

function useService(raw: string | undefined) {
  const serviceId = raw === undefined ? undefined : toServiceId(raw);
  return trpc.services.get.useQuery(serviceId ? { serviceId } : skipToken, detailOptions);
}

interface SideBySideProps {
  readonly left: CapsuleServiceDetail;
  readonly right: CapsuleServiceDetail;
}

function SideBySide({ left, right }: SideBySideProps) {
  const t = useText();
  const id = useId();
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const pairs = compareConfigs(left.configs, right.configs);
  const different = pairs.filter(({ kind }) => kind !== "same").length;
  const shown = onlyDifferent ? pairs.filter(({ kind }) => kind !== "same") : pairs;
  return (
    <Panel
      flush
      title={t("configs.differences", { count: different, total: pairs.length })}
      extra={
        <span className="row">
          <Switch id={id} size="small" checked={onlyDifferent} onChange={setOnlyDifferent} />
          <label htmlFor={id}>{t("configs.onlyDifferent")}</label>
        </span>
      }
    >
      {shown.length === 0 ? (
        <EmptyState title={t(pairs.length === 0 ? "services.noConfigs" : "configs.allSame")} />
      ) : (
        <div className="scroll-x">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t("services.configKey")}</th>
                <th scope="col">{t("configs.comparison")}</th>
                <th scope="col">{left.name}</th>
                <th scope="col">{right.name}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((pair) => (
                <tr key={pair.key}>
                  <td>
                    <code className="mono">{pair.key}</code>
                  </td>
                  <td>
                    <PairTag kind={pair.kind} />
                  </td>
                  <td>
                    <Side item={pair.left} />
                  </td>
                  <td>
                    <Side item={pair.right} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Side({ item }: { readonly item: ConfigItem | null }) {
  const t = useText();
  return item === null ? (
    <span className="faint">{t("configs.notDeclared")}</span>
  ) : (
    <ConfigValue config={item} />
  );
}

const looks = {
  same: { tone: "quiet", icon: <CheckOutlined /> },
  differs: { tone: "warn", icon: <DiffOutlined /> },
  "left-only": { tone: "busy", icon: <MinusOutlined /> },
  "right-only": { tone: "busy", icon: <PlusOutlined /> },
} as const;

function PairTag({ kind }: { readonly kind: ConfigPair["kind"] }) {
  const t = useText();
  return (
    <span className={`tag tone-${looks[kind].tone}`}>
      <span className="tag-icon" aria-hidden="true">
        {looks[kind].icon}
      </span>
      {t(`configs.pair.${kind}`)}
    </span>
  );
}
