"use client";

import type { CapsuleServiceDetail } from "@opstage/contracts";
import { App } from "antd";
import Link from "next/link";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useReasonText } from "../../_lib/reason-text";
import { trpc } from "../../_lib/trpc";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { CopyButton } from "../../_ui/CopyButton";
import { DetailHeader } from "../../_ui/DetailHeader";
import { StatusTag } from "../../_ui/StatusTag";
import { RunMenu } from "./RunMenu";

export interface ServiceHeaderProps {
  readonly service: CapsuleServiceDetail;
  readonly headingLevel: 1 | 2;
  onRemoved(): void;
}

/** Who the service is, how it is and why, and what one most likely wants to do. */
export function ServiceHeader({ service, headingLevel, onRemoved }: ServiceHeaderProps) {
  const t = useText();
  const reason = useReasonText("service");
  return (
    <DetailHeader
      title={service.name}
      level={headingLevel}
      tags={<StatusTag kind="service" value={service.status} />}
      why={reason(service.statusReason)}
      facts={
        <>
          <span className="row">
            <code className="mono">{service.code}</code>
            <CopyButton value={service.code} label={t("services.code")} />
          </span>
          {service.version && <span>{service.version}</span>}
          <span>
            {t("services.agent")}{" "}
            <Link href={paths.agent(service.agentId)}>
              {service.agentName ?? service.agentCode ?? service.agentId}
            </Link>
          </span>
        </>
      }
      actions={
        <>
          <RemoveButton service={service} onRemoved={onRemoved} />
          <RunMenu service={service} />
        </>
      }
    />
  );
}

function RemoveButton({ service, onRemoved }: Omit<ServiceHeaderProps, "headingLevel">) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const remove = trpc.services.remove.useMutation();
  const isGone = service.status === "OFFLINE" || service.status === "STALE";
  return (
    <ConfirmButton
      needs="operator"
      danger
      disabledReason={isGone ? null : t("services.removeNotYet")}
      question={t("services.removeQuestion", { name: service.name })}
      consequence={t("services.removeConsequence")}
      confirmText={t("services.remove")}
      onConfirm={async () => {
        await remove.mutateAsync({ serviceId: service.id });
        message.success(t("services.removed", { name: service.name }));
        onRemoved();
        utils.services.list.invalidate();
      }}
    >
      {t("services.remove")}
    </ConfirmButton>
  );
}
