// HTTP for the load scripts: one JSON call, and an operator's session.
import { Pool } from "undici";

/** A client of one server. `call` resolves with `data` of the envelope and throws on any non-2xx answer. */
export function createClient(base, { connections = 64 } = {}) {
  const pool = new Pool(base, { connections, pipelining: 1 });
  async function send(method, path, { body, headers = {} } = {}) {
    const reply = await pool.request({
      method,
      path,
      headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await reply.body.text();
    return { status: reply.statusCode, headers: reply.headers, text };
  }
  async function call(method, path, options) {
    const reply = await send(method, path, options);
    if (reply.status >= 300)
      throw new Error(`${method} ${path}: ${reply.status} ${reply.text.slice(0, 300)}`);
    return JSON.parse(reply.text).data;
  }
  return { base, send, call, close: () => pool.close(), destroy: () => pool.destroy() };
}

/** Signs in and returns the headers that make a request that operator's. */
export async function signIn(client, { username, password }) {
  const reply = await client.send("POST", "/api/admin/auth/login", { body: { username, password } });
  if (reply.status !== 200) throw new Error(`Cannot sign in: ${reply.status} ${reply.text.slice(0, 300)}`);
  const cookies = [reply.headers["set-cookie"] ?? []].flat().map((cookie) => cookie.split(";")[0]);
  return { cookie: cookies.join("; "), "x-csrf-token": JSON.parse(reply.text).data.csrfToken };
}

/** The headers of an agent. */
export function bearer(agent) {
  return { authorization: `Bearer ${agent.agentToken}` };
}
