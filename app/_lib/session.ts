"use client";

import { useText } from "./i18n";
import { type Outputs, trpc } from "./trpc";

export type Session = Outputs["auth"]["me"];
export type SessionRole = Session["user"]["role"];

const ranks: Readonly<Record<SessionRole, number>> = { viewer: 0, operator: 1, owner: 2 };

/** True for this role and those above it. */
export function hasRole(session: Session, role: SessionRole): boolean {
  return ranks[session.user.role] >= ranks[role];
}

/** Who is signed in; undefined until known. */
export function useSession(): Session | undefined {
  return trpc.auth.me.useQuery(undefined, { staleTime: 60_000 }).data;
}

/** Why the signed-in person may not do what this role may, in words; undefined when allowed. */
export function useRoleReason(role: SessionRole | undefined): string | undefined {
  const t = useText();
  const session = useSession();
  if (role === undefined || session === undefined) return undefined;
  if (hasRole(session, role)) return undefined;
  return t(role === "owner" ? "common.roleNeededTop" : "common.roleNeeded", {
    role: t(`common.role.${role}`),
    actual: t(`common.role.${session.user.role}`),
  });
}
