"use client";

import { PlayCircleOutlined } from "@ant-design/icons";
import { Alert } from "antd";
import { useText } from "../../_lib/i18n";
import { type Outputs, trpc } from "../../_lib/trpc";
import { ExactTime } from "../../_ui/ExactTime";
import { FailureText } from "../../_ui/FailureText";
import { GuardedButton } from "../../_ui/GuardedButton";
import { Panel } from "../../_ui/Panel";

type Result = Outputs["maintenance"]["run"];

const counts = [
  "offlineAgents",
  "offlineServices",
  "expiredCommands",
  "lostCommands",
  "expiredRegistrationTokens",
] as const satisfies readonly (keyof Result)[];

function RunResult({ result }: { readonly result: Result }) {
  const t = useText();
  const deleted = Object.entries(result.deletedRows).filter(([, count]) => count > 0);
  const total = deleted.reduce((sum, [, count]) => sum + count, 0);
  return (
    <div className="stack" role="status">
      <p>
        <b>{t("settings.ran")}</b>{" "}
        <span className="faint">
          <ExactTime at={result.ranAt} />
        </span>
      </p>
      <ul className="count-list">
        {counts.map((name) => (
          <li key={name} className={result[name] === 0 ? "is-zero" : ""}>
            {t(`settings.result.${name}`)} <b>{result[name]}</b>
          </li>
        ))}
        <li className={total === 0 ? "is-zero" : ""}>
          {t("settings.result.deletedRows")} <b>{total}</b>
        </li>
      </ul>
      {deleted.length > 0 ? (
        <p className="faint">{deleted.map(([table, count]) => `${table} ${count}`).join(" · ")}</p>
      ) : null}
    </div>
  );
}

/** Does now what the timer does, and says what came of it. */
export function RunMaintenance({ intervalSeconds }: { readonly intervalSeconds: number }) {
  const t = useText();
  const utils = trpc.useUtils();
  const run = trpc.maintenance.run.useMutation({ onSuccess: () => utils.invalidate() });
  return (
    <Panel title={t("settings.run")}>
      <div className="stack">
        <p className="soft">
          {intervalSeconds === 0
            ? t("settings.timerOff")
            : t("settings.timerOn", { seconds: intervalSeconds })}
        </p>
        <div>
          <GuardedButton
            needs="operator"
            icon={<PlayCircleOutlined />}
            loading={run.isPending}
            onClick={() => run.mutate()}
          >
            {t("settings.runNow")}
          </GuardedButton>
        </div>
        {run.error ? <Alert type="error" showIcon title={<FailureText error={run.error} />} /> : null}
        {run.data ? <RunResult result={run.data} /> : null}
      </div>
    </Panel>
  );
}
