"use client";

import { BarChartOutlined, PlayCircleOutlined } from "@ant-design/icons";
import type { Action } from "@opstage/contracts";
import { Button } from "antd";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useActionPanel } from "../../_actions/ActionPanel";
import { limitText } from "../../_actions/limit-text";
import { useText } from "../../_lib/i18n";
import { GuardedButton } from "../../_ui/GuardedButton";
import { StatusTag } from "../../_ui/StatusTag";
import styles from "./services.module.css";

const ActionDurations = dynamic(() => import("./ActionDurations"), { ssr: false });

/** An action with what it does, how dangerous it is, and Run. */
export function ActionRow({
  action,
  isCompact = false,
}: {
  readonly action: Action;
  readonly isCompact?: boolean;
}) {
  const t = useText();
  const open = useActionPanel();
  const description = action.description;
  const [isTimed, setTimed] = useState(false);
  return (
    <li className={styles.actionRow}>
      <div className={styles.actionText}>
        <div className={styles.actionLine}>
          <b className={styles.actionLabel}>{action.label}</b>
          {!(isCompact && action.dangerLevel === "LOW") && (
            <StatusTag kind="danger" value={action.dangerLevel} />
          )}
          {action.requiresConfirmation && <span className="chip">{t("services.confirms")}</span>}
          {!isCompact && action.timeoutSeconds !== null && (
            <span className="chip">
              {t("services.limit", { duration: limitText(action.timeoutSeconds, t) })}
            </span>
          )}
        </div>
        {description && (
          <p className={isCompact ? styles.actionHintLine : styles.actionHint}>{description}</p>
        )}
        {!isCompact && (
          <span className="row">
            <code className={`mono ${styles.actionName}`}>{action.name}</code>
            <Button
              type="link"
              size="small"
              aria-expanded={isTimed}
              icon={<BarChartOutlined aria-hidden="true" />}
              onClick={() => setTimed(!isTimed)}
            >
              {t("services.durations")}
            </Button>
          </span>
        )}
      </div>
      {isTimed && <ActionDurations action={action} />}
      <GuardedButton
        needs="operator"
        size="small"
        danger={action.dangerLevel === "HIGH"}
        icon={<PlayCircleOutlined aria-hidden="true" />}
        disabledReason={action.enabled ? null : t("services.switchedOff")}
        aria-label={t("services.runLabel", { action: action.label })}
        onClick={() => open({ serviceId: action.serviceId, actionName: action.name })}
      >
        {t("services.run")}
      </GuardedButton>
    </li>
  );
}
