"use client";

import { App } from "antd";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import type { TokenRow } from "./token-columns";

/** Revoke and delete, as far as the token's state and the person's role allow. */
export function TokenActions({ token }: { readonly token: TokenRow }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const refresh = (): Promise<void> => utils.registrationTokens.invalidate();
  const revoke = trpc.registrationTokens.revoke.useMutation({ onSuccess: refresh });
  const remove = trpc.registrationTokens.delete.useMutation({ onSuccess: refresh });
  const { name } = token;

  if (token.status === "ACTIVE")
    return (
      <ConfirmButton
        size="small"
        danger
        needs="operator"
        question={t("tokens.revokeQuestion", { name })}
        consequence={t("tokens.revokeConsequence")}
        confirmText={t("tokens.revoke")}
        onConfirm={async () => {
          await revoke.mutateAsync({ tokenId: token.id });
          message.success(t("tokens.revoked", { name }));
        }}
      >
        {t("tokens.revoke")}
      </ConfirmButton>
    );
  return (
    <ConfirmButton
      size="small"
      needs="operator"
      disabledReason={token.status === "USED" ? t("tokens.notDeletable") : null}
      question={t("tokens.deleteQuestion", { name })}
      consequence={t("tokens.deleteConsequence")}
      confirmText={t("tokens.delete")}
      danger={token.status !== "USED"}
      onConfirm={async () => {
        await remove.mutateAsync({ tokenId: token.id });
        message.success(t("tokens.deleted", { name }));
      }}
    >
      {t("tokens.delete")}
    </ConfirmButton>
  );
}
