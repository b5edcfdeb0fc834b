"use client";

import type { CapsuleServiceDetail } from "@opstage/contracts";
import { Button } from "antd";
import Link from "next/link";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { EmptyState } from "../../_ui/EmptyState";
import { CommandsTable } from "../commands/CommandsTable";

export interface CommandsTabProps {
  readonly service: CapsuleServiceDetail;
  onTab(tab: string): void;
}

/** What the service was asked to do, and how it went. */
export function CommandsTab({ service, onTab }: CommandsTabProps) {
  const t = useText();
  return (
    <CommandsTable
      tableId="service-commands"
      filter={{ serviceId: service.id, type: "ACTION_EXECUTE" }}
      hidden={["service", "agent", "type"]}
      toolbar={<Link href={paths.commands({ serviceId: service.id })}>{t("services.allCommands")}</Link>}
      empty={
        <EmptyState
          title={t("services.noCommands")}
          hint={t("services.noCommandsHint")}
          action={<Button onClick={() => onTab("actions")}>{t("services.toActions")}</Button>}
        />
      }
    />
  );
}
