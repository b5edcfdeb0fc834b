/** Any JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

export type HealthStatus = "UP" | "DEGRADED" | "DOWN" | "UNKNOWN";

/** One answer to the question "can this service do its job right now?" (seed 002). */
export interface Health {
  readonly status: HealthStatus;
  /** A short text for people. */
  readonly message?: string;
  /** Any JSON; shown in the console's Health tab. */
  readonly details?: unknown;
}

/** Runs at the heartbeat's cadence. The signal aborts when the check takes too long. */
export type HealthProvider = (context: { readonly signal: AbortSignal }) => Health | Promise<Health>;

export interface HealthOptions {
  /** A check that takes longer counts as UNKNOWN. Default 5000. */
  readonly timeoutMs?: number;
  /** What is known already; it counts until the first check has answered. Default UNKNOWN. */
  readonly initial?: Health;
}

/** One configuration value that operators may see. Opstage observes configuration, it never changes it. */
export interface ConfigItem {
  readonly key: string;
  /** `string`, `number`, `boolean`, `select`, `json`, `secret`, `secretRef`, or a word of your own. */
  readonly type: string;
  readonly label?: string;
  /** Where the value comes from, e.g. `env` or `file`. */
  readonly source?: string;
  readonly editable?: boolean;
  /** The values of sensitive items never leave this process. */
  readonly sensitive?: boolean;
  readonly valuePreview?: string;
  readonly defaultValue?: string;
  /** A reference such as `env://NAME`, shown as it is. */
  readonly secretRef?: string;
}

/** Called for each service report. */
export type ConfigsProvider = () => readonly ConfigItem[] | Promise<readonly ConfigItem[]>;

export type DangerLevel = "LOW" | "MEDIUM" | "HIGH";

/** What the console knows about an action. */
export interface ActionMeta {
  /** How commands name it; unique in its service. */
  readonly name: string;
  /** Default: the name. */
  readonly label?: string;
  readonly description?: string;
  /** Default LOW. */
  readonly dangerLevel?: DangerLevel;
  /** The operator has to confirm before it runs. Default false. */
  readonly requiresConfirmation?: boolean;
  /** Groups buttons; `row-action` and `page-action` hide the button, for actions that results offer. */
  readonly category?: string;
  readonly order?: number;
  /** JSON Schema of the payload: the console's form, and checked before the handler runs. */
  readonly inputSchema?: object;
  readonly outputSchema?: object;
  /** A handler that takes longer is aborted and the command fails with ACTION_TIMEOUT. Default: no limit. */
  readonly timeoutSeconds?: number;
  /** It may run a second time when this agent is lost in the middle of it. Default false. */
  readonly idempotent?: boolean;
  /** Result fields that are one-time secrets beside `generatedKey`. */
  readonly ephemeralFields?: readonly string[];
}

/** What a handler gets beside its payload. */
export interface ActionContext {
  readonly commandId: string;
  /** 1, or more when Opstage runs an `idempotent` action again after its agent was lost. */
  readonly attempt: number;
  /** Aborts when an operator cancels the command, its time is up, or the agent stops. */
  readonly signal: AbortSignal;
  readonly log: ActionLog;
  /**
   * Shows operators how far the work is: percent from 0 to 100, a short text, or both; what is left out stays as
   * it was. Call it as often as you like: it costs nothing, never waits, and only the newest state is sent.
   */
  progress(percent?: number | null, message?: string): void;
}

/** What a prepare gets. */
export interface PrepareContext extends ActionContext {
  /**
   * What the form holds: empty when it has just been opened, and what was entered so far, valid or not, when a field
   * marked `x-opstage-reprepare` has changed.
   */
  readonly payload: JsonObject;
}

/** Log lines of one command: in the agent's log, and live in the console. */
export type ActionLog = Readonly<
  Record<"debug" | "info" | "warn" | "error", (message: string, data?: Record<string, unknown>) => void>
>;

