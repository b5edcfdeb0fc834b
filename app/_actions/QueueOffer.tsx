import { Checkbox, Select } from "antd";
import { useId } from "react";
import { useText } from "../_lib/i18n";
import { limitText } from "./limit-text";
import styles from "./panel.module.css";

/** How long a command may wait for its agent. */
const choicesSeconds = [900, 3_600, 28_800, 86_400, 604_800] as const;

/** What is offered first: a night shift. */
export const firstQueueSeconds = 28_800;

export interface QueueOfferProps {
  /** Seconds to wait for the agent; null: do not queue. */
  readonly seconds: number | null;
  onChange(seconds: number | null): void;
}

/** Offers to keep the command for an agent that is away, instead of refusing it. */
export function QueueOffer({ seconds, onChange }: QueueOfferProps) {
  const t = useText();
  const hintId = useId();
  return (
    <section className={styles.queue} aria-label={t("actions.queue.title")}>
      <div className={styles.queueLine}>
        <Checkbox
          checked={seconds !== null}
          aria-describedby={hintId}
          onChange={({ target }) => onChange(target.checked ? firstQueueSeconds : null)}
        >
          {t("actions.queue.check")}
        </Checkbox>
        <Select<number>
          aria-label={t("actions.queue.until")}
          size="small"
          disabled={seconds === null}
          value={seconds ?? firstQueueSeconds}
          onChange={onChange}
          options={choicesSeconds.map((value) => ({ value, label: limitText(value, t) }))}
          popupMatchSelectWidth={false}
        />
      </div>
      <p id={hintId} className={styles.hint}>
        {t("actions.queue.hint")}
      </p>
    </section>
  );
}
