"use client";

import type { CapsuleServiceDetail, CommandDetail } from "@opstage/contracts";
import { Button, Skeleton, Tabs } from "antd";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useActionPanel } from "../../_actions/ActionPanel";
import { useCommand } from "../../_actions/CommandFollow";
import { CommandProgress } from "../../_actions/CommandProgress";
import { useCommandLog } from "../../_actions/log/use-command-log";
import { ResultView } from "../../_actions/results/ResultView";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { trpc } from "../../_lib/trpc";
import { useUrlValue } from "../../_lib/url-value";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { JsonTree } from "../../_ui/JsonTree";
import { CommandHeader } from "./CommandHeader";
import { CommandTimeline } from "./CommandTimeline";
import styles from "./commands.module.css";

const LogView = dynamic(() => import("../../_actions/log/LogView").then((module) => module.LogView), {
  ssr: false,
});

export interface CommandDetailViewProps {
  readonly commandId: string;
  /** 1 on a page of its own, 2 over the list. */
  readonly headingLevel: 1 | 2;
  /** Shows another command in the same place. */
  onOpen(commandId: string): void;
}

const isCommandId = idFilter("cmd");

/** Everything about one command: what was asked, what came of it, and when. */
export function CommandDetailView(props: CommandDetailViewProps) {
  const commandId = isCommandId(props.commandId);
  return commandId ? (
    <LoadedCommand {...props} commandId={commandId} />
  ) : (
    <UnknownCommand headingLevel={props.headingLevel} />
  );
}

function LoadedCommand(props: CommandDetailViewProps & { readonly commandId: CommandDetail["id"] }) {
  const query = useCommand(props.commandId);
  if (query.data) return <CommandParts key={query.data.id} {...props} command={query.data} />;
  if (!query.error) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (toFailure(query.error).code === "COMMAND_NOT_FOUND")
    return <UnknownCommand headingLevel={props.headingLevel} />;
  return <ErrorState error={query.error} onRetry={query.refetch} isRetrying={query.isFetching} />;
}

function UnknownCommand({ headingLevel }: { readonly headingLevel: 1 | 2 }) {
  const t = useText();
  return (
    <EmptyState
      title={
        headingLevel === 1 ? (
          <h1 className="empty-title">{t("commands.notFoundTitle")}</h1>
        ) : (
          t("commands.notFoundTitle")
        )
      }
      hint={t("commands.notFoundHint")}
      action={
        <Link href={paths.commands()}>
          <Button>{t("commands.toList")}</Button>
        </Link>
      }
    />
  );
}

/** The service a command was for; null once it is known to be gone. */
function useServiceOf(command: CommandDetail): CapsuleServiceDetail | null | undefined {
  const query = trpc.services.get.useQuery({ serviceId: command.serviceId }, { staleTime: 30_000 });
  if (query.data) return query.data;
  return query.error ? null : undefined;
}

function CommandParts(props: CommandDetailViewProps & { readonly command: CommandDetail }) {
  const { command, headingLevel, onOpen } = props;
  const t = useText();
  const openPanel = useActionPanel();
  const service = useServiceOf(command);
  const hasInput = Object.keys(command.payload).length > 0;
  const isWaiting = command.status === "PENDING" || command.status === "RUNNING";
  const [tab, setTab] = useUrlValue("tab");
  const log = useCommandLog(command.id, isWaiting);
  return (
    <article className="stack-lg" aria-label={command.actionLabel ?? command.actionName}>
      <CommandHeader command={command} service={service} headingLevel={headingLevel} onOpen={onOpen} />
      <div className={styles.columns}>
        <Tabs
          className={styles.tabs}
          activeKey={tab ?? "result"}
          onChange={(key) => setTab(key === "result" ? undefined : key)}
          items={[
            {
              key: "result",
              label: t("commands.result"),
              children: (
                <div className="stack-lg">
                  {(isWaiting || command.cancelRequestedAt !== null) && (
                    <CommandProgress command={command} isAgentAway={service?.status === "OFFLINE"} />
                  )}
                  {isWaiting ? (
                    <p className="faint">{t("results.waiting")}</p>
                  ) : (
                    <ResultView
                      command={command}
                      source={{ serviceId: command.serviceId, actions: service?.actions ?? [] }}
                      onAction={(request) => openPanel({ serviceId: command.serviceId, ...request })}
                    />
                  )}
                </div>
              ),
            },
            {
              key: "log",
              label: log.isLoading
                ? t("actions.log.title")
                : t("commands.tabLog", { count: log.lines.length }),
              children: log.isLoading ? (
                <Skeleton active title={false} paragraph={{ rows: 4 }} />
              ) : log.lines.length > 0 || isWaiting ? (
                <LogView log={log} name={command.id} isRunning={isWaiting} />
              ) : (
                <p className="faint">{t("actions.log.empty")}</p>
              ),
            },
            {
              key: "input",
              label: t("commands.input"),
              children: hasInput ? (
                <JsonTree value={command.payload} label={t("commands.input")} />
              ) : (
                <p className="faint">{t("commands.noInput")}</p>
              ),
            },
          ]}
        />
        <CommandTimeline command={command} />
      </div>
    </article>
  );
}
