import { messageOf } from "./errors";
import type { GovernedService } from "./governed-service";
import type { Log } from "./log";
import { classifyFailure } from "./retry";

export interface ServiceReportsPort {
  readonly log: Log;
  /** Declares services to Opstage. */
  send(services: readonly GovernedService[]): Promise<void>;
}

/** Reports all services together; when Opstage refuses that, each on its own, so that one spoils no other. */
export class ServiceReports {
  readonly #port: ServiceReportsPort;
  /** What was said about services that Opstage refuses, so that it is said once. */
  readonly #refusals = new Map<string, string>();
  #isTaken = false;

  constructor(port: ServiceReportsPort) {
    this.#port = port;
  }

  /** Whether Opstage knows the services, or those of them that it takes. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** @throws what Opstage says when not one service was taken, NetworkError */
  async report(services: readonly GovernedService[]): Promise<void> {
    try {
      await this.#port.send(services);
    } catch (error) {
      if (services.length < 2 || classifyFailure(error) !== "final") throw error;
      await this.#reportEach(services);
    }
    this.#isTaken = true;
  }

  async #reportEach(services: readonly GovernedService[]): Promise<void> {
    let taken = 0;
    let refusal: unknown;
    for (const service of services) {
      try {
        await this.#port.send([service]);
        taken += 1;
      } catch (error) {
        if (classifyFailure(error) !== "final") throw error;
        refusal = error;
        this.#say(service, messageOf(error));
      }
    }
    if (taken === 0) throw refusal;
  }

  #say({ code }: GovernedService, reason: string): void {
    if (this.#refusals.get(code) === reason) return;
    this.#refusals.set(code, reason);
    const text = `Opstage refused the service ${code}: ${reason}`;
    this.#port.log("error", "report.refused", text, { service: code });
  }
}
