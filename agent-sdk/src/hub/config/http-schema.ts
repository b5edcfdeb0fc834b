import { validateHeaderName, validateHeaderValue } from "node:http";
import { z } from "zod";
import { isLocalHost } from "../http/address";

/** An address on this machine or in a private network, unless the file says otherwise. */
export const HttpUrl = z.string().refine((text) => URL.canParse(text) && /^https?:/.test(text), {
  error: "Must be an http or https URL, e.g. http://127.0.0.1:3101",
  abort: true,
});

const remote =
  "Must be a loopback or private address. Set allowRemote: true if this service may really live elsewhere";

/** Issue when the URL names a public address and the file does not allow that. */
export function checkLocal(url: string, allowRemote: boolean): string | undefined {
  return allowRemote || !URL.canParse(url) || isLocalHost(new URL(url).hostname) !== false
    ? undefined
    : remote;
}

const Headers = z.record(z.string(), z.string()).superRefine((headers, context) => {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      context.addIssue({ code: "custom", path: [name], message: "Cannot be sent as an HTTP header" });
    }
  }
});

/** How the hub reaches a service that answers `/capsule/*`. */
export const HttpService = z
  .strictObject({
    url: HttpUrl,
    allowRemote: z.boolean().default(false),
    /** Sent with every call, for services that want to know who calls. */
    headers: Headers.default({}),
    /** Limit of the calls that read: manifest, health, configs, actions, events. */
    timeoutSeconds: z.number().positive().max(60).default(5),
    /** Limit of an action that declares none. */
    actionTimeoutSeconds: z.int().min(1).max(604_800).default(300),
    replyLimitBytes: z.int().min(1024).max(16_777_216).default(1_048_576),
    /** Forward what `/capsule/bus/events` answers. */
    events: z.boolean().default(false),
    eventsEverySeconds: z.number().min(0.1).max(3600).default(2),
  })
  .superRefine(({ url, allowRemote }, context) => {
    const message = checkLocal(url, allowRemote);
    if (message) context.addIssue({ code: "custom", path: ["url"], message });
  });
export type HttpService = z.infer<typeof HttpService>;
