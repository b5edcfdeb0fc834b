import { CheckOutlined, LoadingOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useNow } from "../_lib/clock";
import { clockTime } from "../_lib/format-time";
import { useLanguage, useText } from "../_lib/i18n";
import { FailureText } from "../_ui/FailureText";
import styles from "./panel.module.css";
import type { Preparation } from "./use-prepare";

export interface PrepareNoticeProps {
  readonly preparation: Preparation;
  onRetry(): void;
}

/** How asking the agent goes: still waiting, answered, or why it did not. */
export function PrepareNotice({ preparation, onRetry }: PrepareNoticeProps) {
  const t = useText();
  const language = useLanguage();
  switch (preparation.kind) {
    case "waiting":
      return <Waiting since={preparation.since} />;
    case "ready":
      return (
        <>
          <p className={styles.note} role="status">
            {preparation.isAsking ? (
              <LoadingOutlined aria-hidden="true" />
            ) : (
              <CheckOutlined aria-hidden="true" />
            )}
            {preparation.isAsking
              ? t("actions.preparing")
              : t("actions.prepared", { time: clockTime(preparation.at, language) })}
          </p>
          {preparation.error !== null && !preparation.isAsking && (
            <Alert
              type="warning"
              showIcon
              title={t("actions.askAgainFailed")}
              description={<FailureText error={preparation.error} />}
            />
          )}
        </>
      );
    case "unavailable":
    case "failed": {
      const isGone = preparation.kind === "unavailable";
      return (
        <Alert
          type={isGone ? "error" : "warning"}
          showIcon
          title={t(isGone ? "actions.unavailableTitle" : "actions.prepareFailedTitle")}
          description={
            <>
              <FailureText error={preparation.error} />
              <p className={styles.hint}>
                {t(isGone ? "actions.unavailableHint" : "actions.prepareFailedHint")}
              </p>
            </>
          }
          action={
            <Button size="small" onClick={onRetry}>
              {t(isGone ? "actions.checkAgain" : "common.retry")}
            </Button>
          }
        />
      );
    }
  }
}

function Waiting({ since }: { readonly since: number }) {
  const t = useText();
  const now = useNow();
  // The clock is the server's and the start is ours, so an odd second does not count.
  const seconds = since === 0 ? 0 : Math.floor((Math.max(now, Date.now()) - since) / 1000);
  return (
    <p className={styles.note} role="status">
      <LoadingOutlined aria-hidden="true" />
      {seconds < 3 ? t("actions.preparing") : t("actions.preparingFor", { seconds })}
    </p>
  );
}
