import type { AppRouter } from "@opstage/contracts/trpc";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { keepCsrfToken } from "./csrf";
import { toFailure } from "./failure";
import { paths } from "./paths";
import { noteAnswer } from "./reachability";

/** Operations whose own refusal is an answer, not the end of a session. */
const signingIn = new Set(["auth.login"]);

let isLeaving = false;

/** To the sign-in page and, after it, back to where one was. A full load leaves nothing of the old session in memory. */
export function leaveToSignIn(): void {
  if (isLeaving || window.location.pathname === paths.login()) return;
  isLeaving = true;
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(paths.login(here));
}

/** Asks for a new CSRF token; false when there is none to be had. */
export async function refreshCsrfToken(): Promise<boolean> {
  const reply = await fetch("/api/admin/auth/csrf", { credentials: "same-origin" });
  if (reply.status === 401) {
    leaveToSignIn();
    return false;
  }
  if (!reply.ok) return false;
  const body: unknown = await reply.json();
  const data: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "data") : undefined;
  const token: unknown =
    typeof data === "object" && data !== null ? Reflect.get(data, "csrfToken") : undefined;
  if (typeof token !== "string") return false;
  keepCsrfToken(token);
  return true;
}

/**
 * Watches every call: an ended session leads to the sign-in page; a stale CSRF token is refreshed and the call
 * sent once more (seed 004).
 */
export const sessionLink: TRPCLink<AppRouter> = () => {
  return ({ op, next }) =>
    observable((observer) => {
      let unsubscribe: (() => void) | undefined;
      let isOver = false;
      const send = (mayRefresh: boolean): void => {
        const subscription = next(op).subscribe({
          next: (value) => {
            noteAnswer(true);
            observer.next(value);
          },
          complete: () => observer.complete(),
          error: (error) => {
            const { code, status } = toFailure(error);
            // A call that was given up says nothing about the server.
            if (op.signal?.aborted !== true) noteAnswer(code !== "NETWORK");
            if (code === "CSRF_INVALID" && mayRefresh) {
              refreshCsrfToken().then(
                (refreshed) => (refreshed && !isOver ? send(false) : observer.error(error)),
                () => observer.error(error),
              );
              return;
            }
            if (status === 401 && !signingIn.has(op.path)) leaveToSignIn();
            observer.error(error);
          },
        });
        unsubscribe = () => subscription.unsubscribe();
      };
      send(true);
      return () => {
        isOver = true;
        unsubscribe?.();
      };
    });
};
