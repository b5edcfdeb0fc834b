import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { getContainer, hasContainer } from "./container";

/**
 * Starts Opstage in a process whose socket belongs to Next (`next dev`, `next start`). Where our own server owns the
 * process, its container is there already and nothing happens.
 */
export async function startBehindNext(): Promise<void> {
  if (hasContainer()) return;
  const { addressHeader, shutdown } = await getContainer();
  // Next believes any X-Forwarded-For and hides the socket from route handlers. Node announces every request before
  // its handlers see it; the header's name is random, so nobody outside can forge it.
  subscribe("http.server.request.start", (message) => {
    const { request } = asRequestStart(message);
    const address = request.socket.remoteAddress;
    if (address === undefined) delete request.headers[addressHeader];
    else request.headers[addressHeader] = address;
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void shutdown.stop(signal));
}

/** What Node publishes on this channel, by its documentation. */
function asRequestStart(message: unknown): { request: IncomingMessage } {
  return message as { request: IncomingMessage };
}
