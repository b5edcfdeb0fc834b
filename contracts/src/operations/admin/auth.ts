import { z } from "zod";
import { CsrfToken, SignedIn, TypedPassword } from "../../model/user";
import { operation } from "../../operation";

export const authOperations = {
  login: operation({
    method: "POST",
    path: "/api/admin/auth/login",
    summary: "Sign in; sets the session cookie",
    caller: "public",
    csrf: false,
    body: z.object({ username: z.string().min(1).max(320), password: TypedPassword }),
    reply: "data",
    data: SignedIn,
    errors: ["UNAUTHORIZED"],
  }),
  logout: operation({
    method: "POST",
    path: "/api/admin/auth/logout",
    summary: "End this session",
    caller: "session",
    role: "viewer",
    reply: "none",
    errors: [],
  }),
  me: operation({
    method: "GET",
    path: "/api/admin/auth/me",
    summary: "Who is signed in",
    caller: "session",
    role: "viewer",
    reply: "data",
    data: SignedIn,
    errors: [],
  }),
  csrf: operation({
    method: "GET",
    path: "/api/admin/auth/csrf",
    summary: "A new CSRF token; the one before stays good for 5 minutes",
    caller: "session",
    role: "viewer",
    trpc: "mutation",
    csrf: false,
    sameOrigin: true,
    reply: "data",
    data: CsrfToken,
    errors: [],
  }),
} as const;
