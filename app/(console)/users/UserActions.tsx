"use client";

import { PauseCircleOutlined, PlayCircleOutlined } from "@ant-design/icons";
import { App } from "antd";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { EditUser } from "./EditUser";
import { ResetPassword } from "./ResetPassword";
import type { UserDetail } from "./UserDetailView";
import { useLastOwnerReason } from "./use-last-owner";

/** What an owner may do with a user now. */
export function UserActions({ user, isSelf }: { readonly user: UserDetail; readonly isSelf: boolean }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const update = trpc.users.update.useMutation({ onSuccess: () => utils.users.invalidate() });
  const lastOwnerReason = useLastOwnerReason(user);
  const name = user.username;
  const isDisabled = user.status === "DISABLED";
  return (
    <>
      <EditUser user={user} isSelf={isSelf} lastOwnerReason={lastOwnerReason} />
      <ResetPassword user={user} />
      <ConfirmButton
        needs="owner"
        danger={!isDisabled}
        icon={isDisabled ? <PlayCircleOutlined /> : <PauseCircleOutlined />}
        disabledReason={lastOwnerReason}
        question={t(isDisabled ? "users.enableQuestion" : "users.disableQuestion", { name })}
        consequence={t(
          isDisabled ? "users.enableConsequence" : isSelf ? "users.disableSelf" : "users.disableConsequence",
        )}
        confirmText={t(isDisabled ? "users.enable" : "users.disable")}
        onConfirm={async () => {
          await update.mutateAsync({ userId: user.id, status: isDisabled ? "ACTIVE" : "DISABLED" });
          message.success(t(isDisabled ? "users.enabled" : "users.disabled", { name }));
        }}
      >
        {t(isDisabled ? "users.enable" : "users.disable")}
      </ConfirmButton>
    </>
  );
}
