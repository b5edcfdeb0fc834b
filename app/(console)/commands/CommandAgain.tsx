"use client";

import { RedoOutlined } from "@ant-design/icons";
import type { CapsuleServiceDetail, CommandDetail } from "@opstage/contracts";
import { App } from "antd";
import { useState } from "react";
import { useActionPanel } from "../../_actions/ActionPanel";
import { retryObstacle } from "../../_actions/command-facts";
import { QueueOffer } from "../../_actions/QueueOffer";
import { reusableInput } from "../../_actions/redacted";
import { isAway } from "../../_actions/use-prepare";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { GuardedButton } from "../../_ui/GuardedButton";

interface AgainProps {
  readonly command: CommandDetail;
  readonly service: CapsuleServiceDetail | null | undefined;
}

/** Sends the same input again as a new command, where that is allowed; else it says why not. */
export function RetryButton(props: AgainProps & { onOpen(commandId: string): void }) {
  const { command, service, onOpen } = props;
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const retry = trpc.commands.retry.useMutation();
  const obstacle = retryObstacle(command);
  const action = service?.actions.find((entry) => entry.name === command.actionName);
  const [queueSeconds, setQueueSeconds] = useState<number | null>(null);
  const canQueue = service?.status === "OFFLINE" || (retry.error !== null && isAway(retry.error));
  const queue = canQueue && queueSeconds !== null ? { untilSeconds: queueSeconds } : undefined;
  const isDangerous = action !== undefined && action.dangerLevel !== "LOW";
  return (
    <ConfirmButton
      needs="operator"
      icon={<RedoOutlined aria-hidden="true" />}
      danger={action?.dangerLevel === "HIGH"}
      disabledReason={obstacle && t(obstacle)}
      question={t("commands.retryQuestion", {
        action: command.actionLabel ?? command.actionName,
        service: command.serviceName ?? command.serviceCode ?? command.serviceId,
      })}
      consequence={
        <>
          <p>{t("commands.retryConsequence")}</p>
          {isDangerous && (
            <p>{t("commands.retryDanger", { danger: t(`common.danger.${action.dangerLevel}`) })}</p>
          )}
          {canQueue && <QueueOffer seconds={queueSeconds} onChange={setQueueSeconds} />}
        </>
      }
      confirmText={t(queue ? "actions.queue.run" : "commands.retry")}
      onConfirm={async () => {
        const again = await retry.mutateAsync({ commandId: command.id, confirmation: true, queue });
        message.success(t(queue ? "commands.retryQueued" : "commands.retried"));
        utils.commands.list.invalidate();
        onOpen(again.id);
      }}
    >
      {t("commands.retry")}
    </ConfirmButton>
  );
}

/** Opens the action's form filled with this command's input. */
export function RerunButton({ command, service }: AgainProps) {
  const t = useText();
  const open = useActionPanel();
  const isDeclared = service?.actions.some((entry) => entry.name === command.actionName) ?? true;
  return (
    <GuardedButton
      type="primary"
      needs="operator"
      disabledReason={
        service === null ? t("commands.rerunGone") : isDeclared ? null : t("commands.rerunUnknown")
      }
      onClick={() =>
        open({
          serviceId: command.serviceId,
          actionName: command.actionName,
          payload: command.type === "ACTION_EXECUTE" ? reusableInput(command.payload) : undefined,
        })
      }
    >
      {t("commands.rerun")}
    </GuardedButton>
  );
}
