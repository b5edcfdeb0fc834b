"use client";

import { useAgentOptions } from "../services/fleet-options";
import { usePeopleOptions } from "../users/people-options";

/** Who may have acted, to filter by: people and agents by name, found as one types. */
export function useActorOptions(chosen: string | undefined) {
  const agents = useAgentOptions(chosen);
  const wanted = agents.typed.trim().toLowerCase();
  const people = usePeopleOptions().filter(({ label }) => label.toLowerCase().includes(wanted));
  const options: { value: string; label: string }[] = [...people, ...agents.options];
  return { ...agents, options };
}