/** The full form of a handler's answer. `data` and `error` are JSON. */
export interface ActionResult {
  /** Default true. */
  readonly success?: boolean;
  readonly message?: string;
  /** May hold `list`, `detail` and `generatedKey`, which the console shows in their own way. */
  readonly data?: object;
  readonly error?: { readonly code?: string; readonly message?: string; readonly [key: string]: unknown };
}

/** The dynamic part of an action's form. */
export interface PrepareResult {
  /** Overlays the catalogue's entry, e.g. with a fresh list of choices in `inputSchema`. */
  readonly action?: Partial<ActionMeta>;
  /** Default: built from the schema's defaults. */
  readonly initialPayload?: object;
  /** Anything the operator should see first; `detail` becomes a card. */
  readonly currentState?: object;
}

/** An action: what the console shows, and the code that runs. `P` is your view of `inputSchema`. */
export interface ActionDefinition<P = JsonObject> extends ActionMeta {
  /**
   * Executions with the same key run one after the other, those with different keys side by side; `null` waits for
   * nobody. Default: one key for all actions of the service that declare none. A key counts within its service.
   */
  readonly serialKey?: string | null | ((payload: P) => string | null);
  /** Called when an operator opens the action's form, and again when a field marked `x-opstage-reprepare` has changed. */
  prepare?(context: PrepareContext): PrepareResult | Promise<PrepareResult>;
  /** An `ActionResult`, a plain object that becomes its data, a text that becomes its message, or nothing. Throwing fails the command. */
  handler(payload: P, context: ActionContext): unknown;
}

/** A Capsule Service as its agent reports it. */
export interface ServiceOptions {
  /** Its stable identity: lower-case letters, digits, `-` and `_`. */
  readonly code: string;
  readonly name: string;
  readonly version?: string;
  /** Default `nodejs`. */
  readonly runtime?: string;
  readonly description?: string;
  /** More fields for the manifest; they win over the defaults. */
  readonly manifest?: object;
}

/** Opens another action of the same service. Strings `$row.<path>` in the payload come from the row. */
export interface ResultAction {
  readonly label: string;
  readonly action: string;
  readonly payload?: object;
  readonly danger?: boolean;
  readonly confirm?: boolean | string;
}

export interface ResultField {
  /** Dot path into the row. */
  readonly key: string;
  readonly label?: string;
  readonly format?:
    | "text"
    | "code"
    | "number"
    | "boolean"
    | "status"
    | "datetime"
    | "relativeTime"
    | "duration"
    | "bytes"
    | "json"
    | "link";
  readonly copyable?: boolean;
}

/** `data.list` of a result: the console shows a table. */
export interface ListResult {
  readonly title?: string;
  readonly data: readonly object[];
  readonly columns?: readonly (ResultField & { readonly ellipsis?: boolean; readonly width?: number })[];
  readonly rowActions?: readonly ResultAction[];
  readonly pageActions?: readonly ResultAction[];
  readonly emptyText?: string;
  readonly pageSize?: number;
}

/** `data.detail` of a result: the console shows a card. */
export interface DetailResult {
  readonly title?: string;
  readonly data: object;
  readonly fields?: readonly ResultField[];
  readonly actions?: readonly ResultAction[];
}

/** A service that an agent looks after; what it declares may change while the agent runs. */
export interface ServiceHandle {
  readonly code: string;
  /** The last answer of the health provider; UNKNOWN before the first one. */
  readonly lastHealth: Health;
  /** Sets the health provider; the last one wins. Without one the health is UNKNOWN. */
  health(provider: HealthProvider, options?: HealthOptions): this;
  /** Sets the provider of the configuration that operators see; the last one wins. */
  configs(provider: ConfigsProvider): this;
  /**
   * Declares an action that operators can run.
   * @throws TypeError when the name is taken or the input schema cannot be used
   */
  action<P = JsonObject>(definition: ActionDefinition<P>): this;
}
