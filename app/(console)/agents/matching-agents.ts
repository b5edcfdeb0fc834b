import type { Agent } from "@opstage/contracts";
import type { Inputs, trpc } from "../../_lib/trpc";

export type AgentFilters = Pick<
  Exclude<Inputs["agents"]["list"], void>,
  "q" | "status" | "mode" | "runtime" | "sdkVersion"
>;

const pageSize = 100;

/** The ids of all agents that match now, page by page; one that moves meanwhile is not named twice. */
export async function matchingAgentIds(
  list: ReturnType<typeof trpc.useUtils>["agents"]["list"],
  filters: AgentFilters,
): Promise<Agent["id"][]> {
  const ids = new Set<Agent["id"]>();
  let cursor: string | undefined;
  do {
    const page = await list.fetch({ ...filters, sort: "createdAt", pageSize, cursor }, { staleTime: 0 });
    for (const { id } of page.items) ids.add(id);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return [...ids];
}
