"use client";

import { Button } from "antd";
import { useText } from "./_lib/i18n";
import { paths } from "./_lib/paths";
import { EmptyState } from "./_ui/EmptyState";
import { PageTitle } from "./_ui/PageTitle";

/** For addresses that the console does not have. */
export default function NotFound() {
  const t = useText();
  return (
    <main className="page">
      <PageTitle>{t("common.notFoundTitle")}</PageTitle>
      <EmptyState
        title={<h1 className="empty-title">{t("common.notFoundTitle")}</h1>}
        hint={t("common.notFoundHint")}
        action={<Button href={paths.dashboard()}>{t("common.toDashboard")}</Button>}
      />
    </main>
  );
}
