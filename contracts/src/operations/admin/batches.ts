import { z } from "zod";
import { filterText, inOrder, listQuery, notInOrder, timeRange } from "../../list-query";
import {
  Batch,
  BatchOptions,
  BatchPreview,
  BatchTarget,
  batchConcurrencyMax,
  batchTargetsMax,
  ServiceFilter,
} from "../../model/batch";
import { BatchStatus, BatchTargetStatus } from "../../model/enums";
import { ActionName } from "../../model/report";
import { operation } from "../../operation";
import { BatchId, JsonObject, ServiceId, UserId } from "../../primitives";

const batch = z.object({ batchId: BatchId });

/** Services by hand, or all that match a filter. */
const selection = {
  serviceIds: z.array(ServiceId).min(1).max(batchTargetsMax).optional(),
  filter: ServiceFilter.optional(),
};

function isOneSelection(input: { serviceIds?: unknown; filter?: unknown }): boolean {
  return (input.serviceIds === undefined) !== (input.filter === undefined);
}

const notOneSelection = { path: ["serviceIds"], message: "Give either serviceIds or filter" };

export const batchesOperations = {
  options: operation({
    method: "POST",
    path: "/api/admin/batches/options",
    summary: "The actions that the selected services offer; changes nothing",
    caller: "session",
    role: "operator",
    body: z.object(selection).refine(isOneSelection, notOneSelection),
    reply: "data",
    data: BatchOptions,
    errors: ["QUERY_TIMEOUT"],
  }),
  preview: operation({
    method: "POST",
    path: "/api/admin/batches/preview",
    summary: "Which of the selected services would run an action, and why others cannot; changes nothing",
    caller: "session",
    role: "operator",
    body: z
      .object({ ...selection, actionName: ActionName, payload: JsonObject.default({}) })
      .refine(isOneSelection, notOneSelection),
    reply: "data",
    data: BatchPreview,
    errors: ["BATCH_TOO_LARGE", "QUERY_TIMEOUT"],
  }),
  create: operation({
    method: "POST",
    path: "/api/admin/batches",
    summary: "Run one action over many services, a few at a time",
    caller: "session",
    role: "operator",
    idempotent: true,
    body: z
      .object({
        ...selection,
        actionName: ActionName,
        payload: JsonObject.default({}),
        confirmation: z.boolean().default(false),
        concurrency: z.int().min(1).max(batchConcurrencyMax).default(5),
        /** Nothing more is started after so many failures. Absent or null: never mind them. */
        stopAfterFailures: z.int().min(1).max(batchTargetsMax).nullish(),
      })
      .refine(isOneSelection, notOneSelection),
    reply: "data",
    data: Batch,
    errors: ["BATCH_TOO_LARGE", "BATCH_NOTHING_TO_RUN", "ACTION_REQUIRES_CONFIRMATION", "QUERY_TIMEOUT"],
  }),
  list: operation({
    method: "GET",
    path: "/api/admin/batches",
    summary: "Batches with how far they are",
    caller: "session",
    role: "viewer",
    query: listQuery({
      sort: ["createdAt", "completedAt", "status", "actionName"],
      initial: "-createdAt",
      filters: {
        status: BatchStatus.optional(),
        actionName: filterText(128).optional(),
        createdByUserId: UserId.optional(),
        ...timeRange,
      },
    }).refine(inOrder, notInOrder),
    reply: "page",
    data: Batch,
    errors: [],
  }),
  get: operation({
    method: "GET",
    path: "/api/admin/batches/:batchId",
    summary: "A batch with how far it is",
    caller: "session",
    role: "viewer",
    params: batch,
    reply: "data",
    data: Batch,
    errors: ["BATCH_NOT_FOUND"],
  }),
  targets: operation({
    method: "GET",
    path: "/api/admin/batches/:batchId/targets",
    summary: "The services of a batch, each with its command",
    caller: "session",
    role: "viewer",
    params: batch,
    query: listQuery({
      sort: ["position", "status", "serviceCode", "startedAt", "completedAt"],
      initial: "position",
      filters: { status: BatchTargetStatus.optional(), q: filterText(120).optional() },
    }),
    reply: "page",
    data: BatchTarget,
    errors: ["BATCH_NOT_FOUND"],
  }),
  cancel: operation({
    method: "POST",
    path: "/api/admin/batches/:batchId/cancel",
    summary: "Start nothing more, and cancel what runs",
    caller: "session",
    role: "operator",
    params: batch,
    reply: "data",
    data: Batch,
    errors: ["BATCH_NOT_FOUND", "BATCH_ALREADY_ENDED"],
  }),
} as const;
