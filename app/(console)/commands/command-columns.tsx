"use client";

import type { Command } from "@opstage/contracts";
import Link from "next/link";
import { useMemo } from "react";
import { elapsedMs, hasEnded } from "../../_actions/command-facts";
import { useNow } from "../../_lib/clock";
import { exactDuration } from "../../_lib/duration";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useStoredText } from "../../_lib/use-stored-text";
import { CopyableId, shortId } from "../../_ui/CopyableId";
import type { DataColumn } from "../../_ui/data-table-types";
import { RelativeTime } from "../../_ui/RelativeTime";
import { StatusTag } from "../../_ui/StatusTag";
import styles from "./commands.module.css";

/** The columns of lists of commands; `hidden` leaves out what the place around the list says already. */
export function useCommandColumns(hidden: readonly string[] = []): readonly DataColumn<Command>[] {
  const t = useText();
  const left = hidden.join(" ");
  return useMemo(() => {
    const columns: readonly DataColumn<Command>[] = [
      {
        key: "action",
        title: t("commands.action"),
        sort: "actionName",
        primary: true,
        render: (command) => command.actionLabel ?? <code className="mono">{command.actionName}</code>,
      },
      {
        key: "status",
        title: t("commands.status"),
        isState: true,
        sort: "status",
        render: (command) => <StatusTag kind="command" value={command.status} />,
      },
      {
        key: "type",
        title: t("commands.type"),
        sort: "type",
        optional: true,
        render: (command) => t(`common.commandType.${command.type}`),
      },
      {
        key: "service",
        title: t("commands.service"),
        render: (command) => (
          <Link href={paths.service(command.serviceId)} prefetch={false} className={styles.name}>
            {command.serviceName ?? command.serviceCode ?? shortId(command.serviceId)}
          </Link>
        ),
      },
      {
        key: "agent",
        title: t("commands.agent"),
        from: 900,
        render: (command) => (
          <Link href={paths.agent(command.agentId)} prefetch={false} className={styles.name}>
            {command.agentName ?? command.agentCode ?? shortId(command.agentId)}
          </Link>
        ),
      },
      {
        key: "createdBy",
        title: t("commands.createdBy"),
        from: 900,
        render: (command) => <CreatedBy command={command} />,
      },
      {
        key: "created",
        title: t("commands.created"),
        sort: "createdAt",
        render: (command) => <RelativeTime at={command.createdAt} />,
      },
      {
        key: "started",
        title: t("commands.started"),
        optional: true,
        render: (command) => <RelativeTime at={command.startedAt} empty="—" />,
      },
      {
        key: "completed",
        title: t("commands.completed"),
        sort: "completedAt",
        optional: true,
        render: (command) => <RelativeTime at={command.completedAt} empty="—" />,
      },
      {
        key: "duration",
        title: t("commands.duration"),
        align: "right",
        render: (command) => <CommandDuration command={command} />,
      },
      {
        key: "error",
        title: t("commands.error"),
        render: (command) => <CommandError command={command} />,
      },
      {
        key: "id",
        title: t("commands.id"),
        from: 900,
        render: (command) => <CopyableId id={command.id} />,
      },
    ];
    return columns.filter((column) => !left.split(" ").includes(column.key));
  }, [t, left]);
}

/** Who asked for a command: a person, or Opstage itself. */
export function CreatedBy({ command }: { readonly command: Command }) {
  const t = useText();
  if (command.createdByName) return command.createdByName;
  return (
    <span className="faint">
      {t(command.createdByUserId === null ? "commands.system" : "commands.unknownActor")}
    </span>
  );
}

/** How long it ran, or has been running; nothing while it waits. */
export function CommandDuration({ command }: { readonly command: Command }) {
  const t = useText();
  if (command.durationMs !== null) {
    return <span className="tabular">{exactDuration(command.durationMs, t)}</span>;
  }
  return hasEnded(command) ? <span className="faint">—</span> : <Running command={command} />;
}

function Running({ command }: { readonly command: Command }) {
  const t = useText();
  const now = useNow();
  return <span className="tabular faint">{exactDuration(elapsedMs(command, now), t)}</span>;
}

function CommandError({ command }: { readonly command: Command }) {
  const text = useStoredText()(command.errorCode, command.errorMessage);
  if (command.errorCode === null && command.errorMessage === null) {
    return <span className="faint">—</span>;
  }
  return (
    <span className={styles.error} title={text ?? undefined}>
      {command.errorCode && <code className="mono">{command.errorCode}</code>} {text}
    </span>
  );
}
