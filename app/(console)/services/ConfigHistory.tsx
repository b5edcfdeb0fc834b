"use client";

import { ArrowRightOutlined } from "@ant-design/icons";
import type { ConfigChange } from "@opstage/contracts";
import { Skeleton } from "antd";
import { useText } from "../../_lib/i18n";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { ErrorState } from "../../_ui/ErrorState";
import { Pager } from "../../_ui/Pager";
import { Panel } from "../../_ui/Panel";
import { RelativeTime } from "../../_ui/RelativeTime";
import { useLocalList } from "../commands/local-list";
import styles from "./services.module.css";

/** Every change of a service's declared configuration, newest first. */
export function ConfigHistory({ serviceId }: { readonly serviceId: ConfigChange["serviceId"] }) {
  const t = useText();
  const { state, input } = useLocalList();
  const query = trpc.services.configChanges.useQuery({ serviceId, ...input }, listOptions);
  const data = query.data;
  return (
    <Panel title={t("services.configHistory")} flush>
      {!data && query.error && (
        <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />
      )}
      {!data && !query.error && (
        <div className={styles.padded}>
          <Skeleton active title={false} paragraph={{ rows: 3 }} />
        </div>
      )}
      {data?.items.length === 0 && <p className={styles.padded}>{t("services.configNoHistory")}</p>}
      <ol className={styles.changes}>
        {data?.items.map((change) => (
          <li key={change.id} className={styles.change}>
            <ChangeTag change={change} />
            <code className="mono">{change.key}</code>
            <span className={styles.changeValues}>
              <ChangedValues change={change} />
            </span>
            <span className="faint">
              <RelativeTime at={change.createdAt} />
            </span>
          </li>
        ))}
      </ol>
      {data && data.total > data.items.length && <Pager data={data} state={state} />}
    </Panel>
  );
}

/** What kind of change it was. */
export function ChangeTag({ change }: { readonly change: ConfigChange }) {
  const t = useText();
  return <span className={`tag tone-${toneOf(change)}`}>{t(`services.change.${change.kind}`)}</span>;
}

/** The value before and after; of a sensitive item only that it changed. */
export function ChangedValues({ change }: { readonly change: ConfigChange }) {
  const t = useText();
  const { before, after } = change;
  if (before?.sensitive || after?.sensitive) {
    return <span className="faint">{t("services.changeSecret")}</span>;
  }
  return (
    <>
      {before && <Value text={before.valuePreview} isOld={after !== null} />}
      {before && after && <ArrowRightOutlined aria-hidden="true" className="faint" />}
      {after && <Value text={after.valuePreview} isOld={false} />}
    </>
  );
}

function Value({ text, isOld }: { readonly text: string | null; readonly isOld: boolean }) {
  const t = useText();
  if (text === null) return <span className="faint">{t("services.configNotSet")}</span>;
  const shown = <code className="mono">{text === "" ? '""' : text}</code>;
  return isOld ? <del className={styles.oldValue}>{shown}</del> : shown;
}

function toneOf(change: ConfigChange): "good" | "busy" | "spent" {
  if (change.kind === "ADDED") return "good";
  return change.kind === "CHANGED" ? "busy" : "spent";
}
