import { z } from "zod";
import { filterText, listQuery } from "../../list-query";
import { UserStatus } from "../../model/enums";
import {
  DisplayName,
  EndedSessions,
  ListedUser,
  NewPassword,
  SessionInfo,
  User,
  Username,
} from "../../model/user";
import { operation } from "../../operation";
import { Role, UserId } from "../../primitives";

const user = z.object({ userId: UserId });

export const usersOperations = {
  list: operation({
    method: "GET",
    path: "/api/admin/users",
    summary: "Users",
    caller: "session",
    role: "owner",
    query: listQuery({
      sort: ["username", "displayName", "role", "status", "lastLoginAt", "createdAt", "updatedAt"],
      initial: "-createdAt",
      filters: {
        role: Role.optional(),
        status: UserStatus.optional(),
        q: filterText(160).describe("Part of the username or display name").optional(),
      },
    }),
    reply: "page",
    data: ListedUser,
    errors: [],
  }),
  get: operation({
    method: "GET",
    path: "/api/admin/users/:userId",
    summary: "One user",
    caller: "session",
    role: "owner",
    params: user,
    reply: "data",
    data: ListedUser,
    errors: ["USER_NOT_FOUND"],
  }),
  create: operation({
    method: "POST",
    path: "/api/admin/users",
    summary: "Create a user",
    caller: "session",
    role: "owner",
    body: z.object({
      username: Username,
      password: NewPassword,
      displayName: DisplayName.nullish(),
      role: Role.default("viewer"),
    }),
    reply: "data",
    data: User,
    errors: ["USER_ALREADY_EXISTS"],
  }),
  update: operation({
    method: "PATCH",
    path: "/api/admin/users/:userId",
    summary: "Change a user's name, role or status; a change of role or status ends their sessions",
    caller: "session",
    role: "owner",
    params: user,
    body: z
      .object({
        displayName: DisplayName.nullable().optional(),
        role: Role.optional(),
        status: UserStatus.optional(),
      })
      .refine((patch) => Object.values(patch).some((value) => value !== undefined), "Nothing to change"),
    reply: "data",
    data: User,
    errors: ["USER_NOT_FOUND", "LAST_OWNER_REQUIRED"],
  }),
  resetPassword: operation({
    method: "POST",
    path: "/api/admin/users/:userId/reset-password",
    summary: "Give a user a new password; ends their sessions",
    caller: "session",
    role: "owner",
    params: user,
    body: z.object({ password: NewPassword }),
    reply: "data",
    data: User,
    errors: ["USER_NOT_FOUND"],
  }),
  sessions: operation({
    method: "GET",
    path: "/api/admin/users/:userId/sessions",
    summary: "A user's sessions that are good now, last seen first",
    caller: "session",
    role: "owner",
    params: user,
    reply: "data",
    data: z.array(SessionInfo),
    errors: ["USER_NOT_FOUND"],
  }),
  endSessions: operation({
    method: "POST",
    path: "/api/admin/users/:userId/sessions/end",
    summary: "Sign a user out everywhere; the session that asks goes on",
    caller: "session",
    role: "owner",
    params: user,
    reply: "data",
    data: EndedSessions,
    errors: ["USER_NOT_FOUND"],
  }),
} as const;
