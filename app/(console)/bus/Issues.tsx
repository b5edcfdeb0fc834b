"use client";

import type { BusRouteIssue } from "@opstage/contracts";
import { Alert } from "antd";
import { useText } from "../../_lib/i18n";

/** What cannot work about a route as things are now; nothing when nothing is in the way. */
export function Issues({ issues }: { readonly issues: readonly BusRouteIssue[] }) {
  const t = useText();
  if (issues.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("bus.issues")}
      description={
        <ul>
          {issues.map(({ code, path, message }) => (
            <li key={`${code} ${path}`}>
              {path ? <code>{path}</code> : null} {message} <span className="faint mono">{code}</span>
            </li>
          ))}
        </ul>
      }
    />
  );
}
