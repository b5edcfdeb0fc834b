import type { OpstageProcess } from "./opstage-process";
import { owner } from "./opstage-process";

/** A person's REST session, to arrange what a journey does not show. */
export interface OperatorSession {
  /** Calls the API and returns `data`; throws with the error's code on anything but success. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
}

/** Signs in over REST. */
export async function signInOverRest(
  opstage: Pick<OpstageProcess, "base">,
  credentials: { username: string; password: string } = owner,
): Promise<OperatorSession> {
  const reply = await fetch(`${opstage.base}/api/admin/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(credentials),
  });
  const signedIn = await reply.json();
  if (!reply.ok) throw new Error(`Cannot sign in: ${JSON.stringify(signedIn)}`);
  const headers = {
    cookie: reply.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; "),
    "x-csrf-token": signedIn.data.csrfToken,
  };
  return {
    async call(method, path, body) {
      const answer = await fetch(`${opstage.base}${path}`, {
        method,
        headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const json = await answer.json();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(json.error)}`);
      return json.data;
    },
  };
}

/** A one-time registration token. */
export async function createRegistrationToken(session: OperatorSession, name: string): Promise<string> {
  const created = await session.call<{ token: string }>("POST", "/api/admin/registration-tokens", {
    name,
    expiresInSeconds: 3600,
  });
  return created.token;
}
