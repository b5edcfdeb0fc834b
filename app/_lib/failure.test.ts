import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { toFailure } from "./failure";

function answered(data: Record<string, unknown>) {
  return TRPCClientError.from({ error: { message: "The agent is offline.", code: -32009, data } });
}

test("a refusal of the server keeps its message, code, details and request id", () => {
  const failure = toFailure(
    answered({
      appCode: "AGENT_OFFLINE",
      code: "CONFLICT",
      httpStatus: 409,
      details: { agentId: "agt_1" },
      requestId: "req_1",
    }),
  );
  expect(failure).toMatchObject({
    code: "AGENT_OFFLINE",
    message: "The agent is offline.",
    status: 409,
    requestId: "req_1",
    issues: [],
  });
});

test("issues and the time to wait are read from the details, whatever else is in there", () => {
  const failure = toFailure(
    answered({
      appCode: "VALIDATION_FAILED",
      details: {
        issues: [{ path: "name", message: "too long" }, "nonsense", { path: "x" }],
        retryAfterSeconds: 7,
      },
    }),
  );
  expect(failure.issues).toEqual([{ path: "name", message: "too long" }]);
  expect(failure.retryAfterSeconds).toBe(7);
});

test("no answer at all is a network failure, not a server's", () => {
  expect(toFailure(new TRPCClientError("Failed to fetch")).code).toBe("NETWORK");
});

test("any thrown value can be shown", () => {
  expect(toFailure("odd").message).toBe("odd");
  expect(toFailure(undefined).code).toBe("UNEXPECTED");
});
