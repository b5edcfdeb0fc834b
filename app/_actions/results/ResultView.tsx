import { CheckCircleOutlined } from "@ant-design/icons";
import type { CommandDetail, JsonObject } from "@opstage/contracts";
import { Skeleton } from "antd";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { JsonTree } from "../../_ui/JsonTree";
import { mask } from "../redacted";
import { FailureView } from "./FailureView";
import type { ActionRequest, ResultSource } from "./result-actions";
import styles from "./results.module.css";
import { SecretReveal } from "./SecretReveal";

/** Tables and the schemas of what is known are large, so they are fetched for the results that have some. */
const ResultData = dynamic(() => import("./ResultData"), {
  ssr: false,
  loading: () => <Skeleton active title={false} paragraph={{ rows: 5 }} />,
});

export interface ResultViewProps {
  readonly command: CommandDetail;
  readonly source: ResultSource;
  onAction(request: ActionRequest): void;
}

/** The outcome of a command that has ended: what it says, what it lists, what it hands over, or why it failed. */
export function ResultView({ command, source, onAction }: ResultViewProps) {
  const t = useText();
  const { result, status } = command;
  const data = useMemo(() => withoutSpentSecrets(result?.data ?? {}), [result]);
  if (status === "PENDING" || status === "RUNNING") return null;
  const hasData = Object.keys(data).length > 0;
  return (
    <div className={styles.result}>
      {status !== "SUCCEEDED" && hasFailureToTell(command) && (
        <FailureView
          status={status}
          title={t(
            status === "FAILED"
              ? "results.failed"
              : status === "EXPIRED"
                ? "results.expired"
                : "results.cancelled",
          )}
          code={command.errorCode}
          message={command.errorMessage ?? result?.message ?? null}
          error={result?.error}
        />
      )}
      {status === "SUCCEEDED" && (result?.message || !hasData) && (
        <p className={styles.message}>
          <CheckCircleOutlined className={styles.yes} aria-hidden="true" />
          {result?.message || t("results.doneWithout")}
        </p>
      )}
      <SecretReveal
        commandId={command.id}
        secret={command.oneTimeSecret}
        wasSecret={Object.values(result?.data ?? {}).includes(mask)}
      />
      {hasData &&
        ("list" in data || "detail" in data ? (
          <ResultData data={data} source={source} onAction={onAction} />
        ) : (
          <JsonTree value={data} label={t("results.title")} />
        ))}
      {status === "CANCELLED" && !hasData && !hasFailureToTell(command) && (
        <p className="faint">{t("results.none")}</p>
      )}
    </div>
  );
}

/** A command cancelled on purpose says so by its status; only what it says beyond that is worth a box. */
function hasFailureToTell({ status, errorMessage, result }: CommandDetail): boolean {
  return status !== "CANCELLED" || errorMessage !== null || result !== null;
}

/** A one-time secret has its own place; the mask it leaves in the data says nothing. */
function withoutSpentSecrets(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== mask));
}
