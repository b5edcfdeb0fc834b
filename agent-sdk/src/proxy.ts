import { type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";

/** Environment variables, of which the proxy's are read; lower case wins, as it does for curl. */
export interface ProxyEnv {
  readonly [name: string]: string | undefined;
}

const connectTimeoutMs = 10_000;

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
    connect: { timeout: connectTimeoutMs },
    clientFactory: (origin, options) =>
      new ProxyConnections(origin, { ...options, headersTimeout: connectTimeoutMs }),
  });
}

/** A proxy cut the connection while it was asked for a tunnel. */
class TunnelError extends Error {
  override readonly name = "TunnelError";
  readonly code = "ECONNRESET";
}

/**
 * undici takes a socket error during CONNECT for a passing one and connects again at once, without end: a
 * proxy that hangs up would cost the host a whole processor. Under another code it fails the request.
 */
class ProxyConnections extends Pool {
  override connect(options: TunnelOptions): Promise<Dispatcher.ConnectData>;
  override connect(options: TunnelOptions, callback: TunnelCallback): void;
  override connect(
    options: TunnelOptions,
    callback?: TunnelCallback,
  ): Promise<Dispatcher.ConnectData> | undefined {
    if (callback) {
      super.connect(options, callback);
      return undefined;
    }
    return super.connect(options).catch((error: unknown) => {
      throw new TunnelError("the proxy closed the connection", { cause: error });
    });
  }
}

type TunnelOptions = Omit<Dispatcher.ConnectOptions, "origin">;
type TunnelCallback = (error: Error | null, data: Dispatcher.ConnectData) => void;

function proxyUrl(env: ProxyEnv, name: "http_proxy" | "https_proxy"): string {
  const upper = name.toUpperCase();
  const value = env[name] ?? env[upper] ?? "";
  if (value !== "" && !(URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))) {
    throw new TypeError(`${upper} is not the URL of a proxy. Write it like http://proxy.example:3128.`);
  }
  return value;
}
