import { z } from "zod";
import {
  AgentId,
  AnyInstant,
  CommandId,
  InstanceId,
  Instant,
  JsonObject,
  JsonValue,
  ServiceId,
} from "../primitives";
import { AgentMode, DangerLevel, HealthStatus } from "./enums";
import { registrationTokenPrefix } from "./registration-token";
import { CapsuleService } from "./service";
import { unique } from "./unique";

/**
 * What agents send. Agents exist in every language and older than this server: null means absent, unknown
 * members are dropped, and a long message is cut rather than refused, since refusing would hide the news.
 */

/** Names things for machines: letters, digits, dot, underscore, hyphen; begins with a letter or digit. */
const Code = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "Must be letters, digits, dots, underscores and hyphens");

const text = (max: number) => z.string().max(max).nullish();
const clippedText = (max: number) =>
  z
    .string()
    .transform((full) => full.slice(0, max))
    .nullish();

export const ReportedHealth = z.object({
  status: HealthStatus,
  message: clippedText(2000),
  details: JsonValue.optional(),
});
export type ReportedHealth = z.infer<typeof ReportedHealth>;

export const ReportedConfigItem = z.object({
  key: z.string().min(1).max(200),
  /** string, number, boolean, select, json, secret, secretRef, or any other word. */
  type: z.string().min(1).max(80),
  label: text(200),
  source: text(200),
  editable: z.boolean().default(false),
  sensitive: z.boolean().default(false),
  valuePreview: text(10_000),
  defaultValue: text(10_000),
  secretRef: text(1000),
});
export type ReportedConfigItem = z.infer<typeof ReportedConfigItem>;

/** An action's name: it stands in addresses, so no spaces, slashes or control characters. */
export const ActionName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\s/\\?#%\p{Cc}]+$/u, "Must not hold spaces, slashes or any of \\ ? # %");

export const ReportedAction = z.object({
  name: ActionName,
  label: z.string().min(1).max(200),
  description: text(2000),
  dangerLevel: DangerLevel.default("LOW"),
  requiresConfirmation: z.boolean().default(false),
  category: text(80),
  order: z.int().nullish(),
  inputSchema: JsonObject.nullish(),
  outputSchema: JsonObject.nullish(),
  timeoutSeconds: z.int().min(1).max(604_800).nullish(),
  idempotent: z.boolean().default(false),
  ephemeralFields: z.array(z.string().min(1).max(200)).max(50).default([]),
});
export type ReportedAction = z.infer<typeof ReportedAction>;

export const ReportedService = z.object({
  code: Code,
  name: z.string().min(1).max(200),
  description: text(2000),
  version: text(80),
  runtime: text(80),
  manifest: JsonObject,
  health: ReportedHealth.nullish(),
  configs: z.array(ReportedConfigItem).max(1000).superRefine(unique("key")).nullish(),
  actions: z.array(ReportedAction).max(500).superRefine(unique("name")).nullish(),
});
export type ReportedService = z.infer<typeof ReportedService>;

/** Who speaks for the agent: one process of it, its SDK and its host. */
const process = {
  instanceId: InstanceId.nullish(),
  sdk: z.object({ name: z.string().max(80), version: z.string().max(80) }).nullish(),
  host: z
    .object({
      hostname: text(255),
      platform: text(80),
      pid: z.int().min(0).nullish(),
      startedAt: AnyInstant.nullish(),
    })
    .nullish(),
};

export const RegisterRequest = z.object({
  registrationToken: z.string().startsWith(registrationTokenPrefix).max(200),
  agent: z.object({
    code: Code,
    name: text(200),
    mode: AgentMode.default("embedded"),
    runtime: text(80),
  }),
  service: ReportedService.nullish(),
  ...process,
});
export type RegisterRequest = z.infer<typeof RegisterRequest>;

const intervals = { heartbeatIntervalSeconds: z.int(), commandPollIntervalSeconds: z.int() };

export const RegisterReply = z.strictObject({
  agentId: AgentId,
  /** Shown here and never again. */
  agentToken: z.string(),
  ...intervals,
});
export type RegisterReply = z.infer<typeof RegisterReply>;

export const ServiceHealth = z
  .object({ serviceId: ServiceId.nullish(), code: Code.nullish(), health: ReportedHealth })
  .refine(({ serviceId, code }) => Boolean(serviceId ?? code), "Needs a serviceId or a code");
export type ServiceHealth = z.infer<typeof ServiceHealth>;

/** All of it may be absent: an empty heartbeat says "alive". */
export const HeartbeatRequest = z.object({
  /** Whose `health` it is; without it, the agent's only service. */
  serviceId: ServiceId.nullish(),
  health: ReportedHealth.nullish(),
  services: z.array(ServiceHealth).max(1000).nullish(),
  /** For how long a handler has kept the process from answering. */
  busySinceMs: z.number().min(0).max(Number.MAX_SAFE_INTEGER).nullish(),
  /** Commands that this instance holds and whose results are not acknowledged; renews their leases. */
  running: z.array(CommandId).max(1000).nullish(),
  ...process,
});
export type HeartbeatRequest = z.infer<typeof HeartbeatRequest>;

export const HeartbeatReply = z.strictObject({
  ...intervals,
  /** Commands of this agent that were cancelled while they run. */
  cancel: z.array(CommandId),
  serverTime: Instant,
  /** The server asks for a new agent token; see `agents.rotateToken`. */
  rotateToken: z.literal(true).optional(),
});
export type HeartbeatReply = z.infer<typeof HeartbeatReply>;

/** A token that works beside the one in use, and replaces it once it is confirmed. */
export const RotateTokenReply = z.strictObject({
  /** Shown here and never again. */
  agentToken: z.string(),
});
export type RotateTokenReply = z.infer<typeof RotateTokenReply>;

export const ConfirmTokenReply = z.strictObject({});
export type ConfirmTokenReply = z.infer<typeof ConfirmTokenReply>;

/** That the token works, without any effect. */
export const ProbeReply = z.strictObject({ agentId: AgentId, ...intervals, serverTime: Instant });
export type ProbeReply = z.infer<typeof ProbeReply>;

/** A report whose services have this schema: the server's has a memory. */
export const reportOf = <S extends z.ZodType<{ code: string }>>(service: S) =>
  z.object({ services: z.array(service).min(1).max(500).superRefine(unique("code")), ...process });

export const ReportRequest = reportOf(ReportedService);
export type ReportRequest = z.infer<typeof ReportRequest>;

export const ReportReply = z.strictObject({ services: z.array(CapsuleService) });
export type ReportReply = z.infer<typeof ReportReply>;

export const ResultRequest = z.object({
  success: z.boolean(),
  message: clippedText(10_000),
  data: JsonObject.nullish(),
  /** Another name for `data`, read when that is absent. */
  output: JsonObject.nullish(),
  /** `code` and `message` are read when they are strings; other members are kept. */
  error: JsonObject.nullish(),
  startedAt: AnyInstant.nullish(),
  finishedAt: AnyInstant.nullish(),
  /** The attempt that this is the result of; an older one than the current is refused. */
  attempt: z.int().min(1).nullish(),
});
export type ResultRequest = z.infer<typeof ResultRequest>;
