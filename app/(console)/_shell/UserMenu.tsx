"use client";

import { LockOutlined, LogoutOutlined, UserOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { dropAllDrafts } from "../../_lib/drafts";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useSession } from "../../_lib/session";
import { trpc } from "../../_lib/trpc";
import { useFailureText } from "../../_lib/use-failure-text";
import { ChangePassword } from "./ChangePassword";

/** Who is signed in, as what, and the way out. */
export function UserMenu() {
  const t = useText();
  const failureText = useFailureText();
  const { notification } = App.useApp();
  const session = useSession();
  const router = useRouter();
  const [isChanging, setChanging] = useState(false);
  const logout = trpc.auth.logout.useMutation({
    // A full load, so that nothing of this session stays in memory.
    onSuccess: () => {
      dropAllDrafts();
      window.location.assign(paths.login());
    },
    onError: (error) => {
      const failure = toFailure(error);
      if (failure.status !== 401)
        notification.error({ title: t("shell.signOutFailed"), description: failureText(failure) });
    },
  });
  if (session === undefined) return null;
  const { user } = session;
  const name = user.displayName ?? user.username;
  return (
    <>
      <Dropdown
        autoFocus
        trigger={["click"]}
        menu={{
          items: [
            {
              key: "who",
              type: "group",
              label: (
                <div className="user-card">
                  <strong>{name}</strong>
                  {user.displayName ? <span className="faint">{user.username}</span> : null}
                  <span>
                    <span className="chip">{t(`common.role.${user.role}`)}</span>
                  </span>
                </div>
              ),
            },
            { type: "divider" },
            { key: "account", icon: <UserOutlined />, label: t("shell.myAccount") },
            { key: "password", icon: <LockOutlined />, label: t("shell.changePassword") },
            { key: "out", icon: <LogoutOutlined />, label: t("shell.signOut"), disabled: logout.isPending },
          ],
          onClick: ({ key }) => {
            if (key === "out") logout.mutate();
            if (key === "account") router.push(paths.account());
            if (key === "password") setChanging(true);
          },
        }}
      >
        <Button
          type="text"
          className="user-button"
          aria-label={t("shell.accountOf", { name })}
          loading={logout.isPending}
        >
          <span className="avatar" aria-hidden="true">
            {[...name].slice(0, 1).join("").toUpperCase()}
          </span>
          <span className="ellipsis hide-narrow">{name}</span>
        </Button>
      </Dropdown>
      <ChangePassword open={isChanging} onClose={() => setChanging(false)} />
    </>
  );
}
