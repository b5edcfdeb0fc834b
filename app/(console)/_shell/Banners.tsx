"use client";

import { Alert, Button } from "antd";
import { useState } from "react";
import { useText } from "../../_lib/i18n";
import { useSession } from "../../_lib/session";
import { ChangePassword } from "./ChangePassword";

/** What weakens this server, told to owners on every page until it is put right. */
export function Banners() {
  const t = useText();
  const warnings = useSession()?.warnings ?? [];
  const [isChanging, setChanging] = useState(false);
  if (warnings.length === 0) return null;
  return (
    <section className="banners">
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
