"use client";

import { DetailResult, type JsonObject, ListResult } from "@opstage/contracts";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { JsonTree } from "../../_ui/JsonTree";
import { DetailView } from "./DetailView";
import { ListView } from "./ListView";
import type { ActionRequest, ResultSource } from "./result-actions";
import styles from "./results.module.css";

interface ResultDataProps {
  readonly data: JsonObject;
  readonly source: ResultSource;
  onAction(request: ActionRequest): void;
}

/** A result's data: the structured parts we know, the rest as a tree, and always the raw JSON. */
export default function ResultData({ data, source, onAction }: ResultDataProps) {
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
