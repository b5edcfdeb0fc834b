"use client";

import { CheckCircleOutlined, MinusCircleOutlined } from "@ant-design/icons";
import type { BatchPreview } from "@opstage/contracts";
import { useText } from "../../_lib/i18n";
import { Panel } from "../../_ui/Panel";
import styles from "./batches.module.css";
import { useReason } from "./reason-text";

type Target = BatchPreview["targets"][number];

/** Names shown of a group before it says how many more there are. */
const namesShown = 200;

/** Which services would run and which cannot, with the reason: the dry run before the real one. */
export function BatchPlan({ plan }: { readonly plan: BatchPreview }) {
  const t = useText();
  const reason = useReason();
  const runs = plan.targets.filter(({ refusal }) => refusal === null);
  const refused = new Map<string, Target[]>();
  for (const target of plan.targets) {
    if (target.refusal === null) continue;
    refused.set(target.refusal, [...(refused.get(target.refusal) ?? []), target]);
  }
  return (
    <Panel title={t("batches.preview")} flush>
      <ul className={styles.plan} aria-live="polite">
        <li className="tone-good">
          <details>
            <summary>
              <CheckCircleOutlined aria-hidden="true" className={styles.planIcon} />
              <b>{t("batches.wouldRun", { count: runs.length })}</b>
            </summary>
            <Names targets={runs} />
          </details>
        </li>
        {[...refused].map(([code, targets]) => (
          <li key={code} className="tone-warn">
            <details>
              <summary>
                <MinusCircleOutlined aria-hidden="true" className={styles.planIcon} />
                <b>{t("batches.cannotRun", { count: targets.length })}</b>{" "}
                <span className="soft">{reason(code)}</span>
              </summary>
              <Names targets={targets} />
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Names({ targets }: { readonly targets: readonly Target[] }) {
  const t = useText();
  return (
    <ul className={styles.names}>
      {targets.slice(0, namesShown).map((target) => (
        <li key={target.serviceId}>
          {target.serviceName ?? target.serviceId}{" "}
          <span className="faint">
            {target.issues[0]
              ? [target.issues[0].path, target.issues[0].message].filter(Boolean).join(" ")
              : target.serviceCode}
          </span>
        </li>
      ))}
      {targets.length > namesShown ? (
        <li className="faint">{t("batches.andMore", { count: targets.length - namesShown })}</li>
      ) : null}
    </ul>
  );
}
