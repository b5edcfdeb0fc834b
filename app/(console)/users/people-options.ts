"use client";

import { useSession } from "../../_lib/session";
import { trpc } from "../../_lib/trpc";

/** People to filter by: all for an owner, who alone may list them, else oneself. */
export function usePeopleOptions(): { value: `usr_${string}`; label: string }[] {
  const user = useSession()?.user;
  const isOwner = user?.role === "owner";
  const query = trpc.users.list.useQuery({ pageSize: 100 }, { enabled: isOwner, staleTime: 60_000 });
  const people = isOwner ? (query.data?.items ?? []) : user ? [user] : [];
  return people.map((person) => ({ value: person.id, label: person.displayName ?? person.username }));
}
