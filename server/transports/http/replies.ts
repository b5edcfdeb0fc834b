import { type AppError, errorReply, type OperationShape, type Page } from "@opstage/contracts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { toAppError } from "../errors";

/** The success envelope of a reply: `{ success: true, data, pagination? }`, or with `restData` its members beside it. */
export function successBody(operation: OperationShape, reply: unknown): Record<string, unknown> {
  const body = plainBody(operation, reply);
  return operation.experimental === undefined ? body : { ...body, experimental: operation.experimental };
}

function plainBody(operation: OperationShape, reply: unknown): Record<string, unknown> {
  if (operation.reply === "none") return { success: true };
  if (operation.restData !== undefined) {
    const { [operation.restData]: data, ...beside } = asMembers(reply);
    return { success: true, data, ...beside };
  }
  if (operation.reply !== "page") return { success: true, data: reply };
  const { items, ...pagination } = asPage(reply);
  return { success: true, data: items, pagination };
}

/** A page reply's value is a `Page`: its handler's type says so. */
function asPage(reply: unknown): Page<unknown> {
  return reply as Page<unknown>;
}

/** A reply of which REST names a member is an object: its schema says so. */
function asMembers(reply: unknown): Record<string, unknown> {
  return reply as Record<string, unknown>;
}

/** Answers with the error envelope; returns what was answered, for the log. */
export function sendFailure(request: FastifyRequest, reply: FastifyReply, error: unknown): AppError {
  const failure = toAppError(error);
  const { status, body } = errorReply(failure, request.id);
  reply.code(status).header("x-request-id", request.id);
  if (failure.retryAfterSeconds !== undefined) reply.header("retry-after", String(failure.retryAfterSeconds));
  reply.send(body);
  return failure;
}
