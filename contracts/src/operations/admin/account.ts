import { z } from "zod";
import { EndedSessions, NewPassword, SessionInfo, TypedPassword } from "../../model/user";
import { operation } from "../../operation";
import { SessionId } from "../../primitives";

/** Everybody's own account. */
export const accountOperations = {
  changePassword: operation({
    method: "POST",
    path: "/api/admin/account/password",
    summary: "Change the own password; ends the other sessions",
    caller: "session",
    role: "viewer",
    body: z.object({ currentPassword: TypedPassword, newPassword: NewPassword }),
    reply: "data",
    data: EndedSessions,
    errors: ["CURRENT_PASSWORD_WRONG"],
  }),
  sessions: operation({
    method: "GET",
    path: "/api/admin/account/sessions",
    summary: "The own sessions, last seen first",
    caller: "session",
    role: "viewer",
    reply: "data",
    data: z.array(SessionInfo),
    errors: [],
  }),
  endOtherSessions: operation({
    method: "POST",
    path: "/api/admin/account/sessions/end-others",
    summary: "End all own sessions but this one",
    caller: "session",
    role: "viewer",
    reply: "data",
    data: EndedSessions,
    errors: [],
  }),
  endSession: operation({
    method: "DELETE",
    path: "/api/admin/account/sessions/:sessionId",
    summary: "End one of the own sessions",
    caller: "session",
    role: "viewer",
    params: z.object({ sessionId: SessionId }),
    reply: "none",
    errors: ["SESSION_NOT_FOUND"],
  }),
} as const;
