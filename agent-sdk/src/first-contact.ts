import type { Seams } from "./clock";
import { requireWritable, type SavedCredentials, saveCredentials } from "./credentials";
import { AgentAuthError, RegistrationError } from "./errors";
import type { GovernedService } from "./governed-service";
import type { Log } from "./log";
import type { RuntimeOptions } from "./options";
import { classifyFailure, loopBackoffMs, withRetry } from "./retry";
import type { AgentRun } from "./run";

export interface FirstContactPort {
  readonly options: RuntimeOptions;
  readonly tokenFile: string;
  readonly seams: Seams;
  readonly log: Log;
  readonly run: AgentRun;
  services(): GovernedService[];
  /** Opstage knows the services now. */
  readonly onReported: () => void;
}

/** The way from a start to loops that run: who am I, what do I serve, how is it, what is there to do. */
export class FirstContact {
  readonly #port: FirstContactPort;

  constructor(port: FirstContactPort) {
    this.#port = port;
  }

  /**
   * Asserts that an agent without a saved token can get one.
   * @throws RegistrationError without a registration token, TokenFileError when a token could not be saved
   */
  async requireRegistrable(): Promise<void> {
    const { options, tokenFile } = this.#port;
    if (!options.registrationToken) {
      throw new RegistrationError(
        `There is no token file ${tokenFile} and no registrationToken. ` +
          "Create a registration token in the console and start once with it.",
        { url: options.backendUrl },
      );
    }
    await requireWritable(tokenFile);
  }

  /**
   * Makes the contact as the options say: waiting for it, or in the background.
   * @throws RegistrationError, AgentAuthError, NetworkError, TokenFileError
   */
  async make(saved: SavedCredentials | null): Promise<void> {
    const { autoStartLoops = true, startInBackground } = this.#port.options;
    if (autoStartLoops && startInBackground === true) {
      void this.#connectInBackground();
    } else if (autoStartLoops && startInBackground === undefined && saved) {
      await this.#connectOrGoOn();
    } else {
      await this.#connectPatiently();
      if (autoStartLoops) this.#port.run.startLoops();
    }
  }

  async #connect(): Promise<void> {
    const { run, log, options, services, onReported } = this.#port;
    await Promise.all(services().map((service) => service.healthCheck.run()));
    if (run.session.agentId) await run.settleThePast();
    else await this.#register();
    try {
      await run.report();
    } catch (error) {
      if (!(error instanceof AgentAuthError) || !options.registrationToken) throw error;
      await this.#registerAgain(error);
      await run.report();
    }
    onReported();
    await run.heartbeat();
    await run.poll({ limit: 1 });
    const { agentId } = run.session;
    log("info", "agent.connected", `Connected to Opstage at ${options.backendUrl} as ${agentId}.`);
  }

  async #connectPatiently(): Promise<void> {
    const { run, seams } = this.#port;
    await withRetry(() => this.#connect(), {
      seams,
      signal: run.signal,
      onRetry: (error) => run.connection.failed("start", error),
    });
    run.connection.succeeded("start");
  }

  /** Rejects for what an author or operator has to repair; an outage is none of that. */
  async #connectOrGoOn(): Promise<void> {
    const { run, seams } = this.#port;
    try {
      await this.#connect();
      run.startLoops();
    } catch (error) {
      if (classifyFailure(error) !== "retry") throw error;
      run.connection.failed("start", error);
      void this.#connectInBackground(loopBackoffMs(error, 1, seams));
    }
  }

  async #connectInBackground(firstMs = 0): Promise<void> {
    const { run, seams } = this.#port;
    let delayMs = firstMs;
    for (let failures = 1; !run.signal.aborted; failures++) {
      if (delayMs > 0) await seams.sleep(delayMs, run.signal);
      if (run.signal.aborted) return;
      try {
        await this.#connect();
        run.connection.succeeded("start");
        run.startLoops();
        return;
      } catch (error) {
        if (run.signal.aborted) return;
        run.connection.failed("start", error);
        // A refused registration token never becomes good; the log has said so.
        if (error instanceof RegistrationError) return;
        delayMs = loopBackoffMs(error, failures, seams);
      }
    }
  }

  async #register(): Promise<void> {
    const { run, log, seams, tokenFile, services } = this.#port;
    const [only, ...others] = services();
    const { registrationToken = "", agent } = this.#port.options;
    const reply = await run.session.register(
      registrationToken,
      agent,
      others.length === 0 ? only : undefined,
    );
    run.use(reply);
    run.adopt({ ...reply, cancel: [] });
    await saveCredentials(tokenFile, reply, seams.now());
    log("info", "agent.registered", `Registered as ${reply.agentId}.`, { file: tokenFile });
  }

  /** The saved token is dead, but somebody has given this start a registration token, perhaps a fresh one. */
  async #registerAgain(refusal: AgentAuthError): Promise<void> {
    try {
      await this.#register();
    } catch (error) {
      if (!(error instanceof RegistrationError)) throw error;
      throw new AgentAuthError(
        `${refusal.message} The token in ${this.#port.tokenFile} is not accepted, and neither is the registration ` +
          "token. Delete the file and register with a new registration token.",
        { ...refusal, cause: error },
      );
    }
  }
}
