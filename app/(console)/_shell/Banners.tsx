"use client";

import { Alert, Button } from "antd";
import { useState } from "react";
import { useText } from "../../_lib/i18n";
import { useServerAway } from "../../_lib/reachability";
import { useSession } from "../../_lib/session";
import { ChangePassword } from "./ChangePassword";
import { ServerAway } from "./ServerAway";

/** What weakens this server, told to owners on every page until it is put right. */
export function Banners() {
  const t = useText();
  const warnings = useSession()?.warnings ?? [];
  const [isChanging, setChanging] = useState(false);
  const isAway = useServerAway();
  if (warnings.length === 0 && !isAway) return null;
  return (
    <section className="banners" aria-label={t("shell.notices")}>
      {isAway ? <ServerAway /> : null}
      {warnings.map((warning) => (
        <Alert
          key={warning}
          banner
          type="warning"
          showIcon
          title={t(`shell.warning.${warning}`)}
          action={
            warning === "BOOTSTRAP_PASSWORD_UNCHANGED" ? (
              <Button size="small" onClick={() => setChanging(true)}>
                {t("shell.changePassword")}
              </Button>
            ) : null
          }
        />
      ))}
      <ChangePassword open={isChanging} onClose={() => setChanging(false)} />
    </section>
  );
}
