"use client";

import type { BusRoute } from "@opstage/contracts";
import { Alert, Button, Modal, Segmented } from "antd";
import Link from "next/link";
import { useState } from "react";
import { useLanguage, useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { trpc } from "../../_lib/trpc";
import { useStoredText } from "../../_lib/use-stored-text";
import { FailureText } from "../../_ui/FailureText";
import { GuardedButton } from "../../_ui/GuardedButton";
import { RelativeTime } from "../../_ui/RelativeTime";
import styles from "./bus.module.css";
import { Issues } from "./Issues";

const choices = [50, 200, 1000] as const;

/** Shows what a route would have done with the last events, before anybody enables it. */
export function SimulateRoute({ route }: { readonly route: BusRoute }) {
  const t = useText();
  const storedText = useStoredText();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [lastEvents, setLastEvents] = useState<number>(200);
  const simulate = trpc.busRoutes.simulate.useMutation();
  const { match, target, condition, inputMapping, allowGuarded } = route;
  const run = (count: number): void => {
    setLastEvents(count);
    simulate.mutate({ match, target, condition, inputMapping, allowGuarded, lastEvents: count });
  };
  const result = simulate.data;
  const numbers: readonly (readonly [string, number])[] =
    result === undefined
      ? []
      : [
          [t("bus.simExamined"), result.examined],
          [t("bus.simMatched"), result.matched],
          [t("bus.simCreated"), result.wouldCreate],
          [t("bus.simSkipped"), result.conditionFalse],
          [t("bus.simFailed"), result.wouldFail],
          [t("bus.simPeak"), result.peakPerMinute],
        ];
  return (
    <>
      <GuardedButton
        size="small"
        needs="operator"
        onClick={() => {
          setOpen(true);
          run(lastEvents);
        }}
      >
        {t("bus.simulate")}
      </GuardedButton>
      <Modal
        open={isOpen}
        width={760}
        title={t("bus.simulateTitle", { name: route.name })}
        onCancel={() => setOpen(false)}
        footer={<Button onClick={() => setOpen(false)}>{t("common.done")}</Button>}
      >
        <div className="stack">
          <div className="row">
            {t("bus.simulateLast")}
            <Segmented<number>
              value={lastEvents}
              onChange={run}
              options={choices.map((count) => ({ value: count, label: t("bus.simulateEvents", { count }) }))}
            />
          </div>
          {simulate.error ? (
            <Alert type="error" showIcon title={<FailureText error={simulate.error} />} />
          ) : null}
          {result ? (
            <>
              <ul className={styles.numbers} aria-live="polite">
                {numbers.map(([label, value]) => (
                  <li key={label}>
                    <b className="tabular">{value.toLocaleString(language)}</b> {label}
                  </li>
                ))}
              </ul>
              <Issues issues={result.issues} />
              {result.samples.length === 0 ? <p className="faint">{t("bus.simNone")}</p> : null}
              <ul className={styles.samples}>
                {result.samples.map((sample) => (
                  <li key={sample.eventId}>
                    <span className="row">
                      <b>{t(`bus.outcome.${sample.outcome}`)}</b>
                      <Link href={paths.busEvent(sample.eventId)} prefetch={false}>
                        <code>{sample.eventType}</code>
                      </Link>
                      <span className="faint">
                        <RelativeTime at={sample.acceptedAt} />
                      </span>
                    </span>
                    {sample.errorMessage ? (
                      <span className="soft">{storedText(sample.errorCode, sample.errorMessage)}</span>
                    ) : (
                      <code className="faint">{JSON.stringify(sample.payload)}</code>
                    )}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </Modal>
    </>
  );
}
