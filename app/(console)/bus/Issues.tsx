"use client";

import type { BusRouteIssue } from "@opstage/contracts";
import { Alert } from "antd";
import { useText } from "../../_lib/i18n";
import { useIssueText } from "./issue-text";

/** What cannot work about a route as things are now; nothing when nothing is in the way. */
export function Issues({ issues }: { readonly issues: readonly BusRouteIssue[] }) {
  const t = useText();
  const issueText = useIssueText();
  if (issues.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("bus.issues")}
      description={
        <ul>
          {issues.map((issue) => (
            <li key={`${issue.code} ${issue.path}`}>
              {issue.path ? <code>{issue.path}</code> : null} {issueText(issue)}{" "}
              <span className="faint mono">{issue.code}</span>
            </li>
          ))}
        </ul>
      }
    />
  );
}
