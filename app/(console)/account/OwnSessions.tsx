"use client";

import { LogoutOutlined } from "@ant-design/icons";
import { App } from "antd";
import { useText } from "../../_lib/i18n";
import { detailOptions } from "../../_lib/query-options";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { deviceOf } from "../../_ui/device";
import { ErrorState } from "../../_ui/ErrorState";
import { Panel } from "../../_ui/Panel";
import { SessionTable } from "../../_ui/SessionTable";
import { SkeletonRows } from "../../_ui/SkeletonRows";

/** Where one is signed in, and the way to end one session or all others. */
export function OwnSessions() {
  const t = useText();
  const utils = trpc.useUtils();
  const { message } = App.useApp();
  const query = trpc.account.sessions.useQuery(undefined, detailOptions);
  const refresh = (): Promise<void> => utils.account.sessions.invalidate();
  const endOne = trpc.account.endSession.useMutation({ onSuccess: refresh });
  const endOthers = trpc.account.endOtherSessions.useMutation({ onSuccess: refresh });
  const others = query.data?.filter(({ current }) => !current).length ?? 0;
  return (
    <Panel
      title={t("account.sessions")}
      flush
      extra={
        <ConfirmButton
          size="small"
          danger
          icon={<LogoutOutlined />}
          disabledReason={others === 0 ? t("account.onlyThis") : null}
          question={t("account.endOthersQuestion")}
          consequence={t("account.endOthersConsequence", { count: others })}
          confirmText={t("account.endOthers")}
          onConfirm={async () => {
            const { endedSessions } = await endOthers.mutateAsync();
            message.success(t("account.ended", { count: endedSessions }));
          }}
        >
          {t("account.endOthers")}
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
        <SessionTable
          sessions={query.data}
          label={t("account.sessions")}
          action={(session) => {
            if (session.current) return null;
            const device = deviceOf(session.userAgent).name ?? t("account.unknownDevice");
            return (
              <ConfirmButton
                size="small"
                aria-label={t("account.endOf", { device })}
                question={t("account.endQuestion", { device })}
                consequence={t("account.endConsequence")}
                confirmText={t("account.end")}
                onConfirm={async () => {
                  await endOne.mutateAsync({ sessionId: session.id });
                  message.success(t("account.ended", { count: 1 }));
                }}
              >
                {t("account.end")}
              </ConfirmButton>
            );
          }}
        />
      )}
    </Panel>
  );
}
