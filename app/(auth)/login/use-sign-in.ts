"use client";

import { useEffect, useState } from "react";
import { keepCsrfToken } from "../../_lib/csrf";
import { toFailure } from "../../_lib/failure";
import { safeNext } from "../../_lib/paths";
import { trpc } from "../../_lib/trpc";

export type SignInProblem =
  | { readonly kind: "refused" }
  | { readonly kind: "limited"; readonly untilMs: number }
  | { readonly kind: "cookie" }
  | { readonly kind: "failure"; readonly error: unknown };

const defaultPauseSeconds = 60;

function problemOf(error: unknown): SignInProblem {
  const failure = toFailure(error);
  if (failure.status === 401) return { kind: "refused" };
  if (failure.code === "RATE_LIMITED") {
    const seconds = failure.retryAfterSeconds ?? defaultPauseSeconds;
    return { kind: "limited", untilMs: Date.now() + seconds * 1_000 };
  }
  return { kind: "failure", error };
}

function goOn(): void {
  const next = new URLSearchParams(window.location.search).get("next");
  window.location.replace(safeNext(next));
}

/**
 * Signs in and goes on to where one was. After a right password it asks who is signed in: when the server does
 * not know, the browser refused the cookie, and that is said instead of trying for ever.
 */
export function useSignIn() {
  const utils = trpc.useUtils();
  const [problem, setProblem] = useState<SignInProblem>();
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    let isGone = false;
    utils.client.auth.me.query().then(
      () => {
        if (!isGone) goOn();
      },
      // Nobody is signed in, which is what this page is for.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [utils]);

  const signIn = async (input: { username: string; password: string }): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const signedIn = await utils.client.auth.login.mutate(input);
      keepCsrfToken(signedIn.csrfToken);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
      return;
    }
    try {
      await utils.client.auth.me.query();
      goOn();
    } catch (error) {
      setProblem(toFailure(error).status === 401 ? { kind: "cookie" } : { kind: "failure", error });
      setBusy(false);
    }
  };

  return { signIn, isBusy, problem };
}
