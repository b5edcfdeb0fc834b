"use client";

import type { CapsuleServiceDetail } from "@opstage/contracts";
import { Button } from "antd";
import { groupActions } from "../../_actions/action-groups";
import { useText } from "../../_lib/i18n";
import { CopyableId } from "../../_ui/CopyableId";
import { ExactTime } from "../../_ui/ExactTime";
import { FactGrid } from "../../_ui/FactGrid";
import { Panel } from "../../_ui/Panel";
import { RelativeTime } from "../../_ui/RelativeTime";
import { ActionRow } from "./ActionRow";
import { ConfigValue } from "./ConfigValue";
import { HealthNow } from "./HealthNow";
import styles from "./services.module.css";

const mostConfigs = 6;
const mostActions = 5;

export interface OverviewTabProps {
  readonly service: CapsuleServiceDetail;
  onTab(tab: string): void;
}

/** The service on one screen: how it is now, who it is, its main values and actions. */
export function OverviewTab({ service, onTab }: OverviewTabProps) {
  const t = useText();
  const offered = groupActions(service.actions).flatMap((group) => group.actions);
  const actions = offered.filter((action) => action.enabled);
  return (
    <div className={styles.overview}>
      <div className={styles.column}>
        <Panel
          title={t("services.healthNow")}
          extra={<TabLink tab="health" text={t("services.history")} onTab={onTab} />}
        >
          <HealthNow service={service} />
        </Panel>
        {service.configs.length > 0 && (
          <Panel
            title={t("services.keyConfigs")}
            extra={
              <TabLink
                tab="configs"
                text={t("services.allConfigs", { count: service.configs.length })}
                onTab={onTab}
              />
            }
          >
            <FactGrid
              facts={service.configs.slice(0, mostConfigs).map((config) => ({
                label: config.label ?? config.key,
                value: <ConfigValue config={config} />,
              }))}
            />
          </Panel>
        )}
      </div>
      <div className={styles.column}>
        <Panel title={t("services.identity")}>
          <FactGrid
            facts={[
              service.description && {
                label: t("services.description"),
                value: service.description,
                wide: true,
              },
              { label: t("services.version"), value: service.version ?? <Dash /> },
              { label: t("services.runtime"), value: service.runtime ?? <Dash /> },
              { label: t("services.lastReport"), value: <RelativeTime at={service.lastReportedAt} /> },
              { label: t("services.created"), value: <ExactTime at={service.createdAt} /> },
              { label: "ID", value: <CopyableId id={service.id} /> },
            ]}
          />
        </Panel>
        {actions.length > 0 && (
          <Panel
            flush
            title={t("services.quickActions")}
            extra={
              <TabLink
                tab="actions"
                text={t("services.allActions", { count: offered.length })}
                onTab={onTab}
              />
            }
          >
            <ul className={styles.actionList}>
              {actions.slice(0, mostActions).map((action) => (
                <ActionRow key={action.id} action={action} isCompact />
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </div>
  );
}

function TabLink(props: { readonly tab: string; readonly text: string; onTab(tab: string): void }) {
  return (
    <Button type="link" size="small" onClick={() => props.onTab(props.tab)}>
      {props.text}
    </Button>
  );
}

function Dash() {
  return <span className="faint">—</span>;
}
