"use client";

import {
  mostShown,
  type PickerAsk,
  type PickerOptions,
  pickerQuery,
  type SearchedOptions,
  useTyped,
} from "../../_lib/picker";
import { useSession } from "../../_lib/session";
import { trpc } from "../../_lib/trpc";
import { useFoundAgents, useFoundServices } from "../services/fleet-options";
import { useFoundPeople } from "../users/people-options";

/** The kinds of targets that have names to be found by. */
export const namedTargets = ["Agent", "CapsuleService", "User", "RegistrationToken", "BusRoute"] as const;
export type NamedTarget = (typeof namedTargets)[number];

function useFoundTokens({ q, isWanted = true }: PickerAsk): PickerOptions<string> {
  const ask = { pageSize: mostShown, ...(q === undefined ? {} : { q }) } as const;
  const found = trpc.registrationTokens.list.useQuery(ask, { ...pickerQuery, enabled: isWanted });
  const options = (found.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return { options, isLoading: found.isFetching };
}

/** Routes come all at once, so they are searched here. */
function useFoundRoutes({ q = "", isWanted = true }: PickerAsk): PickerOptions<string> {
  const isOn = useSession()?.features.capsuleBus === true;
  const found = trpc.busRoutes.list.useQuery(undefined, { ...pickerQuery, enabled: isOn && isWanted });
  const options = (found.data ?? [])
    .filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
    .map(({ id, name }) => ({ value: id, label: name }));
  return { options, isLoading: found.isFetching };
}

/** Targets of one kind to filter by, by name. An id that is typed can be picked too: what is gone has no name. */
export function useTargetOptions(
  kind: NamedTarget | undefined,
  chosen: string | undefined,
): SearchedOptions<string> {
  const { q, onSearch } = useTyped();
  const ask = (wanted: NamedTarget) => ({ q, chosen, isWanted: kind === wanted });
  const found = {
    Agent: useFoundAgents(ask("Agent")),
    CapsuleService: useFoundServices(ask("CapsuleService")),
    User: useFoundPeople(ask("User")),
    RegistrationToken: useFoundTokens(ask("RegistrationToken")),
    BusRoute: useFoundRoutes(ask("BusRoute")),
  };
  const { options, isLoading } = kind === undefined ? { options: [], isLoading: false } : found[kind];
  const typedId = q !== undefined && isId(q) ? [{ value: q, label: q }] : [];
  return { options: [...typedId, ...options], isLoading, onSearch };
}

function isId(text: string): boolean {
  return /^[a-z]{3}_[0-9A-Za-z]+$/.test(text);
}
