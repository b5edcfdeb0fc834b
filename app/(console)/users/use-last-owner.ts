"use client";

import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import type { UserDetail } from "./UserDetailView";

/** Why this user has to stay an active owner; null when there is another one, or this is none. */
export function useLastOwnerReason(user: UserDetail): string | null {
  const t = useText();
  const isOwner = user.role === "owner" && user.status === "ACTIVE";
  const owners = trpc.users.list.useQuery(
    { role: "owner", status: "ACTIVE", pageSize: 1 },
    { enabled: isOwner },
  );
  return isOwner && owners.data?.total === 1 ? t("users.lastOwner") : null;
}
