import { SignedIn } from "@opstage/contracts";
import { z } from "zod";
import { toRouteHandler } from "../transports/http/route-handler";
import { startTestServer, type TestServer, type TestServerOptions, testOwner } from "./test-server";

/** A way into the API: a port, or the route handler that Next calls. */
export interface Mount {
  readonly name: string;
  readonly server: TestServer;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export const mountNames = ["a port of its own", "Next's route handler"] as const;
export type MountName = (typeof mountNames)[number];

/** Starts a server and returns this way into it. The route handler sees 203.0.113.9 as the socket's address. */
export async function startMount(name: MountName, options?: TestServerOptions): Promise<Mount> {
  const server = await startTestServer(options);
  if (name === "a port of its own") {
    return { name, server, fetch: (path, init) => fetch(`${server.url}${path}`, init) };
  }
  const { api, addressHeader } = server.container;
  const handle = toRouteHandler(api, { addressHeader });
  return {
    name,
    server,
    async fetch(path, init) {
      const request = new Request(`http://console.test${path}`, init);
      request.headers.set(addressHeader, "203.0.113.9");
      return handle(request);
    },
  };
}

/** A signed-in person who sends JSON. */
export interface Person {
  readonly cookie: string;
  readonly signedIn: SignedIn;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** A reply that was read: what the tests look at. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: z.infer<typeof AnyBody>;
}

const AnyBody = z.looseObject({
  success: z.boolean().optional(),
  data: z.unknown().optional(),
  pagination: z.unknown().optional(),
  error: z.looseObject({ code: z.string(), message: z.string(), details: z.unknown().optional() }).optional(),
});

/** Reads a reply; a body that is not JSON reads as empty. */
export async function read(reply: Response): Promise<Answer> {
  const text = await reply.text();
  const body = AnyBody.safeParse(parse(text));
  return {
    status: reply.status,
    headers: reply.headers,
    text,
    body: body.success ? body.data : {},
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends JSON without any session. */
export async function sendJson(
  mount: Mount,
  path: string,
  body: unknown,
  init: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return read(
    await mount.fetch(path, {
      method: init.method ?? "POST",
      headers: { "content-type": "application/json", ...init.headers },
      body: JSON.stringify(body),
    }),
  );
}

/** Signs in and keeps the cookie and the CSRF token. */
export async function signIn(
  mount: Mount,
  credentials: { username: string; password: string } = testOwner,
): Promise<Person> {
  const answer = await sendJson(mount, "/api/admin/auth/login", credentials);
  if (answer.status !== 200) throw new Error(`Signing in answered ${answer.status}: ${answer.text}`);
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const signedIn = SignedIn.parse(answer.body.data);
  return {
    cookie,
    signedIn,
    get: async (path, headers) => read(await mount.fetch(path, { headers: { cookie, ...headers } })),
    send: async (method, path, body, headers) =>
      read(
        await mount.fetch(path, {
          method,
          headers: {
            cookie,
            "x-csrf-token": signedIn.csrfToken,
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
  };
}

const password = "a long enough password";

/** A new user with this role, signed in. */
export async function signInAs(
  mount: Mount,
  owner: Person,
  role: "owner" | "operator" | "viewer",
): Promise<Person> {
  const username = `${role}-${crypto.randomUUID()}`;
  const created = await owner.send("POST", "/api/admin/users", { username, password, role });
  if (created.status !== 200) throw new Error(`Creating a user answered ${created.status}: ${created.text}`);
  return signIn(mount, { username, password });
}
