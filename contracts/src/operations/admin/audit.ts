import { z } from "zod";
import { filterText, inOrder, listQuery, notInOrder, timeRange } from "../../list-query";
import { AuditEvent } from "../../model/audit";
import { ActorType, AuditResult } from "../../model/enums";
import { operation } from "../../operation";

const filters = {
  actorType: ActorType.optional(),
  actorId: filterText(160).optional(),
  action: filterText(160).describe("The whole name of the action").optional(),
  targetType: filterText(120).optional(),
  targetId: filterText(160).optional(),
  result: AuditResult.optional(),
  ...timeRange,
  q: filterText(120)
    .describe("The beginning of the event's, actor's or target's id, or of the action")
    .optional(),
};

export const auditOperations = {
  list: operation({
    method: "GET",
    path: "/api/admin/audit-events",
    summary: "What happened, newest first",
    caller: "session",
    role: "viewer",
    query: listQuery({ sort: ["createdAt"], initial: "-createdAt", filters }).refine(inOrder, notInOrder),
    reply: "page",
    data: AuditEvent,
    errors: [],
  }),
  export: operation({
    method: "GET",
    path: "/api/admin/audit-events/export",
    summary: "All matching events as a file, newest first",
    caller: "session",
    role: "operator",
    trpc: "none",
    query: z
      .object({ ...filters, format: z.enum(["json", "csv"]).default("json") })
      .refine(inOrder, notInOrder),
    reply: "file",
    mediaTypes: ["application/json", "text/csv"],
    errors: [],
  }),
  actions: operation({
    method: "GET",
    path: "/api/admin/audit-events/actions",
    summary: "The names of actions that occur, for choosing one",
    caller: "session",
    role: "viewer",
    reply: "data",
    data: z.array(z.string()),
    errors: [],
  }),
} as const;
