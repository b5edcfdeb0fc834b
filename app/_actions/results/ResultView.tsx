import { CheckCircleOutlined } from "@ant-design/icons";
import { type CommandDetail, DetailResult, type JsonObject, ListResult } from "@opstage/contracts";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { JsonTree } from "../../_ui/JsonTree";
import { mask } from "../initial-values";
import { DetailView } from "./DetailView";
import { FailureView } from "./FailureView";
import { ListView } from "./ListView";
import type { ActionRequest, ResultSource } from "./result-actions";
import styles from "./results.module.css";
import { SecretReveal } from "./SecretReveal";

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
      {hasData && <ResultData data={data} source={source} onAction={onAction} />}
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

interface ResultDataProps {
  readonly data: JsonObject;
  readonly source: ResultSource;
  onAction(request: ActionRequest): void;
}

/** A result's data: the structured parts we know, the rest as a tree, and always the raw JSON. */
function ResultData({ data, source, onAction }: ResultDataProps) {
  const t = useText();
  const { list, detail, rest } = useMemo(() => readStructure(data), [data]);
  const hasStructure = list !== undefined || detail !== undefined;
  if (!hasStructure) return <JsonTree value={data} label={t("results.title")} />;
  return (
    <>
      {detail && <DetailView detail={detail} source={source} onAction={onAction} />}
      {list && <ListView list={list} source={source} onAction={onAction} />}
      {Object.keys(rest).length > 0 && (
        <section className={styles.block}>
          <h3 className={styles.heading}>{t("results.moreData")}</h3>
          <JsonTree value={rest} openDepth={1} />
        </section>
      )}
      <details className={styles.raw}>
        <summary>{t("results.raw")}</summary>
        <div className={styles.rawBody}>
          <JsonTree value={data} label={t("results.raw")} openDepth={1} />
        </div>
      </details>
    </>
  );
}

function readStructure(data: JsonObject) {
  const list = ListResult.safeParse(data.list);
  const detail = DetailResult.safeParse(data.detail);
  const rest = Object.fromEntries(
    Object.entries(data).filter(
      ([key]) => !(key === "list" && list.success) && !(key === "detail" && detail.success),
    ),
  );
  return { list: list.data, detail: detail.data, rest };
}
