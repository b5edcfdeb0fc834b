"use client";

import type { BatchOption } from "@opstage/contracts";
import { Alert, Drawer, Select, Skeleton } from "antd";
import { useEffect, useId, useState } from "react";
import { groupActions } from "../../_actions/action-groups";
import panel from "../../_actions/panel.module.css";
import { useText } from "../../_lib/i18n";
import { type Inputs, trpc } from "../../_lib/trpc";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { BatchAction } from "./BatchAction";
import styles from "./batches.module.css";

/** Services by hand, or all that match a filter. */
export type BatchSelection = Pick<Inputs["batches"]["create"], "serviceIds" | "filter">;

interface BatchPanelProps {
  /** Undefined while the panel is closed. */
  readonly selection: BatchSelection | undefined;
  readonly count: number;
  onClose(): void;
}

/** Where one action is chosen, filled in, looked over and run on many services. */
export default function BatchPanel({ selection, count, onClose }: BatchPanelProps) {
  const t = useText();
  return (
    <Drawer
      open={selection !== undefined}
      onClose={onClose}
      title={t("batches.panelTitle", { count })}
      size="min(800px, 100vw)"
      destroyOnHidden
      styles={{ body: { padding: 0, display: "flex", flexDirection: "column", overflow: "hidden" } }}
    >
      {selection === undefined ? null : <ChooseAction selection={selection} onClose={onClose} />}
    </Drawer>
  );
}

interface ChooseActionProps {
  readonly selection: BatchSelection;
  onClose(): void;
}

function ChooseAction({ selection, onClose }: ChooseActionProps) {
  const t = useText();
  const id = useId();
  const [actionName, setActionName] = useState<string>();
  const { mutate, data, error, isPending } = trpc.batches.options.useMutation();
  useEffect(() => mutate(selection), [mutate, selection]);
  if (error) return <ErrorState error={error} onRetry={() => mutate(selection)} isRetrying={isPending} />;
  if (data === undefined)
    return (
      <div className={panel.scroll}>
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      </div>
    );
  const groups = groupActions(data.actions.map((action) => ({ ...action, name: action.actionName }))).flatMap(
    (group) => group.actions,
  );
  if (groups.length === 0)
    return <EmptyState title={t("batches.noActions")} hint={t("batches.noActionsHint")} />;
  return (
    <>
      <div className={`${panel.head} ${styles.choose}`}>
        <label htmlFor={id}>{t("batches.action")}</label>
        <Select
          id={id}
          showSearch={{ optionFilterProp: "search" }}
          placeholder={t("batches.chooseAction")}
          value={actionName ?? null}
          onChange={(next: string | null) => setActionName(next ?? undefined)}
          options={groups.map((action) => optionOf(action, data.serviceCount, t))}
        />
        {data.tooMany ? <Alert type="error" showIcon title={t("batches.tooMany")} /> : null}
      </div>
      {actionName === undefined ? (
        <div className={panel.scroll}>
          <p className="faint">{t("batches.chooseHint")}</p>
        </div>
      ) : (
        <BatchAction key={actionName} selection={selection} actionName={actionName} onClose={onClose} />
      )}
    </>
  );
}

function optionOf(action: BatchOption, total: number, t: ReturnType<typeof useText>) {
  return {
    value: action.actionName,
    search: `${action.label} ${action.actionName}`,
    label: (
      <span className={styles.option}>
        <span>{action.label}</span>
        <span className="faint tabular">{t("batches.offeredBy", { count: action.serviceCount, total })}</span>
      </span>
    ),
  };
}
