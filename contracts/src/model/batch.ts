import { z } from "zod";
import { ValidationIssue } from "../errors";
import { AgentId, BatchId, CommandId, Instant, idOf, JsonObject, ServiceId, UserId } from "../primitives";
import { Action } from "./action";
import { BatchStatus, BatchTargetStatus, DangerLevel, HealthStatus, ServiceStatus } from "./enums";

/** Services in one batch at most. */
export const batchTargetsMax = 1_000;

/** Services of one batch that run at the same time, at most. */
export const batchConcurrencyMax = 100;

/** The filters of the list of services, as a selection: all that match when it is used. */
export const ServiceFilter = z.strictObject({
  status: ServiceStatus.optional(),
  healthStatus: HealthStatus.optional(),
  agentId: AgentId.optional(),
  runtime: z.string().trim().min(1).max(80).optional(),
  version: z.string().trim().min(1).max(80).optional(),
  q: z.string().trim().min(1).max(120).optional(),
});
export type ServiceFilter = z.infer<typeof ServiceFilter>;

/** One action over many services, one command each. */
export const Batch = z.strictObject({
  id: BatchId,
  actionName: z.string(),
  actionLabel: z.string(),
  dangerLevel: DangerLevel,
  status: BatchStatus,
  /** Redacted. */
  payload: JsonObject,
  /** How many services run at the same time. */
  concurrency: z.int(),
  /** After so many failures nothing more is started; null: never mind failures. */
  stopAfterFailures: z.int().nullable(),
  targetCount: z.int(),
  /** Every status has its count, 0 included. */
  targetCounts: z.record(BatchTargetStatus, z.int()),
  createdByUserId: UserId.nullable(),
  createdByName: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  completedAt: Instant.nullable(),
});
export type Batch = z.infer<typeof Batch>;

/** One service of a batch and what became of it. */
export const BatchTarget = z.strictObject({
  id: idOf("btt"),
  batchId: BatchId,
  /** From 0, in the order in which they are started. */
  position: z.int(),
  serviceId: ServiceId,
  /** As they were when the batch was made. */
  serviceCode: z.string(),
  serviceName: z.string(),
  agentId: AgentId.nullable(),
  status: BatchTargetStatus,
  commandId: CommandId.nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  progressPercent: z.number().nullable(),
  progressMessage: z.string().nullable(),
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  createdAt: Instant,
});
export type BatchTarget = z.infer<typeof BatchTarget>;

/** An action that some of the selected services offer. */
export const BatchOption = z.strictObject({
  actionName: z.string(),
  label: z.string(),
  category: z.string().nullable(),
  dangerLevel: DangerLevel,
  /** How many of the selected services offer it. */
  serviceCount: z.int(),
});
export type BatchOption = z.infer<typeof BatchOption>;

/** What one can do with a selection. */
export const BatchOptions = z.strictObject({
  /** How many services are selected; more than a batch may have are not counted on. */
  serviceCount: z.int(),
  tooMany: z.boolean(),
  /** Those that most services offer first. */
  actions: z.array(BatchOption),
});
export type BatchOptions = z.infer<typeof BatchOptions>;

/** Whether one service would run, and if not, why. */
export const BatchPreviewTarget = z.strictObject({
  serviceId: ServiceId,
  serviceCode: z.string().nullable(),
  serviceName: z.string().nullable(),
  agentName: z.string().nullable(),
  status: ServiceStatus.nullable(),
  /** A code of the error catalogue; null when it would run. */
  refusal: z.string().nullable(),
  /** What of the payload does not fit this service's own schema. */
  issues: z.array(ValidationIssue),
});
export type BatchPreviewTarget = z.infer<typeof BatchPreviewTarget>;

/** What a batch would do now; nothing is done. */
export const BatchPreview = z.strictObject({
  runnable: z.int(),
  refused: z.int(),
  /** The entry that most of the services have, for the form; null when none offers the action. */
  action: Action.nullable(),
  /** How many different input schemas the services have for it. */
  schemaCount: z.int(),
  /** The highest of all. */
  dangerLevel: DangerLevel,
  /** One of them at least asks for a confirmation. */
  requiresConfirmation: z.boolean(),
  targets: z.array(BatchPreviewTarget),
});
export type BatchPreview = z.infer<typeof BatchPreview>;
