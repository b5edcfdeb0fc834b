import type { Socket } from "node:net";
import { type AppError, appError, errorReply } from "@opstage/contracts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../../runtime/log";
import { toAppError } from "../errors";
import { sendFailure } from "./replies";
import { logReply } from "./request-log";

declare module "fastify" {
  interface FastifyRequest {
    /** What went wrong, for the line that the log gets when the reply is sent. */
    failure: AppError | null;
  }
}

/** Answers every failure with the error envelope, whatever threw it. */
export function answerFailures(app: FastifyInstance, log: Log): void {
  app.decorateRequest("failure", null);
  app.setErrorHandler((error, request, reply) => {
    // Before the reply leaves: without a socket the line that tells of it is written at once.
    request.failure = toAppError(error);
    sendFailure(request, reply, request.failure);
    // A person's calls are logged when they are done; an agent's have no hook, so here.
    if (request.routeOptions.config.isByPerson === true) return;
    const operation = request.routeOptions.config.operation;
    logReply(log, { request, reply, operation, caller: request.agent?.id, failure: request.failure });
  });
}

/** 404 for what no route knows. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply, log: Log): void {
  const failure = sendFailure(request, reply, appError("NOT_FOUND"));
  logReply(log, { request, reply, failure });
}

const unreadable: Readonly<Record<string, { status: number; line: string; message: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    line: "Request Header Fields Too Large",
    message: "The request's headers are too large.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    line: "Request Timeout",
    message: "The request did not arrive in time.",
  },
};

/** Answers a connection that does not speak HTTP as the rest of the API would, and closes it. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const known = unreadable[error.code ?? ""];
  const { status = 400, line = "Bad Request", message = "The request is not valid HTTP." } = known ?? {};
  const body = JSON.stringify(errorReply(appError("REQUEST_ERROR", { status, message })).body);
  socket.end(
    `HTTP/1.1 ${status} ${line}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
