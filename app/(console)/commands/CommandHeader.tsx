"use client";

import type { CapsuleServiceDetail, CommandDetail } from "@opstage/contracts";
import Link from "next/link";
import { CancelButton } from "../../_actions/CancelButton";
import { hasEnded } from "../../_actions/command-facts";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { CopyableId, shortId } from "../../_ui/CopyableId";
import { DetailHeader } from "../../_ui/DetailHeader";
import { StatusTag } from "../../_ui/StatusTag";
import { BusOrigin } from "./BusOrigin";
import { RerunButton, RetryButton } from "./CommandAgain";

export interface CommandHeaderProps {
  readonly command: CommandDetail;
  /** Undefined while it is not known, null when the service is gone. */
  readonly service: CapsuleServiceDetail | null | undefined;
  readonly headingLevel: 1 | 2;
  onOpen(commandId: string): void;
}

/** Which action it was, on what, how it stands, and what can be done now. */
export function CommandHeader({ command, service, headingLevel, onOpen }: CommandHeaderProps) {
  const t = useText();
  const action = command.actionLabel ?? command.actionName;
  const serviceName = command.serviceName ?? command.serviceCode ?? shortId(command.serviceId);
  return (
    <DetailHeader
      title={action}
      tabTitle={`${action} · ${serviceName}`}
      level={headingLevel}
      tags={
        <>
          <StatusTag kind="command" value={command.status} />
          {command.type === "ACTION_PREPARE" && (
            <span className="chip">{t("common.commandType.ACTION_PREPARE")}</span>
          )}
        </>
      }
      facts={
        <>
          <span>
            {t("commands.service")} <Link href={paths.service(command.serviceId)}>{serviceName}</Link>
          </span>
          <span>
            {t("commands.agent")}{" "}
            <Link href={paths.agent(command.agentId)}>
              {command.agentName ?? command.agentCode ?? shortId(command.agentId)}
            </Link>
          </span>
          <CopyableId id={command.id} />
          <BusOrigin command={command} />
          {command.batchId && (
            <span>
              {t("batches.partOf")}{" "}
              <Link href={paths.batch(command.batchId)}>
                <code className="mono">{shortId(command.batchId)}</code>
              </Link>
            </span>
          )}
          {command.sourceCommandId && (
            <span>
              {t("commands.retryOf")}{" "}
              <Link href={paths.command(command.sourceCommandId)}>
                <code className="mono">{shortId(command.sourceCommandId)}</code>
              </Link>
            </span>
          )}
        </>
      }
      actions={
        <>
          {!hasEnded(command) && <CancelButton command={command} />}
          <RetryButton command={command} service={service} onOpen={onOpen} />
          <RerunButton command={command} service={service} />
        </>
      }
    />
  );
}
