import { expect, test } from "vitest";
import { z } from "zod";
import {
  AppError,
  appError,
  ErrorEnvelope,
  errorCatalog,
  errorReply,
  isAppError,
  isErrorCode,
  parseOrThrow,
  validationError,
} from "./errors";

test("an error takes status and message from the catalogue unless it says otherwise", () => {
  expect(appError("AGENT_DISABLED")).toMatchObject({
    code: "AGENT_DISABLED",
    status: 403,
    message: errorCatalog.AGENT_DISABLED.message,
  });
  expect(appError("AGENT_DISABLED", { status: 409, message: "Enable it first." })).toMatchObject({
    status: 409,
    message: "Enable it first.",
  });
});

test("an error is recognised by its brand, also when another copy of the module made it", () => {
  expect(isAppError(new AppError("NOT_FOUND"))).toBe(true);
  expect(isAppError({ [Symbol.for("opstage.AppError")]: true })).toBe(true);
  expect(isAppError(new Error("NOT_FOUND"))).toBe(false);
  expect(isAppError(null)).toBe(false);
  expect(isAppError("NOT_FOUND")).toBe(false);
});

test("the reply of an unknown failure tells nothing but the request's id", () => {
  const reply = errorReply(new Error("SQLITE_CORRUPT: /var/lib/opstage.db"), "req-1");
  expect(reply).toEqual({
    status: 500,
    body: {
      success: false,
      error: { code: "INTERNAL_ERROR", message: "Internal server error.", details: { requestId: "req-1" } },
    },
  });
});

test("an INTERNAL_ERROR keeps its text and details to itself", () => {
  const reply = errorReply(appError("INTERNAL_ERROR", { message: "secret", details: { path: "/secret" } }));
  expect(JSON.stringify(reply)).not.toContain("secret");
});

test("a refusal carries its details and never its cause", () => {
  const error = appError("AGENT_NOT_FOUND", { details: { agentId: "agt_1" }, cause: new Error("select …") });
  expect(errorReply(error, "req-1").body).toEqual({
    success: false,
    error: { code: "AGENT_NOT_FOUND", message: "There is no such agent.", details: { agentId: "agt_1" } },
  });
});

test("a server that cannot serve says why and gives the request's id", () => {
  const { status, body } = errorReply(
    appError("ACTION_PREPARE_TIMEOUT", { details: { commandId: "cmd_1" } }),
    "r",
  );
  expect(status).toBe(504);
  expect(body.error.details).toEqual({ commandId: "cmd_1", requestId: "r" });
});

test("a failed prepare answers with the agent's own code", () => {
  const error = appError("ACTION_PREPARE_FAILED", {
    publicCode: "POOL_EMPTY",
    message: "No account is free.",
  });
  expect(errorReply(error)).toMatchObject({ status: 424, body: { error: { code: "POOL_EMPTY" } } });
});

test("issues name their place with dots", () => {
  const error = validationError([{ path: ["services", 0, "code"], message: "Too long" }]);
  expect(error).toMatchObject({
    status: 422,
    details: { issues: [{ path: "services.0.code", message: "Too long" }] },
  });
});

test("parsing throws VALIDATION_FAILED with every issue", () => {
  const schema = z.object({ a: z.string(), b: z.number() });
  expect(parseOrThrow(schema, { a: "x", b: 1 })).toEqual({ a: "x", b: 1 });
  expect(() => parseOrThrow(schema, { a: 1, b: "x" })).toThrow(
    expect.objectContaining({
      code: "VALIDATION_FAILED",
      details: { issues: [expect.objectContaining({ path: "a" }), expect.objectContaining({ path: "b" })] },
    }),
  );
});

test("every reply is an error envelope, and every message is a sentence", () => {
  for (const [code, entry] of Object.entries(errorCatalog)) {
    if (!isErrorCode(code)) throw new Error(code);
    expect(ErrorEnvelope.safeParse(errorReply(appError(code), "r").body).success).toBe(true);
    expect(entry.message).toMatch(/^[A-Z].*\.$/);
    expect(entry.status).toBeGreaterThanOrEqual(400);
  }
  expect(isErrorCode("toString")).toBe(false);
});
