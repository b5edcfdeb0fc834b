import type { AgentId, Role } from "@opstage/contracts";
import type { AgentContext, Deps, ServiceContext, UserContext } from "../services/context";

const request = { requestId: "req_test", ipAddress: "192.0.2.7", userAgent: "test/1" };

export interface TestCall {
  readonly signal?: AbortSignal;
  readonly idempotencyKey?: string;
}

/** A person with this role, stored as a user with a session. Roles of one name are the same person. */
export async function userContext(
  deps: Deps,
  role: Role,
  { name = role, ...call }: TestCall & { name?: string } = {},
): Promise<UserContext> {
  const known = await deps.store.lookup.users.get({ username: name });
  const id = known?.id ?? deps.ids.next("usr");
  if (known === null) {
    const now = deps.clock.now();
    await deps.store.transaction((tx) =>
      tx.users.insert({
        id,
        username: name,
        displayName: null,
        passwordHash: "$argon2id$none",
        passwordChangedAt: now,
        role,
        status: "ACTIVE",
        lastLoginAt: null,
        createdAt: now,
        updatedAt: now,
      }),
    );
  }
  return { deps, request, actor: { type: "USER", id, name, role, sessionId: deps.ids.next("ses") }, ...call };
}

/** The agent itself, as its bearer token proves it. */
export function agentContext(
  deps: Deps,
  agent: { readonly agentId: AgentId; readonly code: string },
  call: TestCall = {},
): AgentContext {
  return { deps, request, actor: { type: "AGENT", id: agent.agentId, code: agent.code }, ...call };
}

/** A job of the server. */
export function systemContext(deps: Deps, job = "test"): ServiceContext {
  return { deps, request, actor: { type: "SYSTEM", job } };
}

/** Somebody who has proved nothing. */
export function anonymousContext(deps: Deps): ServiceContext {
  return { deps, request, actor: { type: "ANONYMOUS" } };
}
