"use client";

import { ReloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useText } from "../_lib/i18n";
import { EmptyState } from "./EmptyState";
import { PageTitle } from "./PageTitle";

/**
 * In place of what threw while it was drawn. It loads everything anew, for that is what helps a page that was open
 * while Opstage was upgraded: the parts it has not fetched yet are not there any more.
 */
export function PageCrash() {
  const t = useText();
  return (
    <>
      <PageTitle>{t("common.crashTitle")}</PageTitle>
      <EmptyState
        title={<h1 className="empty-title">{t("common.crashTitle")}</h1>}
        hint={t("common.crashHint")}
        action={
          <Button type="primary" icon={<ReloadOutlined />} onClick={() => window.location.reload()}>
            {t("common.reload")}
          </Button>
        }
      />
    </>
  );
}
