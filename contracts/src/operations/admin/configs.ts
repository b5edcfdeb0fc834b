import { z } from "zod";
import { filterText, inOrder, listQuery, notInOrder, timeRange } from "../../list-query";
import { ConfigChangeKind } from "../../model/enums";
import { ConfigComparison, ConfigKeys, FleetConfigChange } from "../../model/fleet";
import { operation } from "../../operation";
import { ServiceId } from "../../primitives";

/** Declared configuration over all services. */
export const configsOperations = {
  keys: operation({
    method: "GET",
    path: "/api/admin/configs/keys",
    summary: "The configuration keys that services declare, and whether their values differ",
    caller: "session",
    role: "viewer",
    query: z.object({ q: filterText(120).describe("Part of the key").optional() }),
    reply: "data",
    data: ConfigKeys,
    errors: [],
  }),
  compare: operation({
    method: "GET",
    path: "/api/admin/configs/compare",
    summary: "One key over all services that declare it, grouped by equal value",
    caller: "session",
    role: "viewer",
    query: z.object({ key: filterText(200) }),
    reply: "data",
    data: ConfigComparison,
    errors: [],
  }),
  changes: operation({
    method: "GET",
    path: "/api/admin/configs/changes",
    summary: "What changed in the declared configuration of any service",
    caller: "session",
    role: "viewer",
    query: listQuery({
      sort: ["createdAt"],
      initial: "-createdAt",
      filters: {
        key: filterText(200).optional(),
        kind: ConfigChangeKind.optional(),
        serviceId: ServiceId.optional(),
        ...timeRange,
      },
    }).refine(inOrder, notInOrder),
    reply: "page",
    data: FleetConfigChange,
    errors: [],
  }),
} as const;
