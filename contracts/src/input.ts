import type { z } from "zod";
import { validationError } from "./errors";
import { normalizeQuery } from "./list-query";
import type { InputOf, OperationShape } from "./operation";

export interface RawInput {
  readonly params?: unknown;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Parses parts of a request; throws one 422 VALIDATION_FAILED that names what is wrong in all of them. */
function parseParts(
  parts: readonly (readonly [z.ZodObject | undefined, unknown])[],
): Record<string, unknown> {
  const issues: z.core.$ZodIssue[] = [];
  const input: Record<string, unknown> = {};
  for (const [schema, raw] of parts) {
    if (schema === undefined) continue;
    const parsed = schema.safeParse(raw);
    if (parsed.success) Object.assign(input, parsed.data);
    else issues.push(...parsed.error.issues);
  }
  if (issues.length > 0) throw validationError(issues);
  return input;
}

/** The merge of everything the operation's own schemas returned is, by its definition, the operation's input. */
function asInputOf<O extends OperationShape>(_operation: O, parsed: Record<string, unknown>): InputOf<O> {
  return parsed as InputOf<O>;
}

/**
 * A handler's input from the parts of an HTTP request. Empty query values count as absent.
 * Throws 422 VALIDATION_FAILED with `details.issues`.
 */
export function parseRequest<O extends OperationShape>(operation: O, raw: RawInput): InputOf<O> {
  const body = raw.body === undefined && operation.bodyIsOptional ? {} : raw.body;
  return asInputOf(
    operation,
    parseParts([
      [operation.params, raw.params ?? {}],
      [operation.query, normalizeQuery(raw.query ?? {})],
      [operation.body, body],
    ]),
  );
}

/**
 * A handler's input from one flat object, as tRPC sends it. Throws 422 VALIDATION_FAILED with `details.issues`.
 */
export function parseCall<O extends OperationShape>(operation: O, call: unknown): InputOf<O> {
  const flat = call ?? {};
  return asInputOf(
    operation,
    parseParts([
      [operation.params, flat],
      [operation.query, flat],
      [operation.body, flat],
    ]),
  );
}
