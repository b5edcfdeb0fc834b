"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { useReasonText } from "../../_lib/reason-text";
import { trpc } from "../../_lib/trpc";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { RelativeTime } from "../../_ui/RelativeTime";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { StatusTag } from "../../_ui/StatusTag";
import type { AgentDetail } from "./AgentDetailView";

interface TabProps {
  readonly agent: AgentDetail;
}

const previewLength = 20;

export function PlainTable({
  heads,
  children,
}: {
  readonly heads: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** The services that the agent reports. */
export function AgentServices({ agent }: TabProps) {
  const t = useText();
  const reasonText = useReasonText("service");
  if (agent.services.length === 0) return <EmptyState title={t("agents.noServices")} />;
  return (
    <PlainTable heads={[t("agents.service"), t("agents.status"), t("agents.when")]}>
      {agent.services.map((service) => (
        <tr key={service.id}>
          <td>
            <span className="cell-two">
              <Link href={paths.service(service.id)} prefetch={false}>
                {service.name}
              </Link>
              <span>{service.code}</span>
            </span>
          </td>
          <td>
            <span className="row">
              <StatusTag kind="service" value={service.status} />
              <span className="faint">{reasonText(service.statusReason)}</span>
            </span>
          </td>
          <td>
            <RelativeTime at={service.lastReportedAt} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

/** The newest commands that were sent to the agent. */
export function AgentCommands({ agent }: TabProps) {
  const t = useText();
  const query = trpc.commands.list.useQuery({ agentId: agent.id, pageSize: previewLength }, listOptions);
  if (query.data === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => query.refetch()} />
    ) : (
      <SkeletonRows rows={4} />
    );
  if (query.data.items.length === 0) return <EmptyState title={t("agents.noCommands")} />;
  return (
    <>
      <PlainTable heads={[t("agents.command"), t("agents.service"), t("agents.status"), t("agents.when")]}>
        {query.data.items.map((command) => (
          <tr key={command.id}>
            <td>
              <Link href={paths.command(command.id)} prefetch={false}>
                {command.actionLabel ?? command.actionName}
              </Link>
            </td>
            <td>{command.serviceName ?? command.serviceCode ?? "—"}</td>
            <td>
              <StatusTag kind="command" value={command.status} reason={command.errorMessage} />
            </td>
            <td>
              <RelativeTime at={command.createdAt} />
            </td>
          </tr>
        ))}
      </PlainTable>
      <p className="tab-more">
        <Link href={paths.commands({ agentId: agent.id })}>{t("common.viewAll")}</Link>
      </p>
    </>
  );
}

/** The newest events about the agent. */
export function AgentAudit({ agent }: TabProps) {
  const t = useText();
  const query = trpc.audit.list.useQuery(
    { targetType: "Agent", targetId: agent.id, pageSize: previewLength },
    listOptions,
  );
  if (query.data === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => query.refetch()} />
    ) : (
      <SkeletonRows rows={4} />
    );
  if (query.data.items.length === 0) return <EmptyState title={t("agents.noAudit")} />;
  return (
    <>
      <PlainTable heads={[t("audit.action"), t("audit.actor"), t("audit.result"), t("audit.time")]}>
        {query.data.items.map((event) => (
          <tr key={event.id}>
            <td>
              <code>{event.action}</code>
            </td>
            <td>{event.actorName ?? t(`common.actor.${event.actorType}`)}</td>
            <td>
              <StatusTag kind="result" value={event.result} reason={event.message} />
            </td>
            <td>
              <RelativeTime at={event.createdAt} />
            </td>
          </tr>
        ))}
      </PlainTable>
      <p className="tab-more">
        <Link href={paths.audit({ targetType: "Agent", targetId: agent.id })}>{t("common.viewAll")}</Link>
      </p>
    </>
  );
}
