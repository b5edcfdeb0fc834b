"use client";

import { trpc } from "../../_lib/trpc";

/** More than this many are found by typing on their own pages, not in a list to pick from. */
const mostOptions = 100;
const options = { staleTime: 60_000 } as const;

/** Agents to filter by. */
export function useAgentOptions() {
  const query = trpc.agents.list.useQuery({ pageSize: mostOptions, sort: "code" }, options);
  return {
    isLoading: query.isLoading,
    options: (query.data?.items ?? []).map((agent) => ({
      value: agent.id,
      label: agent.name ? `${agent.name} (${agent.code})` : agent.code,
    })),
  };
}

/** Services to filter by. */
export function useServiceOptions() {
  const query = trpc.services.list.useQuery({ pageSize: mostOptions, sort: "code" }, options);
  return {
    isLoading: query.isLoading,
    options: (query.data?.items ?? []).map((service) => ({
      value: service.id,
      label: `${service.name} (${service.code})`,
    })),
  };
}
