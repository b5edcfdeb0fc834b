"use client";

import { LockOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useText } from "../../_lib/i18n";
import { useSession } from "../../_lib/session";
import { FactGrid } from "../../_ui/FactGrid";
import { PageHeader } from "../../_ui/PageHeader";
import { Panel } from "../../_ui/Panel";
import { RelativeTime } from "../../_ui/RelativeTime";
import { ChangePassword } from "../_shell/ChangePassword";
import { RoleName } from "../users/RoleChoice";
import { OwnSessions } from "./OwnSessions";

/** Everybody's own account: who one is here, the password, and where one is signed in. */
export function AccountView() {
  const t = useText();
  const session = useSession();
  const [isChanging, setChanging] = useState(false);
  if (session === undefined) return null;
  const { user } = session;
  return (
    <>
      <PageHeader
        title={t("account.title")}
        purpose={t("account.purpose")}
        actions={
          <Button icon={<LockOutlined />} onClick={() => setChanging(true)}>
            {t("shell.changePassword")}
          </Button>
        }
      />
      <div className="stack-lg">
        <Panel title={t("account.you")}>
          <FactGrid
            facts={[
              { label: t("users.username"), value: user.username },
              { label: t("users.displayName"), value: user.displayName ?? t("common.notSet") },
              { label: t("users.role"), value: <RoleName role={user.role} /> },
              { label: t("users.lastLogin"), value: <RelativeTime at={user.lastLoginAt} /> },
              { label: t("users.created"), value: <RelativeTime at={user.createdAt} /> },
              { label: t("account.may"), value: t(`users.may.${user.role}`), wide: true },
            ]}
          />
        </Panel>
        <OwnSessions />
      </div>
      <ChangePassword open={isChanging} onClose={() => setChanging(false)} />
    </>
  );
}
