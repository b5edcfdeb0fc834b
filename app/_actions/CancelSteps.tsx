import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  LoadingOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import type { Command } from "@opstage/contracts";
import { Alert } from "antd";
import { clockTime } from "../_lib/format-time";
import { useLanguage, useText } from "../_lib/i18n";
import { type CancelStep, cancelSteps } from "./command-facts";
import styles from "./panel.module.css";

/** How far a cancellation has come: asked for, known to the agent, stopped; or ignored by the handler. */
export function CancelSteps({ command }: { readonly command: Command }) {
  const t = useText();
  const language = useLanguage();
  const steps = cancelSteps(command);
  if (steps.length === 0) return null;
  return (
    <>
      <ol className={styles.cancelSteps} aria-label={t("actions.cancelSteps.title")}>
        {steps.map(({ key, state, at }) => (
          <li key={key} className={`tone-${tones[state]}`}>
            <span aria-hidden="true" className={styles.cancelIcon}>
              {icons[state]}
            </span>
            {t(`actions.cancelSteps.${key}`)}
            <span className={styles.cancelTime}>
              {at === null ? t(`actions.cancelSteps.${state}`) : clockTime(at, language)}
            </span>
          </li>
        ))}
      </ol>
      {command.cancelIgnored && (
        <Alert
          type="warning"
          showIcon
          title={t("actions.cancelIgnoredTitle")}
          description={t("actions.cancelIgnoredHint")}
        />
      )}
    </>
  );
}

const tones: Readonly<Record<CancelStep["state"], string>> = {
  done: "good",
  now: "busy",
  later: "quiet",
  ignored: "warn",
};

const icons = {
  done: <CheckCircleOutlined />,
  now: <LoadingOutlined />,
  later: <ClockCircleOutlined />,
  ignored: <WarningOutlined />,
} as const;
