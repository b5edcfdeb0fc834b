import type { BusEventInput, PublishReceipt } from "./bus/types";
import type { CapsuleAgentOptions } from "./options";
import { AgentRuntime } from "./runtime";
import type {
  ActionDefinition,
  ConfigsProvider,
  Health,
  HealthOptions,
  HealthProvider,
  JsonObject,
  ServiceHandle,
} from "./types";

/**
 * The agent inside one service: an `AgentRuntime` with a single Capsule Service.
 *
 * ```ts
 * const agent = new CapsuleAgent({ backendUrl, registrationToken, service: { code: "mailer", name: "Mailer" } })
 *   .health(() => ({ status: "UP" }))
 *   .action<{ text: string }>({ name: "echo", handler: ({ text }) => ({ text }) });
 * await agent.start();
 * ```
 */
export class CapsuleAgent {
  readonly #runtime: AgentRuntime;
  readonly #service: ServiceHandle;

  /** @throws TypeError when the options cannot work */
  constructor(options: CapsuleAgentOptions) {
    const { service, agent, ...shared } = options;
    const { code, name, runtime } = service;
    this.#runtime = new AgentRuntime({ ...shared, agent: { code, name, runtime, ...agent }, services: [] });
    this.#service = this.#runtime.addService(service);
  }

  /** The id that Opstage gave to this agent; undefined before the registration. */
  get agentId(): string | undefined {
    return this.#runtime.agentId;
  }

  /** This run's id: another one at each start. */
  get instanceId(): string | undefined {
    return this.#runtime.instanceId;
  }

  /** Sets the health provider. Without one the service's health is UNKNOWN. */
  health(provider: HealthProvider, options?: HealthOptions): this {
    this.#service.health(provider, options);
    return this;
  }

  /** Sets the provider of the configuration that operators see. */
  configs(provider: ConfigsProvider): this {
    this.#service.configs(provider);
    return this;
  }

  /**
   * Declares an action that operators can run.
   * @throws TypeError when the name is taken or the input schema cannot be used
   */
  action<P = JsonObject>(definition: ActionDefinition<P>): this {
    this.#service.action(definition);
    return this;
  }

  /**
   * Registers on the first start, reports the service, and starts the loops.
   * @throws RegistrationError, AgentAuthError, NetworkError (see `startInBackground`), TokenFileError
   */
  start(): Promise<void> {
    return this.#runtime.start();
  }

  /** Lets running actions finish and delivers their results, within `drainTimeoutMs`; then cuts everything. */
  stop(): Promise<void> {
    return this.#runtime.stop();
  }

  /**
   * Publishes an event to the Capsule Bus (experimental), e.g. `demo.item.created`. While Opstage is away events wait
   * in memory, in order. Nobody has to await the answer. Inside a handler the event carries its command as its cause.
   * @throws BusDisabledError, BusRateLimitedError, BusQueueFullError, AgentApiError
   */
  publishEvent(event: BusEventInput): Promise<PublishReceipt> {
    return this.#runtime.publishEvent({ sourceServiceCode: this.#service.code, ...event });
  }

  /** The same as `publishEvent`. */
  publishBusEvent(event: BusEventInput): Promise<PublishReceipt> {
    return this.publishEvent(event);
  }

  /** Asks the health provider and sends a heartbeat with its answer. */
  async runHealth(): Promise<Health> {
    await this.#runtime.runHealth();
    return this.#service.lastHealth;
  }

  /** Fetches commands once, runs them and delivers their results; says how many there were. */
  pollOnce(): Promise<number> {
    return this.#runtime.pollOnce();
  }
}
