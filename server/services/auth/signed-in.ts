import type { SecurityWarning, SignedIn } from "@opstage/contracts";
import { toInstant } from "../../domain/time";
import { toUser } from "../../store/mappers/user";
import type { SessionRow, UserRow } from "../../store/rows";
import type { Deps } from "../context";

/** What the console is told about its session. */
export async function describeSignedIn(deps: Deps, user: UserRow, session: SessionRow): Promise<SignedIn> {
  return {
    user: toUser(user),
    csrfToken: session.csrfToken,
    expiresAt: toInstant(session.expiresAt),
    warnings: user.role === "owner" ? await securityWarnings(deps) : [],
    features: { capsuleBus: deps.config.bus.enabled },
  };
}

/** Weak spots of this installation that its owner can mend. */
async function securityWarnings(deps: Deps): Promise<SecurityWarning[]> {
  const { session, bootstrap } = deps.config;
  const warnings: SecurityWarning[] = [];
  if (session.isPlaceholderSecret) warnings.push("SESSION_SECRET_PLACEHOLDER");
  if (bootstrap.username !== undefined && bootstrap.password !== undefined) {
    const first = await deps.store.lookup.users.get({ username: bootstrap.username });
    const isUnchanged = first !== null && first.passwordChangedAt === first.createdAt;
    if (isUnchanged && first.status === "ACTIVE") warnings.push("BOOTSTRAP_PASSWORD_UNCHANGED");
  }
  return warnings;
}
