export { CapsuleAgent } from "./agent";
export { BusDisabledError, BusQueueFullError, BusRateLimitedError } from "./bus/errors";
export type { BusEventInput, PublishReceipt, RoutedCommand } from "./bus/types";
export type { Seams } from "./clock";
export { AgentApiError, AgentAuthError, NetworkError, RegistrationError, TokenFileError } from "./errors";
export type { IntervalOptions } from "./intervals";
export type { Logger, LogLevel, LogRecord } from "./log";
export type { AgentIdentity, CapsuleAgentOptions, RuntimeOptions } from "./options";
export type { ProxyEnv } from "./proxy";
export { AgentRuntime } from "./runtime";
export type {
  ActionContext,
  ActionDefinition,
  ActionLog,
  ActionMeta,
  ActionResult,
  ConfigItem,
  ConfigsProvider,
  DangerLevel,
  DetailResult,
  Health,
  HealthOptions,
  HealthProvider,
  HealthStatus,
  JsonObject,
  JsonValue,
  ListResult,
  PrepareContext,
  PrepareResult,
  ResultAction,
  ResultField,
  ServiceHandle,
  ServiceOptions,
} from "./types";
