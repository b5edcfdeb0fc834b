import { DetailResult, type JsonObject } from "@opstage/contracts";
import { useText } from "../_lib/i18n";
import { JsonTree } from "../_ui/JsonTree";
import styles from "./panel.module.css";
import { DetailView } from "./results/DetailView";
import type { ActionRequest, ResultSource } from "./results/result-actions";

export interface CurrentStateProps {
  /** What the agent says about now. */
  readonly state: JsonObject | undefined;
  /** What the row that led here says. */
  readonly detail: JsonObject | undefined;
  readonly source: ResultSource;
  onAction(request: ActionRequest): void;
}

/** What the action is about to work on: the chosen row, and the state the agent reports. */
export function CurrentState({ state = {}, detail, source, onAction }: CurrentStateProps) {
  const t = useText();
  const { detail: stateDetail, ...others } = state;
  const card = DetailResult.safeParse(stateDetail);
  const rest = card.success || stateDetail === undefined ? others : state;
  const row = detail && toDetail(detail);
  return (
    <>
      {row && (
        <div className={styles.card}>
          <DetailView detail={{ title: t("actions.selected"), ...row }} />
        </div>
      )}
      {card.success && (
        <div className={styles.card}>
          <DetailView
            detail={{ title: t("actions.currentState"), ...card.data }}
            source={source}
            onAction={onAction}
          />
        </div>
      )}
      {Object.keys(rest).length > 0 && (
        <section className={styles.card} aria-label={t("actions.currentState")}>
          <h3 className={styles.cardTitle}>{t("actions.currentState")}</h3>
          <JsonTree value={rest} label={t("actions.currentState")} />
        </section>
      )}
    </>
  );
}

/** A `__detail` may be a card or simply the fields of one. */
function toDetail(detail: JsonObject): DetailResult {
  const card = DetailResult.safeParse(detail);
  return card.success ? card.data : { data: detail };
}
