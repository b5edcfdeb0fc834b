"use client";

import { idFilter } from "../../_lib/list-state";
import {
  isElsewhere,
  type PickerAsk,
  type PickerOptions,
  pickerPage,
  pickerQuery,
  type SearchedOptions,
  useTyped,
  withChosen,
} from "../../_lib/picker";
import { trpc } from "../../_lib/trpc";

const { staleTime } = pickerQuery;
const toAgentId = idFilter("agt");
const toServiceId = idFilter("svc");

interface Named {
  readonly code: string;
  readonly name: string | null;
}

function optionsOf<Id extends string>(rows: readonly (Named & { readonly id: Id })[]) {
  return rows.map(({ id, code, name }) => ({ value: id, label: name === null ? code : `${name} (${code})` }));
}

/** Agents that hold what is typed, and the one that is chosen. */
export function useFoundAgents({ q, chosen, isWanted = true }: PickerAsk): PickerOptions<`agt_${string}`> {
  const found = trpc.agents.list.useQuery(pickerPage(q, "code"), { ...pickerQuery, enabled: isWanted });
  const items = found.data?.items;
  const id = toAgentId(chosen ?? "");
  const other = trpc.agents.get.useQuery(
    { agentId: id ?? "agt_" },
    { staleTime, enabled: isWanted && isElsewhere(items, id), retry: false },
  );
  const rows = withChosen<Named & { id: `agt_${string}` }>(items, other.data, q);
  return { options: optionsOf(rows), isLoading: found.isFetching };
}

/** Services that hold what is typed, and the one that is chosen. */
export function useFoundServices({ q, chosen, isWanted = true }: PickerAsk): PickerOptions<`svc_${string}`> {
  const found = trpc.services.list.useQuery(pickerPage(q, "code"), { ...pickerQuery, enabled: isWanted });
  const items = found.data?.items;
  const id = toServiceId(chosen ?? "");
  const other = trpc.services.get.useQuery(
    { serviceId: id ?? "svc_" },
    { staleTime, enabled: isWanted && isElsewhere(items, id), retry: false },
  );
  const rows = withChosen<Named & { id: `svc_${string}` }>(items, other.data, q);
  return { options: optionsOf(rows), isLoading: found.isFetching };
}

/** Agents to filter by. */
export function useAgentOptions(chosen: string | undefined): SearchedOptions<`agt_${string}`> {
  const { q, onSearch } = useTyped();
  return { ...useFoundAgents({ q, chosen }), onSearch };
}

/** Services to filter by. */
export function useServiceOptions(chosen: string | undefined): SearchedOptions<`svc_${string}`> {
  const { q, onSearch } = useTyped();
  return { ...useFoundServices({ q, chosen }), onSearch };
}
