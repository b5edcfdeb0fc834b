"use client";

import { LockOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useRoleReason } from "../../_lib/session";
import { EmptyState } from "../../_ui/EmptyState";

/** Shows its content to owners, and to everybody else why not; the server refuses in any case. */
export function OwnersOnly({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const reason = useRoleReason("owner");
  if (reason === undefined) return children;
  return (
    <EmptyState
      icon={<LockOutlined />}
      title={<h1 className="empty-title">{t("users.ownersOnly")}</h1>}
      hint={reason}
      action={<Button href={paths.dashboard()}>{t("common.toDashboard")}</Button>}
    />
  );
}
