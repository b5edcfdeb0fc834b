"use client";

import { type SearchedOptions, useTyped } from "../../_lib/picker";
import { useFoundAgents } from "../services/fleet-options";
import { useFoundPeople } from "../users/people-options";

/** Who may have acted, to filter by: people and agents by name. */
export function useActorOptions(chosen: string | undefined): SearchedOptions<string> {
  const { q, onSearch } = useTyped();
  const people = useFoundPeople({ q, chosen });
  const agents = useFoundAgents({ q, chosen });
  return {
    options: [...people.options, ...agents.options],
    isLoading: people.isLoading || agents.isLoading,
    onSearch,
  };
}
