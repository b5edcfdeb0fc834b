"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { idFilter } from "../../_lib/list-state";
import { trpc } from "../../_lib/trpc";
import { usePaused } from "../../_lib/use-paused";

const shown = 50;
const typingPauseMs = 300;
const settings = { staleTime: 30_000, placeholderData: keepPreviousData } as const;
const toAgentId = idFilter("agt");
const toServiceId = idFilter("svc");

/** What one may pick of any number: the server finds what is typed, and what is chosen is named wherever it stands. */
export interface FleetOptions<Id extends string> {
  readonly options: { value: Id; label: string }[];
  readonly isLoading: boolean;
  readonly typed: string;
  onSearch(typed: string): void;
}

interface Named {
  readonly code: string;
  readonly name: string | null;
}

function optionsOf<Id extends string>(rows: readonly (Named & { readonly id: Id })[]) {
  return rows.map(({ id, code, name }) => ({ value: id, label: name === null ? code : `${name} (${code})` }));
}

/** True when what is chosen is not among what was found, and so has to be asked for by itself. */
function isElsewhere(found: readonly { readonly id: string }[] | undefined, id: string | undefined): boolean {
  return found !== undefined && id !== undefined && !found.some((row) => row.id === id);
}

/** What is typed into a picker, as the picker has it and as the server is asked for it. */
function useTyped() {
  const [typed, onSearch] = useState("");
  const q = usePaused(typed.trim(), typingPauseMs);
  return { typed, onSearch, ask: { pageSize: shown, sort: "code", ...(q === "" ? {} : { q }) } as const };
}

/** Agents to filter by. */
export function useAgentOptions(chosen: string | undefined): FleetOptions<`agt_${string}`> {
  const { typed, onSearch, ask } = useTyped();
  const found = trpc.agents.list.useQuery(ask, settings);
  const items = found.data?.items;
  const id = toAgentId(chosen ?? "");
  const other = trpc.agents.get.useQuery(
    { agentId: id ?? "agt_" },
    { staleTime: settings.staleTime, enabled: isElsewhere(items, id), retry: false },
  );
  const named = isElsewhere(items, id) && other.data && typed === "" ? [other.data] : [];
  const options = optionsOf([...named, ...(items ?? [])]);
  return { options, isLoading: found.isFetching, typed, onSearch };
}

/** Services to filter by. */
export function useServiceOptions(chosen: string | undefined): FleetOptions<`svc_${string}`> {
  const { typed, onSearch, ask } = useTyped();
  const found = trpc.services.list.useQuery(ask, settings);
  const items = found.data?.items;
  const id = toServiceId(chosen ?? "");
  const other = trpc.services.get.useQuery(
    { serviceId: id ?? "svc_" },
    { staleTime: settings.staleTime, enabled: isElsewhere(items, id), retry: false },
  );
  const named = isElsewhere(items, id) && other.data && typed === "" ? [other.data] : [];
  const options = optionsOf([...named, ...(items ?? [])]);
  return { options, isLoading: found.isFetching, typed, onSearch };
}
