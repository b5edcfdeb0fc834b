"use client";

import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
} from "@ant-design/icons";
import type { AgentChangeOutcome } from "@opstage/contracts";
import { App } from "antd";
import { useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { StatusTag } from "../../_ui/StatusTag";
import type { RowSelection } from "../../_ui/use-selection";
import { type AgentFilters, matchingAgentIds } from "./matching-agents";

const toAgentId = idFilter("agt");

/** Agents in one request; the server takes no more. */
const chunk = 500;
/** So many are named one by one; of more, those that could not be changed. */
const mostNamed = 100;

interface ChangeManyProps {
  readonly selection: RowSelection;
  readonly filters: AgentFilters;
  /** How many are chosen, also on other pages. */
  readonly count: number;
}

/** Disables or enables the chosen agents with one question, and says of each what became of it. */
export function ChangeMany({ selection, filters, count }: ChangeManyProps) {
  const t = useText();
  const { modal, message } = App.useApp();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.agents.changeMany.useMutation();
  const change = async (wanted: "DISABLE" | "ENABLE"): Promise<void> => {
    const agentIds = selection.isAllMatching
      ? await matchingAgentIds(utils.agents.list, filters)
      : [...selection.keys].flatMap((key) => toAgentId(key) ?? []);
    const outcomes: AgentChangeOutcome[] = [];
    const progress = "agents-change-many";
    for (let from = 0; from < agentIds.length; from += chunk) {
      if (agentIds.length > chunk)
        message.loading({
          key: progress,
          content: t("agents.manyProgress", { done: from, count: agentIds.length }),
          duration: 0,
        });
      outcomes.push(...(await mutateAsync({ agentIds: agentIds.slice(from, from + chunk), change: wanted })));
    }
    message.destroy(progress);
    selection.clear();
    modal.info({
      title: t(wanted === "DISABLE" ? "agents.manyDisabled" : "agents.manyEnabled"),
      content: <Outcomes outcomes={outcomes} />,
      okText: t("common.done"),
      icon: null,
      width: 520,
    });
    await Promise.all([utils.agents.invalidate(), utils.services.invalidate(), utils.dashboard.invalidate()]);
  };
  return (
    <>
      <ConfirmButton
        needs="operator"
        size="small"
        icon={<PlayCircleOutlined aria-hidden="true" />}
        question={t("agents.enableManyQuestion", { count })}
        consequence={t("agents.enableManyConsequence")}
        confirmText={t("agents.enable")}
        onConfirm={() => change("ENABLE")}
      >
        {t("agents.enable")}
      </ConfirmButton>
      <ConfirmButton
        needs="operator"
        size="small"
        danger
        icon={<PauseCircleOutlined aria-hidden="true" />}
        question={t("agents.disableManyQuestion", { count })}
        consequence={t("agents.disableManyConsequence")}
        confirmText={t("agents.disable")}
        onConfirm={() => change("DISABLE")}
      >
        {t("agents.disable")}
      </ConfirmButton>
    </>
  );
}

function Outcomes({ outcomes }: { readonly outcomes: readonly AgentChangeOutcome[] }) {
  const t = useText();
  const failed = outcomes.filter(({ errorCode }) => errorCode !== null);
  const named = (outcomes.length > mostNamed ? failed : outcomes).slice(0, mostNamed);
  return (
    <div className="stack">
      <p>{t("agents.manyResult", { done: outcomes.length - failed.length, failed: failed.length })}</p>
      <ul className="outcomes">
        {named.map((outcome) => {
          const isDone = outcome.errorCode === null;
          return (
            <li key={outcome.agentId} className={isDone ? "tone-good" : "tone-bad"}>
              <span className="attention-icon" aria-hidden="true">
                {isDone ? <CheckCircleOutlined /> : <CloseCircleOutlined />}
              </span>
              <span>
                {outcome.name ?? outcome.agentId}
                {isDone ? null : <span className="faint"> {outcome.errorMessage}</span>}
              </span>
              {outcome.status ? <StatusTag kind="agent" value={outcome.status} /> : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
