"use client";

import type { BusRoute } from "@opstage/contracts";
import { Alert, Form, type FormInstance, Select } from "antd";
import { useEffect, useState } from "react";
import { exactTime } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { trpc } from "../../_lib/trpc";
import { FailureText } from "../../_ui/FailureText";
import { JsonTree } from "../../_ui/JsonTree";
import styles from "./bus.module.css";
import { Issues } from "./Issues";
import { type RouteForm, toMapping } from "./route-form";

const typingPauseMs = 400;
const isEventId = idFilter("bev");

interface RoutePreviewProps {
  readonly form: FormInstance<RouteForm>;
  readonly route: BusRoute | undefined;
}

/** What the form as it is makes of a past event, computed again whenever typing pauses. */
export function RoutePreview({ form, route }: RoutePreviewProps) {
  const t = useText();
  const language = useLanguage();
  const values = Form.useWatch([], form);
  const [chosen, setChosen] = useState<string>();
  const preview = trpc.busRoutes.preview.useMutation();
  const pattern = values?.eventType?.trim() || undefined;
  const events = trpc.busEvents.list.useQuery(
    { pageSize: 20, ...(pattern === undefined ? {} : { eventType: pattern }) },
    { staleTime: 10_000 },
  );
  const items = events.data?.items ?? [];
  const eventId = isEventId(chosen ?? items[0]?.id ?? "");
  const ask = JSON.stringify({
    eventId,
    condition: values?.condition || null,
    inputMapping: toMapping(values?.fields, route),
    target:
      values?.targetServiceCode && values.actionName
        ? { serviceCode: values.targetServiceCode, actionName: values.actionName }
        : null,
    allowGuarded: values?.allowGuarded === true,
  });
  const { mutate } = preview;
  useEffect(() => {
    const timer = setTimeout(() => mutate(JSON.parse(ask)), typingPauseMs);
    return () => clearTimeout(timer);
  }, [ask, mutate]);
  const result = preview.data;
  return (
    <section className={`${styles.preview} stack`} aria-label={t("bus.preview")}>
      <h3>{t("bus.preview")}</h3>
      <p className="faint">{t("bus.previewHint")}</p>
      <Select
        aria-label={t("bus.previewEvent")}
        placeholder={t("bus.previewMadeUp")}
        value={eventId ?? null}
        onChange={(id: string | null) => setChosen(id ?? undefined)}
        loading={events.isLoading}
        options={items.map((event) => ({
          value: event.id,
          label: `${event.eventType} · ${event.sourceServiceCode} · ${exactTime(event.acceptedAt, language)}`,
        }))}
        notFoundContent={t("bus.noEventsTitle")}
      />
      {preview.error ? <Alert type="error" showIcon title={<FailureText error={preview.error} />} /> : null}
      <div aria-live="polite" className="stack">
        {result ? (
          <>
            <Alert
              type={
                result.outcome === "WOULD_CREATE"
                  ? "success"
                  : result.outcome === "WOULD_FAIL"
                    ? "error"
                    : "info"
              }
              showIcon
              title={t(`bus.outcome.${result.outcome}`)}
            />
            <Issues issues={result.issues} />
            <ul className={styles.samples}>
              {[...(result.condition ? [result.condition] : []), ...result.fields].map((field) => (
                <li key={field.path}>
                  <code>{field.path.replace("inputMapping.", "")}</code>
                  {field.error === undefined ? (
                    <code className="soft">
                      {field.value === undefined ? "—" : JSON.stringify(field.value)}
                    </code>
                  ) : (
                    <span className="tone-bad">{field.error}</span>
                  )}
                </li>
              ))}
            </ul>
            {result.payload ? <JsonTree value={result.payload} label={t("bus.payload")} /> : null}
          </>
        ) : null}
      </div>
    </section>
  );
}
