import { type Dispatcher, EnvHttpProxyAgent } from "undici";

/** The proxy variables; lower case wins, as it does for curl. */
export interface ProxyEnv {
  readonly [name: string]: string | undefined;
}

/** A connection pool that goes through HTTPS_PROXY or HTTP_PROXY, except for the hosts in NO_PROXY (seed 004).
 * @throws TypeError when a proxy variable is no URL */
export function createDispatcher(env: ProxyEnv): Dispatcher {
  const httpProxy = proxyUrl(env, "http_proxy");
  const httpsProxy = proxyUrl(env, "https_proxy");
  return new EnvHttpProxyAgent({
    // Empty strings keep undici from reading the process's own environment a second time.
    httpProxy,
    httpsProxy: httpsProxy || httpProxy,
    noProxy: env.no_proxy ?? env.NO_PROXY ?? "",
    // Plain HTTP goes through an HTTP proxy the usual way; many proxies allow CONNECT to port 443 only.
    proxyTunnel: false,
    connect: { timeout: 10_000 },
  });
}

function proxyUrl(env: ProxyEnv, name: "http_proxy" | "https_proxy"): string {
  const upper = name.toUpperCase();
  const value = env[name] ?? env[upper] ?? "";
  if (value !== "" && !(URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))) {
    throw new TypeError(`${upper} is not the URL of a proxy. Write it like http://proxy.example:3128.`);
  }
  return value;
}
