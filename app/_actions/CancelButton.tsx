import type { Command } from "@opstage/contracts";
import { App } from "antd";
import { useText } from "../_lib/i18n";
import { trpc } from "../_lib/trpc";
import { ConfirmButton } from "../_ui/ConfirmButton";

/** Cancels a command that has not ended, after saying what that means for it. */
export function CancelButton({ command, size }: { readonly command: Command; readonly size?: "small" }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const cancel = trpc.commands.cancel.useMutation();
  const action = command.actionLabel ?? command.actionName;
  const service = command.serviceName ?? command.serviceCode ?? command.serviceId;
  return (
    <ConfirmButton
      needs="operator"
      danger
      size={size}
      question={t("actions.cancelQuestion", { action, service })}
      consequence={t(command.status === "PENDING" ? "actions.cancelPending" : "actions.cancelRunning")}
      confirmText={t("actions.cancelCommand")}
      dismissText={t("actions.keepRunning")}
      onConfirm={async () => {
        try {
          await cancel.mutateAsync({ commandId: command.id });
          message.success(t("actions.cancelled"));
        } finally {
          utils.commands.invalidate();
        }
      }}
    >
      {t("actions.cancelCommand")}
    </ConfirmButton>
  );
}
