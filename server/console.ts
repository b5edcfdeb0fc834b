import { existsSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { basename, dirname, join } from "node:path";
import type { Duplex } from "node:stream";
import next from "next";
import type { Config } from "./config/config";
import type { Shutdown } from "./runtime/shutdown";
import type { ConsolePages } from "./transports/pages/console-pages";
import { builtPagePolicy, developmentPagePolicy } from "./transports/pages/content-security-policy";

/** The console, rendered by Next in this process. */
export interface OpenedConsole {
  readonly pages: ConsolePages;
  /** Development only: hot reload talks over a web socket. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/**
 * Starts Next behind the API: its development server, or the build in the static folder.
 * @returns undefined when nothing was built; the API serves without a console then
 */
export async function openConsole(config: Config, shutdown: Shutdown): Promise<OpenedConsole | undefined> {
  const { staticDir } = config.http;
  const isDevelopment = config.env.isDevelopment;
  if (!isDevelopment && !existsSync(join(staticDir, "BUILD_ID"))) return undefined;
  const server = next({
    dev: isDevelopment,
    // In development the pages' sources are here; a build may lie anywhere.
    dir: isDevelopment ? process.cwd() : dirname(staticDir),
    ...(isDevelopment ? {} : { conf: { distDir: basename(staticDir) } }),
  });
  await server.prepare();
  shutdown.onStop("console", () => server.close());
  const handle = server.getRequestHandler();
  const render = (...[request, response]: Parameters<ConsolePages["render"]>) => handle(request, response);
  if (!isDevelopment) return { pages: { render, policy: builtPagePolicy(staticDir), staticDir } };
  const upgrade = server.getUpgradeHandler();
  return {
    pages: { render, policy: developmentPagePolicy(), staticDir: null },
    upgrade: (request, socket, head) => void upgrade(request, socket, head),
  };
}
