import type { Agent } from "@opstage/contracts";
import type { Inputs, trpc } from "../../_lib/trpc";

export type AgentFilters = Pick<
  Exclude<Inputs["agents"]["list"], void>,
  "q" | "status" | "mode" | "runtime" | "sdkVersion"
>;

const pageSize = 100;

/** The ids of all agents that match now, page by page. A page that shifts meanwhile may repeat one, never twice. */
export async function matchingAgentIds(
  list: ReturnType<typeof trpc.useUtils>["agents"]["list"],
  filters: AgentFilters,
): Promise<Agent["id"][]> {
  const ids = new Set<Agent["id"]>();
  let cursor: string | undefined;
  for (let page = 1; ; page++) {
    const found = await list.fetch(
      { ...filters, sort: "createdAt", page, pageSize, cursor },
      { staleTime: 0 },
    );
    for (const { id } of found.items) ids.add(id);
    cursor = found.nextCursor;
    if (found.items.length < pageSize) return [...ids];
  }
}
