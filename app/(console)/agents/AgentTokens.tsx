"use client";

import { SyncOutlined } from "@ant-design/icons";
import { Alert, App } from "antd";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { RelativeTime } from "../../_ui/RelativeTime";
import type { AgentDetail } from "./AgentDetailView";
import { PlainTable } from "./agent-tabs";

const tokenTones = { ACTIVE: "tone-good", CANDIDATE: "tone-busy", REVOKED: "tone-spent" } as const;

/** The agent's credentials: when they were issued and used, never what they are; and how to have them replaced. */
export function AgentTokens({ agent }: { readonly agent: AgentDetail }) {
  const t = useText();
  return (
    <div className="stack">
      {agent.rotationRequestedAt !== null && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t("agents.rotationAsked")} <RelativeTime at={agent.rotationRequestedAt} />
            </>
          }
          description={t("agents.rotationHint")}
        />
      )}
      <PlainTable
        heads={[
          t("agents.tokenStatus"),
          t("agents.tokenIssued"),
          t("agents.tokenLastUsed"),
          t("agents.tokenRevoked"),
        ]}
      >
        {agent.tokens.map((token) => (
          <tr key={token.id}>
            <td>
              <span className={`tag ${tokenTones[token.status]}`}>
                {t(`agents.tokenState.${token.status}`)}
              </span>
            </td>
            <td>
              <RelativeTime at={token.createdAt} />
            </td>
            <td>
              <RelativeTime at={token.lastUsedAt} />
            </td>
            <td>
              <RelativeTime at={token.revokedAt} empty="—" />
            </td>
          </tr>
        ))}
      </PlainTable>
      <p className="faint">{t("agents.tokensHint")}</p>
      <div>
        <RotateButton agent={agent} />
      </div>
    </div>
  );
}

function RotateButton({ agent }: { readonly agent: AgentDetail }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const rotate = trpc.agents.requestRotation.useMutation();
  const name = agent.name ?? agent.code;
  const reason =
    agent.status === "REVOKED"
      ? t("agents.revokedAlready")
      : agent.rotationRequestedAt !== null
        ? t("agents.rotationPending")
        : null;
  return (
    <ConfirmButton
      needs="operator"
      icon={<SyncOutlined />}
      disabledReason={reason}
      question={t("agents.rotateQuestion", { name })}
      consequence={t("agents.rotateConsequence")}
      confirmText={t("agents.rotate")}
      onConfirm={async () => {
        await rotate.mutateAsync({ agentId: agent.id });
        message.success(t("agents.rotateAsked", { name }));
        await utils.agents.invalidate();
      }}
    >
      {t("agents.rotate")}
    </ConfirmButton>
  );
}
