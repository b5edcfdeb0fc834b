import {
  AdapterActionResult,
  AdapterActions,
  AdapterConfigs,
  AdapterEvents,
  AdapterHealth,
  AdapterManifest,
  AdapterPrepareResult,
} from "@opstage/contracts";
import type { z } from "zod";
import type { Health, JsonObject, PrepareResult } from "../../types";
import type { Adapter, Catalogue, ChildCall } from "../adapter";
import { ChildError } from "../child-error";
import type { HttpService } from "../config/http-schema";
import { readJson, readReply, refusal } from "./reply";
import { callHttp, createConnections, type HttpReply } from "./request";

/** What a service says about itself is small; its actions' results may be larger. */
const catalogueLimitBytes = 262_144;

/** A service that answers `/capsule/*` on this machine. */
export class HttpAdapter implements Adapter {
  readonly protocol = "http";
  readonly #service: HttpService;
  readonly #connections;

  constructor(service: HttpService) {
    this.#service = service;
    this.#connections = createConnections(service.allowRemote);
  }

  async catalogue(): Promise<Catalogue> {
    const [manifest, configs, actions] = await Promise.all([
      this.#read("/capsule/manifest", AdapterManifest),
      this.#readIfThere("/capsule/configs", AdapterConfigs),
      this.#readIfThere("/capsule/actions", AdapterActions),
    ]);
    return { manifest, configs: configs ?? [], actions: actions ?? [] };
  }

  async health(): Promise<Health> {
    const path = "/capsule/health";
    const reply = await this.#get(path, catalogueLimitBytes);
    // Many services answer 503 with the reason when they are not well.
    const isWell = reply.status >= 200 && reply.status <= 299;
    if (!isWell && reply.status !== 503) throw refusal(`GET ${path}`, reply);
    const { status, message, details } = readJson(`GET ${path}`, reply, AdapterHealth);
    return { status, message: message ?? undefined, details };
  }

  async prepare(action: string, call: ChildCall): Promise<PrepareResult> {
    const path = `/capsule/actions/${encodeURIComponent(action)}/prepare`;
    const reply = await this.#post(path, {}, call);
    // A service may leave this out; its form is then made from the schema.
    if (reply.status === 404 || reply.status === 405 || reply.status === 501) return {};
    const prepared = readReply(`POST ${path}`, reply, AdapterPrepareResult);
    const { label, description, inputSchema, outputSchema } = prepared.action ?? {};
    return {
      action: {
        ...(label && { label }),
        ...(description && { description }),
        ...(inputSchema && { inputSchema }),
        ...(outputSchema && { outputSchema }),
      },
      initialPayload: prepared.initialPayload ?? undefined,
      currentState: prepared.currentState ?? undefined,
    };
  }

  async execute(action: string, payload: JsonObject, call: ChildCall): Promise<unknown> {
    const path = `/capsule/actions/${encodeURIComponent(action)}/execute`;
    const reply = await this.#post(path, payload, call);
    if (reply.status === 204) return undefined;
    const isWell = reply.status >= 200 && reply.status <= 299;
    if (isWell) return withoutNull(readJson(`POST ${path}`, reply, AdapterActionResult));
    const result = failureIn(reply);
    if (result) return result;
    throw refusal(`POST ${path}`, reply);
  }

  events(cursor: string | undefined, limit: number): Promise<AdapterEvents> {
    const query = new URLSearchParams({ limit: String(limit) });
    if (cursor !== undefined) query.set("cursor", cursor);
    return this.#read(`/capsule/bus/events?${query}`, AdapterEvents, this.#service.replyLimitBytes);
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  async #read<T>(path: string, schema: z.ZodType<T>, limitBytes = catalogueLimitBytes): Promise<T> {
    return readReply(`GET ${path}`, await this.#get(path, limitBytes), schema);
  }

  /** Configs and actions are optional. */
  async #readIfThere<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const reply = await this.#get(path, catalogueLimitBytes);
    return reply.status === 404 ? undefined : readReply(`GET ${path}`, reply, schema);
  }

  async #get(path: string, limitBytes: number): Promise<HttpReply> {
    const { timeoutSeconds, headers } = this.#service;
    const signal = AbortSignal.timeout(timeoutSeconds * 1_000);
    const call = {
      method: "GET",
      url: this.#url(path),
      headers: { accept: "application/json", ...headers },
    } as const;
    try {
      return await callHttp(this.#connections, { ...call, signal, limitBytes });
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new ChildError("CHILD_TIMEOUT", `GET ${path} did not answer within ${timeoutSeconds} s`);
    }
  }

  #post(path: string, body: object, { signal, commandId, attempt }: ChildCall): Promise<HttpReply> {
    return callHttp(this.#connections, {
      method: "POST",
      url: this.#url(path),
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "opstage-command-id": commandId,
        "opstage-attempt": String(attempt),
        ...this.#service.headers,
      },
      body: JSON.stringify(body),
      signal,
      limitBytes: this.#service.replyLimitBytes,
    });
  }

  /** Path prefixes of the service's address are kept. */
  #url(path: string): string {
    return `${this.#service.url.replace(/\/+$/, "")}${path}`;
  }
}

/** An error status whose body says properly what failed. */
function failureIn(reply: HttpReply): object | undefined {
  try {
    const result = readJson("", reply, AdapterActionResult);
    return result.success === false || result.error ? { ...withoutNull(result), success: false } : undefined;
  } catch {
    return undefined;
  }
}

/** Members that are null are absent to the SDK. */
function withoutNull(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null));
}
