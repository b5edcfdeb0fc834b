"use client";

import { Alert } from "antd";
import { useText } from "../../_lib/i18n";
import { useSession } from "../../_lib/session";

/** What weakens this server, told to owners on every page until it is put right. */
export function Banners() {
  const t = useText();
  const warnings = useSession()?.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <section className="banners">
      {warnings.map((warning) => (
        <Alert key={warning} banner type="warning" showIcon title={t(`shell.warning.${warning}`)} />
      ))}
    </section>
  );
}
