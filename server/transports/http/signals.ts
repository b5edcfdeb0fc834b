import type { FastifyReply } from "fastify";

/** A signal that aborts when the caller leaves before the reply was sent. Made on demand: most calls never ask. */
export function callerSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const { raw } = reply;
  if (raw.destroyed) controller.abort();
  raw.once("close", () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
