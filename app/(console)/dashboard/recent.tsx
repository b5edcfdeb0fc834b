"use client";

import Link from "next/link";
import { useText } from "../../_lib/i18n";
import { paths, targetPath } from "../../_lib/paths";
import { Panel } from "../../_ui/Panel";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import type { Summary } from "./DashboardView";

interface RecentCommandsProps {
  readonly commands: Summary["recentCommands"];
  readonly className?: string;
}

/** The newest commands. */
export function RecentCommands({ commands, className }: RecentCommandsProps) {
  const t = useText();
  return (
    <Panel
      title={t("dashboard.recentCommands")}
      extra={<Link href={paths.commands()}>{t("common.viewAll")}</Link>}
      flush
      className={className}
    >
      {commands.length === 0 ? <p className="chart-none">{t("dashboard.noRecentCommands")}</p> : null}
      <ul className="feed">
        {commands.map((command) => (
          <li key={command.id} className="feed-row">
            <span className="feed-tag">
              <StatusTag kind="command" value={command.status} reason={command.errorMessage} />
            </span>
            <span className="feed-what">
              <Link href={paths.command(command.id)} prefetch={false} className="row-link">
                {command.actionLabel ?? command.actionName}
              </Link>{" "}
              <span className="faint">
                {t("dashboard.onService", { service: command.serviceName ?? command.serviceCode ?? "—" })}
              </span>
            </span>
            <RelativeTime at={command.createdAt} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface RecentAuditProps {
  readonly events: Summary["recentAuditEvents"];
  readonly className?: string;
}

/** The newest events of the audit trail. */
export function RecentAudit({ events, className }: RecentAuditProps) {
  const t = useText();
  return (
    <Panel
      title={t("dashboard.recentAudit")}
      extra={<Link href={paths.audit()}>{t("common.viewAll")}</Link>}
      flush
      className={className}
    >
      {events.length === 0 ? <p className="chart-none">{t("dashboard.noRecentAudit")}</p> : null}
      <ul className="feed">
        {events.map((event) => {
          const path = targetPath(event.targetType, event.targetId);
          return (
            <li key={event.id} className="feed-row">
              <span className="feed-tag">
                <StatusTag kind="result" value={event.result} reason={event.message} />
              </span>
              <span className="feed-what">
                <Link href={paths.audit({ action: event.action })} prefetch={false} className="row-link">
                  <code>{event.action}</code>
                </Link>{" "}
                <span className="faint">
                  {event.actorName ?? t(`common.actor.${event.actorType}`)}
                  {event.targetName ? " · " : null}
                  {event.targetName && path ? (
                    <Link href={path} prefetch={false}>
                      {event.targetName}
                    </Link>
                  ) : (
                    event.targetName
                  )}
                </span>
              </span>
              <RelativeTime at={event.createdAt} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
