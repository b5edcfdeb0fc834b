import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import {
  agentOperations,
  isAppError,
  type OperationShape,
  ProgressRequest,
  parseRequest,
  type ReportedService,
  type ResultRequest,
} from "@opstage/contracts";

/**
 * A small Opstage that speaks real HTTP. Why not a fake client: sockets that die, pages of proxies, headers
 * and held requests are what the SDK has to survive, and a fake client has none of them. Every request is
 * checked with the contract's own schemas, so an agent that breaks the contract fails its tests.
 */
export type CallName = keyof typeof agentOperations.agents;

export interface SeenCall {
  readonly name: CallName;
  readonly token: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
  /** Checked with the contract already, unless the answer was a canned one. */
  readonly body: Record<string, unknown>;
}

export interface CannedAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** A text is sent as it is, anything else as JSON. `cut` closes the socket without an answer. */
  readonly body?: unknown;
  readonly cut?: boolean;
  /** It is given only then. */
  readonly after?: Promise<unknown>;
}

export interface FakeCommand {
  readonly id: string;
  readonly type?: "ACTION_PREPARE" | "ACTION_EXECUTE";
  readonly actionName: string;
  readonly payload?: object;
  readonly attempt?: number;
  readonly timeoutSeconds?: number;
  readonly serviceCode?: string;
  readonly serviceId?: string;
}

export interface FakeOptions {
  /** False: an older server, which knows neither `wait` nor `control`. */
  readonly longPoll?: boolean;
  readonly heartbeatIntervalSeconds?: number;
  readonly commandPollIntervalSeconds?: number;
  readonly port?: number;
}

interface Waiter {
  readonly name: CallName;
  readonly resolve: (call: SeenCall) => void;
}

