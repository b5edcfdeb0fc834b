"use client";

import Link from "next/link";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { detailOptions } from "../../_lib/query-options";
import { useSession } from "../../_lib/session";
import { type Outputs, trpc } from "../../_lib/trpc";
import { CopyableId } from "../../_ui/CopyableId";
import { DetailHeader } from "../../_ui/DetailHeader";
import { EmptyState } from "../../_ui/EmptyState";
import { ErrorState } from "../../_ui/ErrorState";
import { FactGrid } from "../../_ui/FactGrid";
import { RelativeTime } from "../../_ui/RelativeTime";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import { StatusTag } from "../../_ui/StatusTag";
import { RoleName } from "./RoleChoice";
import { UserActions } from "./UserActions";
import { UserSessions } from "./UserSessions";

export type UserDetail = Outputs["users"]["get"];

interface UserDetailViewProps {
  readonly userId: string;
  /** 1 where the user is the page, 2 in a drawer over a page with a heading of its own. */
  readonly headingLevel?: 1 | 2;
}

const toUserId = idFilter("usr");

/** One user: who it is, what they may do, where they are signed in, and what can be done about it. */
export function UserDetailView({ userId, headingLevel = 2 }: UserDetailViewProps) {
  const t = useText();
  const ownId = useSession()?.user.id;
  const id = toUserId(userId);
  const query = trpc.users.get.useQuery(
    { userId: id ?? "usr_" },
    { ...detailOptions, enabled: id !== undefined },
  );
  const user = query.data;
  const Heading = headingLevel === 1 ? "h1" : "h2";

  if (id === undefined || toFailure(query.error).code === "USER_NOT_FOUND")
    return <EmptyState title={<Heading className="empty-title">{t("users.notFound")}</Heading>} />;
  if (user === undefined)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />
    ) : (
      <SkeletonRows rows={6} columns={3} />
    );

  return (
    <article className="detail stack-lg">
      <DetailHeader
        title={user.displayName ?? user.username}
        level={headingLevel}
        tags={<StatusTag kind="user" value={user.status} />}
        why={`${t(`users.may.${user.role}`)}${user.id === ownId ? ` · ${t("users.you")}` : ""}`}
        actions={<UserActions user={user} isSelf={user.id === ownId} />}
      />
      <FactGrid
        facts={[
          { label: t("users.username"), value: user.username },
          { label: t("users.role"), value: <RoleName role={user.role} /> },
          { label: t("users.lastLogin"), value: <RelativeTime at={user.lastLoginAt} /> },
          { label: t("users.created"), value: <RelativeTime at={user.createdAt} /> },
          { label: t("users.changed"), value: <RelativeTime at={user.updatedAt} /> },
          { label: "ID", value: <CopyableId id={user.id} /> },
          {
            label: t("users.trail"),
            value: <Link href={paths.audit({ actorId: user.id })}>{t("users.trailOf")}</Link>,
          },
        ]}
      />
      <UserSessions user={user} />
    </article>
  );
}
