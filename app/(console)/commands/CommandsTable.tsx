"use client";

import type { Command } from "@opstage/contracts";
import type { ReactNode } from "react";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { listOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { DataTable } from "../../_ui/DataTable";
import { useCommandColumns } from "./command-columns";
import { useLocalList } from "./local-list";

export interface CommandsTableProps {
  /** Names the table for the remembered columns. */
  readonly tableId: string;
  readonly filter: Partial<Pick<Command, "serviceId" | "agentId" | "type" | "status">>;
  /** Columns the place around the table says already. */
  readonly hidden: readonly string[];
  readonly toolbar?: ReactNode;
  readonly empty: ReactNode;
}

/** Commands inside the detail of something else; each leads to its own page. */
export function CommandsTable({ tableId, filter, hidden, toolbar, empty }: CommandsTableProps) {
  const t = useText();
  const { state, input } = useLocalList();
  const query = trpc.commands.list.useQuery({ ...filter, ...input }, listOptions);
  const columns = useCommandColumns(hidden);
  return (
    <DataTable
      tableId={tableId}
      label={t("commands.title")}
      columns={columns}
      query={query}
      state={state}
      rowKey={(command) => command.id}
      rowHref={(command) => paths.command(command.id)}
      rowSignature={(command) => command.status}
      toolbar={toolbar}
      empty={empty}
    />
  );
}
