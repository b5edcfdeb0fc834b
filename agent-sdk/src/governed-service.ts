import type { ServiceId } from "@opstage/contracts";
import { checkSchema, compileSchema } from "@opstage/contracts/json-schema";
import type { Seams } from "./clock";
import { runBounded } from "./deadline";
import { messageOf } from "./errors";
import { HealthCheck } from "./health-check";
import { toJson, toJsonObject } from "./json";
import type { Log } from "./log";
import type { IncomingCommand } from "./replies";
import type {
  ActionDefinition,
  ActionMeta,
  ConfigItem,
  ConfigsProvider,
  Health,
  HealthOptions,
  HealthProvider,
  JsonObject,
  ServiceHandle,
  ServiceOptions,
} from "./types";

const configsTimeoutMs = 5_000;
/** Forms of several operators may be open at once, each from its own prepare. */
const preparedSchemasKept = 10;

export interface ServicePort {
  readonly seams: Seams;
  readonly log: Log;
  /** Something that a report shows has changed. */
  readonly onChange: () => void;
  /** There is a new health provider to ask. */
  readonly onHealthProvider: () => void;
}

/** One Capsule Service as its agent knows it: what it declared, how it is, and what it can do. */
export class GovernedService implements ServiceHandle {
  readonly code: string;
  /** The server's id, known after the first report. */
  id: ServiceId | undefined;
  readonly healthCheck: HealthCheck;
  readonly #options: ServiceOptions;
  readonly #port: ServicePort;
  readonly #actions = new Map<string, ActionDefinition>();
  readonly #preparedSchemas = new Map<string, JsonObject[]>();
  #configsProvider: ConfigsProvider | undefined;
  #configs: ConfigItem[] = [];

  constructor(options: ServiceOptions, port: ServicePort) {
    this.code = options.code;
    this.#options = options;
    this.#port = port;
    this.healthCheck = new HealthCheck(port.seams);
  }

  get lastHealth(): Health {
    return this.healthCheck.latest;
  }

  health(provider: HealthProvider, options?: HealthOptions): this {
    this.healthCheck.provide(provider, options);
    this.#port.onHealthProvider();
    return this;
  }

  configs(provider: ConfigsProvider): this {
    this.#configsProvider = provider;
    this.#port.onChange();
    return this;
  }

  action<P = JsonObject>(definition: ActionDefinition<P>): this {
    const { name, inputSchema } = definition;
    if (this.#actions.has(name)) {
      throw new TypeError(`The service ${this.code} has an action named ${name} already.`);
    }
    const issues = inputSchema ? checkSchema(toJsonObject(inputSchema)) : [];
    if (issues.length > 0) {
      const reasons = issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
      throw new TypeError(`The input schema of ${name} cannot be used: ${reasons}`);
    }
    this.#actions.set(name, trustSchema(definition));
    this.#port.onChange();
    return this;
  }

  findAction(name: string): ActionDefinition | undefined {
    return this.#actions.get(name);
  }

  /** Whether executions of this service may run side by side. */
  get hasSerialKeys(): boolean {
    return [...this.#actions.values()].some((action) => action.serialKey !== undefined);
  }

  /** What the execution has to wait for: others with this key; null for nothing. */
  serialKey({ type, actionName, payload }: IncomingCommand): string | null | undefined {
    const key = type === "ACTION_EXECUTE" ? this.#actions.get(actionName)?.serialKey : undefined;
    if (typeof key !== "function") return key;
    try {
      return key(payload);
    } catch (error) {
      this.#port.log("warn", "serialKey.failed", `The serialKey of ${actionName} threw: ${messageOf(error)}`);
      return undefined;
    }
  }

  /** Remembers the schema that a prepare gave, so that a payload made for it is accepted. */
  rememberPrepared(name: string, schema: JsonObject): void {
    const kept = this.#preparedSchemas.get(name) ?? [];
    this.#preparedSchemas.set(name, [schema, ...kept].slice(0, preparedSchemasKept));
  }

  /** What is wrong with a payload; empty when it satisfies the declared schema or a prepared one. */
  payloadIssues(action: ActionDefinition, payload: JsonObject): { path: string; message: string }[] {
    const declared = action.inputSchema ? [toJsonObject(action.inputSchema)] : [];
    const schemas = [...(this.#preparedSchemas.get(action.name) ?? []), ...declared];
    const found = schemas.map((schema) => compileSchema(schema).issues(payload));
    if (found.length === 0 || found.some((issues) => issues.length === 0)) return [];
    return (found[0] ?? []).map(({ path, message }) => ({ path, message }));
  }

  /** The whole service as the server stores it, with its last health. */
  async report() {
    const { code, name, version, runtime = "nodejs", description, manifest } = this.#options;
    await this.#refreshConfigs();
    return {
      code,
      name,
      version,
      runtime,
      description,
      manifest: toJsonObject({
        kind: "CapsuleService",
        schemaVersion: "1.0",
        code,
        name,
        description,
        version,
        runtime,
        agentMode: "embedded",
        ...manifest,
      }),
      health: toReportedHealth(this.lastHealth),
      configs: this.#configs,
      actions: [...this.#actions.values()].map(toCatalogEntry),
    };
  }

  /** Keeps the last known values when the provider fails: a report replaces all configs of a service. */
  async #refreshConfigs(): Promise<void> {
    const provider = this.#configsProvider;
    if (!provider) return;
    const bounds = { seams: this.#port.seams, timeoutMs: configsTimeoutMs };
    const outcome = await runBounded(() => provider(), bounds).outcome;
    if (outcome.kind === "done") {
      this.#configs = outcome.value.map(withoutSecrets);
      return;
    }
    const reason = outcome.kind === "failed" ? messageOf(outcome.error) : "no answer in time";
    this.#port.log("warn", "configs.failed", `The configs of ${this.code} could not be read: ${reason}`);
  }
}

/** Health as the wire takes it. */
export function toReportedHealth(health: Health) {
  return { status: health.status, message: health.message, details: toJson(health.details) };
}

function withoutSecrets(item: ConfigItem): ConfigItem {
  return item.sensitive ? { ...item, valuePreview: undefined, defaultValue: undefined } : item;
}

/** An action without its code. */
export function toCatalogEntry(action: ActionMeta) {
  return {
    name: action.name,
    label: action.label ?? action.name,
    description: action.description,
    dangerLevel: action.dangerLevel,
    requiresConfirmation: action.requiresConfirmation,
    category: action.category,
    order: action.order,
    inputSchema: action.inputSchema && toJsonObject(action.inputSchema),
    outputSchema: action.outputSchema && toJsonObject(action.outputSchema),
    timeoutSeconds: action.timeoutSeconds,
    idempotent: action.idempotent,
    ephemeralFields: action.ephemeralFields && [...action.ephemeralFields],
  };
}

/** A payload reaches its handler only after it satisfied the input schema, of which `P` is the author's view. */
function trustSchema<P>(definition: ActionDefinition<P>): ActionDefinition {
  return definition as ActionDefinition;
}