export class FakeOpstage {
  readonly registrationToken = "opstage_reg_test";
  readonly agentId = "agt_01TEST" as const;
  agentToken = "opstage_agent_1";
  url = "";
  readonly calls: SeenCall[] = [];
  readonly results = new Map<string, ResultRequest>();
  services: ReportedService[] = [];
  readonly #options: FakeOptions;
  readonly #canned = new Map<CallName, CannedAnswer[]>();
  readonly #waiters: Waiter[] = [];
  readonly #unseen: SeenCall[] = [];
  readonly #queue: FakeCommand[] = [];
  readonly #parked = new Map<() => void, number>();
  readonly #cancelled = new Set<string>();
  readonly #everCancelled = new Set<string>();
  /** What running actions said, by command. */
  readonly said = new Map<string, ProgressRequest[]>();
  /** What became of cancellations: `cmd_1 STOPPED`. */
  readonly cancellations: string[] = [];
  /** The new token of a rotation that is not confirmed yet. */
  candidateToken: string | undefined;
  /** True: ask the agent to rotate its token. */
  wantsRotation = false;
  #tokensIssued = 1;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  private constructor(options: FakeOptions) {
    this.#options = options;
  }

  static async start(options: FakeOptions = {}): Promise<FakeOpstage> {
    const fake = new FakeOpstage(options);
    await new Promise<void>((resolve) =>
      fake.#server.listen(options.port ?? 0, "127.0.0.1", () => resolve()),
    );
    const address = fake.#server.address();
    fake.url = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
    return fake;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** The next calls of this kind get these answers, in order, in place of the real ones. */
  answer(name: CallName, ...answers: CannedAnswer[]): void {
    this.#canned.set(name, [...(this.#canned.get(name) ?? []), ...answers]);
  }

  /** Takes back what is left of those answers. */
  drop(name: CallName): void {
    this.#canned.delete(name);
  }

  enqueue(...commands: FakeCommand[]): void {
    this.#queue.push(...commands);
    this.releasePolls();
  }

  cancel(commandId: string): void {
    this.#cancelled.add(commandId);
    this.#everCancelled.add(commandId);
    this.releasePolls();
  }

  /** Answers every held poll. */
  releasePolls(): void {
    for (const release of [...this.#parked.keys()]) release();
  }

  /** For how many commands the held polls have room. */
  get parkedLimits(): number[] {
    return [...this.#parked.values()];
  }

  get parkedPolls(): number {
    return this.#parked.size;
  }

  seen(name: CallName): SeenCall[] {
    return this.calls.filter((call) => call.name === name);
  }

  /** The next call of this kind that no test has taken yet. */
  next(name: CallName): Promise<SeenCall> {
    const index = this.#unseen.findIndex((call) => call.name === name);
    const [known] = index < 0 ? [] : this.#unseen.splice(index, 1);
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => this.#waiters.push({ name, resolve }));
  }

  /** The result of a command, as soon as it is there. */
  async resultOf(commandId: string): Promise<ResultRequest> {
    for (;;) {
      const known = this.results.get(commandId);
      if (known) return known;
      await this.next("result");
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://fake");
    const found = findOperation(request.method ?? "", url.pathname);
    let text = "";
    for await (const chunk of request) text += chunk;
    if (!found) return send(response, failure(404, "NOT_FOUND", "There is nothing at this address."));
    const call: SeenCall = {
      name: found.name,
      params: found.params,
      token: request.headers.authorization?.replace("Bearer ", ""),
      headers: request.headers,
      query: Object.fromEntries(url.searchParams),
      body: text === "" ? {} : JSON.parse(text),
    };
    const canned = this.#canned.get(found.name)?.shift();
    const answer = canned ?? (await this.#answer(call, found.operation, response));
    this.calls.push(call);
    await answer.after;
    if (answer.cut) request.socket.destroy();
    else send(response, answer);
    this.#announce(call);
  }

  #announce(call: SeenCall): void {
    const index = this.#waiters.findIndex((waiter) => waiter.name === call.name);
    const [waiter] = index < 0 ? [] : this.#waiters.splice(index, 1);
    if (waiter) waiter.resolve(call);
    else this.#unseen.push(call);
  }

  async #answer(call: SeenCall, operation: OperationShape, response: ServerResponse): Promise<CannedAnswer> {
    const isKnown = [this.agentToken, this.candidateToken].includes(call.token);
    if (call.name !== "register" && !isKnown) {
      return failure(401, "UNAUTHORIZED", "Authentication is required.");
    }
    try {
      parseRequest(operation, call);
    } catch (error) {
      if (isAppError(error)) return failure(error.status, error.code, error.message, error.details);
      throw error;
    }
    return this.#handle(call, response);
  }

  #handle(call: SeenCall, response: ServerResponse): CannedAnswer | Promise<CannedAnswer> {
    const intervals = {
      heartbeatIntervalSeconds: this.#options.heartbeatIntervalSeconds ?? 30,
      commandPollIntervalSeconds: this.#options.commandPollIntervalSeconds ?? 5,
    };
    const control = () => ({
      cancel: [...this.#cancelled],
      ...intervals,
      serverTime: "2030-01-01T00:00:00.000Z",
      ...(this.wantsRotation && { rotateToken: true }),
    });
    const { commandId = "" } = call.params;
    switch (call.name) {
      case "register":
        if (call.body.registrationToken !== this.registrationToken) {
          return failure(401, "REGISTRATION_TOKEN_INVALID", "The registration token is used.");
        }
        this.agentToken = `opstage_agent_${++this.#tokensIssued}`;
        return success({ agentId: this.agentId, agentToken: this.agentToken, ...intervals });
      case "heartbeat":
      case "probe":
        return success(this.#options.longPoll === false ? intervals : control());
      case "report":
        this.services = parseRequest(agentOperations.agents.report, call).services;
        return success({
          services: this.services.map((service) => ({ code: service.code, id: `svc_${service.code}` })),
        });
      case "publishEvent":
        return success({
          eventId: `bev_${this.calls.length}`,
          experimental: "v0.4-experimental",
          routedCommands: [],
        });
      case "poll":
        return this.#poll(call, control, response);
      case "result":
        this.results.set(commandId, parseRequest(agentOperations.agents.result, call));
        return success({ commandId });
      case "progress": {
        const known = this.said.get(commandId) ?? [];
        const news = ProgressRequest.parse(call.body);
        if (!known.some(({ seq }) => seq >= news.seq)) this.said.set(commandId, [...known, news]);
        return success({ cancel: this.#everCancelled.has(commandId) });
      }
      case "cancellation":
        this.cancellations.push(`${commandId} ${call.body.state}`);
        return success({});
      case "rotateToken":
        this.candidateToken = `opstage_agent_${++this.#tokensIssued}`;
        return success({ agentToken: this.candidateToken });
      case "confirmToken":
        if (this.candidateToken !== undefined && call.token === this.candidateToken) {
          this.agentToken = this.candidateToken;
          this.candidateToken = undefined;
          this.wantsRotation = false;
        }
        return success({});
    }
  }

  async #poll(call: SeenCall, control: () => object, response: ServerResponse): Promise<CannedAnswer> {
    const mayPark = this.#options.longPoll !== false && Number(call.query.wait ?? 0) > 0;
    const limit = call.query.full === "true" ? 0 : Number(call.query.limit ?? 10);
    if (mayPark && !this.#hasFor(limit) && this.#cancelled.size === 0) {
      await new Promise<void>((resolve) => {
        const release = () => {
          this.#parked.delete(release);
          resolve();
        };
        this.#parked.set(release, limit);
        response.once("close", release);
      });
    }
    if (response.destroyed) return { status: 0, cut: true };
    const commands = this.#take(limit).map((command) => ({
      type: "ACTION_EXECUTE",
      payload: {},
      ...(command.serviceId === undefined && { serviceCode: this.services[0]?.code }),
      ...command,
    }));
    const body = { success: true, data: commands, control: control() };
    this.#cancelled.clear();
    return this.#options.longPoll === false ? success(commands) : { status: 200, body };
  }

  #hasFor(limit: number): boolean {
    return this.#queue.some((command) => limit > 0 || command.type === "ACTION_PREPARE");
  }

  /** A poll without room gets forms alone. */
  #take(limit: number): FakeCommand[] {
    if (limit > 0) return this.#queue.splice(0, limit);
    const index = this.#queue.findIndex((command) => command.type === "ACTION_PREPARE");
    return index < 0 ? [] : this.#queue.splice(index, 1);
  }
}

export function success(data: unknown): CannedAnswer {
  return { status: 200, body: { success: true, data } };
}

/** An error as Opstage answers it. */
export function failure(status: number, code: string, message: string, details?: object): CannedAnswer {
  return { status, body: { success: false, error: { code, message, details } } };
}

function send(response: ServerResponse, answer: CannedAnswer): void {
  const isText = typeof answer.body === "string";
  response.writeHead(answer.status, {
    "content-type": isText ? "text/html" : "application/json",
    ...answer.headers,
  });
  response.end(isText ? answer.body : JSON.stringify(answer.body ?? null));
}

function findOperation(method: string, path: string) {
  const entries: [string, OperationShape][] = Object.entries(agentOperations.agents);
  for (const [name, operation] of entries) {
    const pattern = new RegExp(`^${operation.path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
    const match = operation.method === method ? pattern.exec(path) : null;
    if (match && isCallName(name)) return { name, operation, params: { ...match.groups } };
  }
  return undefined;
}

function isCallName(name: string): name is CallName {
  return name in agentOperations.agents;
}
