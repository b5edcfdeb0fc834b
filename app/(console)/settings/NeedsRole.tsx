"use client";

import { LockOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useText } from "../../_lib/i18n";
import { type SessionRole, useRoleReason } from "../../_lib/session";
import { EmptyState } from "../../_ui/EmptyState";

/** Shows its content to this role and those above it, and to others why not. */
export function NeedsRole({
  needs,
  children,
}: {
  readonly needs: SessionRole;
  readonly children: ReactNode;
}) {
  const t = useText();
  const reason = useRoleReason(needs);
  if (reason === undefined) return children;
  return <EmptyState icon={<LockOutlined />} title={t("settings.notForYou")} hint={reason} />;
}
