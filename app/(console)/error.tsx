"use client";

import { Button } from "antd";
import { useText } from "../_lib/i18n";
import { EmptyState } from "../_ui/EmptyState";

/** In place of a page that threw while it was drawn; the shell around it goes on working. */
export default function PageCrash({ reset }: { readonly reset: () => void }) {
  const t = useText();
  return (
    <EmptyState
      title={t("common.crashTitle")}
      hint={t("common.crashHint")}
      action={<Button onClick={reset}>{t("common.retry")}</Button>}
    />
  );
}
