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
import { hasRole, useSession } from "../../_lib/session";
import { trpc } from "../../_lib/trpc";

const toUserId = idFilter("usr");

interface Person {
  readonly id: `usr_${string}`;
  readonly username: string;
  readonly displayName: string | null;
}

function isFound({ username, displayName }: Person, q: string | undefined): boolean {
  return q === undefined || `${username} ${displayName ?? ""}`.toLowerCase().includes(q.toLowerCase());
}

/** People whose name holds what is typed, and the one that is chosen. Only an owner sees others than oneself. */
export function useFoundPeople({ q, chosen, isWanted = true }: PickerAsk): PickerOptions<`usr_${string}`> {
  const session = useSession();
  const isOwner = session !== undefined && hasRole(session, "owner");
  const found = trpc.users.list.useQuery(pickerPage(q, "username"), {
    ...pickerQuery,
    enabled: isOwner && isWanted,
  });
  const items = found.data?.items;
  const id = toUserId(chosen ?? "");
  const other = trpc.users.get.useQuery(
    { userId: id ?? "usr_" },
    {
      staleTime: pickerQuery.staleTime,
      enabled: isOwner && isWanted && isElsewhere(items, id),
      retry: false,
    },
  );
  const self: Person[] = session === undefined ? [] : [session.user];
  const people = isOwner
    ? withChosen<Person>(items, other.data, q)
    : self.filter((person) => isFound(person, q));
  const options = people.map((person) => ({
    value: person.id,
    label: person.displayName ?? person.username,
  }));
  return { options, isLoading: found.isFetching };
}

/** People to filter by. */
export function usePeopleOptions(chosen: string | undefined): SearchedOptions<`usr_${string}`> {
  const { q, onSearch } = useTyped();
  return { ...useFoundPeople({ q, chosen }), onSearch };
}
