import { z } from "zod";
import { filterText, listQuery } from "../../list-query";
import { TokenStatus } from "../../model/enums";
import { CreatedRegistrationToken, RegistrationToken } from "../../model/registration-token";
import { operation } from "../../operation";
import { AgentId, TokenId } from "../../primitives";

const token = z.object({ tokenId: TokenId });
const tenYearsInSeconds = 315_360_000;

export const registrationTokensOperations = {
  list: operation({
    method: "GET",
    path: "/api/admin/registration-tokens",
    summary: "Registration tokens, without their values",
    caller: "session",
    role: "viewer",
    query: listQuery({
      sort: ["name", "status", "expiresAt", "usedAt", "createdAt", "updatedAt"],
      initial: "-createdAt",
      filters: {
        status: TokenStatus.optional(),
        agentId: AgentId.optional(),
        q: filterText(120).describe("Part of the name").optional(),
      },
    }),
    reply: "page",
    data: RegistrationToken,
    errors: [],
  }),
  create: operation({
    method: "POST",
    path: "/api/admin/registration-tokens",
    summary: "Create a registration token; its value is in this reply only",
    caller: "session",
    role: "operator",
    body: z.object({
      name: z.string().trim().min(1).max(120).default("Default registration token"),
      /** Absent: never. */
      expiresInSeconds: z.int().min(60).max(tenYearsInSeconds).nullish(),
      /** The only agent that may use it, for registering one again. */
      boundAgentId: AgentId.nullish(),
    }),
    bodyIsOptional: true,
    reply: "data",
    data: CreatedRegistrationToken,
    errors: ["AGENT_NOT_FOUND"],
  }),
  revoke: operation({
    method: "POST",
    path: "/api/admin/registration-tokens/:tokenId/revoke",
    summary: "Make an active registration token useless",
    caller: "session",
    role: "operator",
    params: token,
    reply: "data",
    data: RegistrationToken,
    errors: ["REGISTRATION_TOKEN_NOT_FOUND", "REGISTRATION_TOKEN_NOT_REVOCABLE"],
  }),
  delete: operation({
    method: "DELETE",
    path: "/api/admin/registration-tokens/:tokenId",
    summary: "Delete an expired or revoked registration token",
    caller: "session",
    role: "operator",
    params: token,
    reply: "data",
    data: RegistrationToken,
    errors: ["REGISTRATION_TOKEN_NOT_FOUND", "REGISTRATION_TOKEN_NOT_DELETABLE"],
  }),
} as const;
