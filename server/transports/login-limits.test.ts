import { appError, isAppError } from "@opstage/contracts";
import { describe, expect, it } from "vitest";
import { type Mount, sendJson, startMount } from "../testing/http-client";
import { testOwner } from "../testing/test-server";
import { createLoginLimits } from "./login-limits";

const wrong = () => Promise.reject(appError("UNAUTHORIZED"));
const right = () => Promise.resolve("in");

async function outcome(attempt: Promise<unknown>): Promise<string> {
  try {
    return String(await attempt);
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  }
}

describe("failed sign-ins", () => {
  it("are limited per account: then even the right password has to wait", async () => {
    const limits = createLoginLimits({ failuresPerAccount: 3 });
    for (let failed = 0; failed < 3; failed++) {
      expect(await outcome(limits.attempt("Ada", "10.0.0.1", wrong))).toBe("UNAUTHORIZED");
    }
    expect(await outcome(limits.attempt(" ada ", "10.0.0.2", right))).toBe("RATE_LIMITED");
    expect(await outcome(limits.attempt("eve", "10.0.0.1", right))).toBe("in");
  });

  it("are limited per address, whatever the account", async () => {
    const limits = createLoginLimits({ failuresPerAddress: 3 });
    for (const account of ["a", "b", "c"]) await outcome(limits.attempt(account, "10.0.0.1", wrong));
    expect(await outcome(limits.attempt("d", "10.0.0.1", right))).toBe("RATE_LIMITED");
    expect(await outcome(limits.attempt("d", "10.0.0.2", right))).toBe("in");
  });

  it("are forgotten for the account by a good one", async () => {
    const limits = createLoginLimits({ failuresPerAccount: 3 });
    for (let round = 0; round < 3; round++) {
      await outcome(limits.attempt("ada", "10.0.0.1", wrong));
      await outcome(limits.attempt("ada", "10.0.0.1", wrong));
      expect(await outcome(limits.attempt("ada", "10.0.0.1", right))).toBe("in");
    }
  });

  it("cannot be outrun by guessing many passwords at once", async () => {
    const limits = createLoginLimits({ failuresPerAccount: 3 });
    let checked = 0;
    const guess = async () => {
      checked++;
      await new Promise((resolve) => setImmediate(resolve));
      throw appError("UNAUTHORIZED");
    };
    await Promise.all(Array.from({ length: 200 }, () => outcome(limits.attempt("ada", undefined, guess))));
    expect(checked).toBeLessThan(10);
  });

  it("do not hold back many good ones at once", async () => {
    const limits = createLoginLimits({ failuresPerAccount: 3 });
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () => outcome(limits.attempt("ada", undefined, right))),
    );
    expect(new Set(outcomes)).toEqual(new Set(["in"]));
  });

  it("do not count what is not a wrong password", async () => {
    const limits = createLoginLimits({ failuresPerAccount: 1 });
    const broken = () => Promise.reject(appError("DATABASE_UNAVAILABLE"));
    expect(await outcome(limits.attempt("ada", undefined, broken))).toBe("DATABASE_UNAVAILABLE");
    expect(await outcome(limits.attempt("ada", undefined, right))).toBe("in");
  });
});

describe("signing in too often with a wrong password", () => {
  it.each(["rest", "trpc"])("is answered 429 RATE_LIMITED with Retry-After over %s", async (via) => {
    const mount: Mount = await startMount("a port of its own", { loginLimits: { failuresPerAccount: 2 } });
    try {
      const path = via === "rest" ? "/api/admin/auth/login" : "/api/trpc/auth.login";
      const attempt = (password: string) => sendJson(mount, path, { ...testOwner, password });
      expect((await attempt("x")).status).toBe(401);
      expect((await attempt("x")).status).toBe(401);
      const limited = await attempt(testOwner.password);
      expect(limited.status).toBe(429);
      expect(limited.text).toContain("RATE_LIMITED");
      expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
    } finally {
      await mount.server.remove();
    }
  });
});
