import type { AddressInfo, Server, Socket } from "node:net";
import type { Config } from "./config/config";
import { openConsole } from "./console";
import { type Container, createContainer, type Seams, shareContainer } from "./container";

export interface ServerOptions {
  readonly config: Config;
  readonly seams?: Seams;
  /** Whether Next renders the console behind the API, or nobody does. */
  readonly console: "next" | "none";
}

/** A server that answers on its port. */
export interface RunningServer extends AsyncDisposable {
  readonly container: Container;
  readonly port: number;
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Stops accepting, answers what is parked, stores what memory holds, closes. Within 10 s. */
  stop(reason: string): Promise<void>;
}

/** Requests under way get this long; what is still open then is cut. */
const drainMs = 3500;

/**
 * Connections that may wait to be accepted; the system lowers it to its own limit (`net.core.somaxconn`). When a whole
 * fleet connects at once, those beyond it try again only after seconds, and people and health checks are among them.
 */
const backlog = 16_384;

/** Builds an Opstage and lets it listen. With `port: 0` the system chooses the port. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config } = options;
  const container = await createContainer(config, options.seams);
  const { deps, shutdown } = container;
  try {
    if (options.console === "next") shareContainer(container);
    const pages = options.console === "next" ? await openConsole(config, shutdown) : undefined;
    const app = container.createApi({ pages: pages?.pages });
    const sockets = watchSockets(app.server);
    shutdown.onStop("http", () => drain(container, app, sockets));
    if (pages?.upgrade) app.server.on("upgrade", pages.upgrade);
    await app.listen({ host: config.host, port: config.port, backlog });
    const { port } = boundAddress(app.server.address());
    const url = `http://${config.host === "0.0.0.0" || config.host === "::" ? "127.0.0.1" : config.host}:${port}`;
    deps.log.info({ url, version: config.build.version }, "Opstage is ready.");
    return {
      container,
      port,
      url,
      stop: (reason) => shutdown.stop(reason),
      [Symbol.asyncDispose]: () => shutdown.stop("the server is disposed of"),
    };
  } catch (error) {
    await shutdown.stop("the start failed");
    throw error;
  }
}

/** Stops accepting and waits for what is under way. Parked polls answer at once: they listen to the same stop. */
async function drain(
  container: Container,
  app: ReturnType<Container["createApi"]>,
  sockets: ReadonlySet<Socket>,
): Promise<void> {
  const { clock, wakeUps } = container.deps;
  wakeUps.wakeAll();
  const cut = clock.after(drainMs, () => app.server.closeAllConnections());
  // A connection whose last reply left after the stop began is idle by now, and would stay open for its next request.
  const closeIdle = clock.every(50, () => {
    app.server.closeIdleConnections();
    // Browsers open connections ahead; Node does not call them idle before their first request.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  });
  try {
    await app.close();
  } finally {
    cut();
    closeIdle();
  }
}

function watchSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return sockets;
}

function boundAddress(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("The server is not bound to a port");
  return address;
}
