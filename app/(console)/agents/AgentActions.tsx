"use client";

import { DeleteOutlined, PauseCircleOutlined, PlayCircleOutlined, StopOutlined } from "@ant-design/icons";
import { App } from "antd";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { useFailureText } from "../../_lib/use-failure-text";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { GuardedButton } from "../../_ui/GuardedButton";
import { CreateToken } from "../registration-tokens/CreateToken";
import type { AgentDetail } from "./AgentDetailView";

/** In which states an agent may be removed. */
const removable: readonly AgentDetail["status"][] = ["OFFLINE", "DISABLED", "REVOKED"];

/** What an operator may do with an agent now. */
export function AgentActions({ agent, onRemoved }: { readonly agent: AgentDetail; onRemoved(): void }) {
  const t = useText();
  const failureText = useFailureText();
  const { message, notification } = App.useApp();
  const utils = trpc.useUtils();
  const refresh = async (): Promise<void> => {
    await Promise.all([utils.agents.invalidate(), utils.services.invalidate(), utils.dashboard.invalidate()]);
  };
  const enable = trpc.agents.enable.useMutation({ onSuccess: refresh });
  const disable = trpc.agents.disable.useMutation({ onSuccess: refresh });
  const revoke = trpc.agents.revoke.useMutation({ onSuccess: refresh });
  const remove = trpc.agents.remove.useMutation();
  const agentId = agent.id;
  const name = agent.name ?? agent.code;
  const isRevoked = agent.status === "REVOKED";

  const enableNow = (): void =>
    enable.mutate(
      { agentId },
      {
        onSuccess: () => message.success(t("agents.enabled", { name })),
        onError: (error) => {
          const failure = toFailure(error);
          notification.error({
            title: failureText(failure),
            description: t("common.errorCode", { code: failure.code }),
          });
        },
      },
    );

  return (
    <>
      <CreateToken type="default" label={t("agents.reissue")} forAgent={{ id: agentId, name: agent.code }} />
      {agent.status === "DISABLED" ? (
        <GuardedButton
          needs="operator"
          type="primary"
          icon={<PlayCircleOutlined />}
          loading={enable.isPending}
          onClick={enableNow}
        >
          {t("agents.enable")}
        </GuardedButton>
      ) : (
        <ConfirmButton
          needs="operator"
          icon={<PauseCircleOutlined />}
          disabledReason={isRevoked ? t("agents.revokedAlready") : null}
          question={t("agents.disableQuestion", { name })}
          consequence={t("agents.disableConsequence")}
          confirmText={t("agents.disable")}
          onConfirm={async () => {
            await disable.mutateAsync({ agentId });
            message.success(t("agents.disabled", { name }));
          }}
        >
          {t("agents.disable")}
        </ConfirmButton>
      )}
      {isRevoked ? null : (
        <ConfirmButton
          needs="operator"
          danger
          icon={<StopOutlined />}
          question={t("agents.revokeQuestion", { name })}
          consequence={t("agents.revokeConsequence")}
          confirmText={t("agents.revoke")}
          onConfirm={async () => {
            await revoke.mutateAsync({ agentId });
            message.success(t("agents.revoked", { name }));
          }}
        >
          {t("agents.revoke")}
        </ConfirmButton>
      )}
      {removable.includes(agent.status) ? (
        <ConfirmButton
          needs="operator"
          danger
          icon={<DeleteOutlined />}
          question={t("agents.removeQuestion", { name })}
          consequence={t("agents.removeConsequence")}
          confirmText={t("agents.remove")}
          onConfirm={async () => {
            await remove.mutateAsync({ agentId });
            message.success(t("agents.removed", { name }));
            onRemoved();
            await refresh();
          }}
        >
          {t("agents.remove")}
        </ConfirmButton>
      ) : null}
    </>
  );
}
