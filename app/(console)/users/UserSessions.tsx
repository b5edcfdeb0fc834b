"use client";

import { LogoutOutlined } from "@ant-design/icons";
import { App } from "antd";
import { useText } from "../../_lib/i18n";
import { detailOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { ErrorState } from "../../_ui/ErrorState";
import { Panel } from "../../_ui/Panel";
import { SessionTable } from "../../_ui/SessionTable";
import { SkeletonRows } from "../../_ui/SkeletonRows";
import type { UserDetail } from "./UserDetailView";

/** Where a user is signed in now, and the way to end it. */
export function UserSessions({ user }: { readonly user: UserDetail }) {
  const t = useText();
  const utils = trpc.useUtils();
  const { message } = App.useApp();
  const userId = user.id;
  const query = trpc.users.sessions.useQuery({ userId }, detailOptions);
  const end = trpc.users.endSessions.useMutation({ onSuccess: () => utils.users.invalidate() });
  const others = query.data?.filter(({ current }) => !current).length ?? 0;
  return (
    <Panel
      title={t("users.sessionsOf")}
      flush
      extra={
        <ConfirmButton
          size="small"
          danger
          needs="owner"
          icon={<LogoutOutlined />}
          disabledReason={others === 0 ? t("users.noOtherSessions") : null}
          question={t("users.endQuestion", { name: user.username })}
          consequence={t("users.endConsequence")}
          confirmText={t("users.end")}
          onConfirm={async () => {
            const { endedSessions } = await end.mutateAsync({ userId });
            message.success(t("account.ended", { count: endedSessions }));
          }}
        >
          {t("users.end")}
        </ConfirmButton>
      }
    >
      {query.data === undefined ? (
        query.error ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />
        ) : (
          <SkeletonRows rows={2} columns={3} />
        )
      ) : (
        <SessionTable sessions={query.data} label={t("users.sessionsOf")} empty={t("users.noSessions")} />
      )}
    </Panel>
  );
}
