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
import { PageTitle } from "../../_ui/PageTitle";
import { StatusTag } from "../../_ui/StatusTag";
import { RunMenu } from "./RunMenu";
import styles from "./services.module.css";

export interface ServiceHeaderProps {
  readonly service: CapsuleServiceDetail;
  readonly headingLevel: 1 | 2;
  onRemoved(): void;
}

/** Who the service is, how it is and why, and what one most likely wants to do. */
export function ServiceHeader({ service, headingLevel, onRemoved }: ServiceHeaderProps) {
  const t = useText();
  const reason = useReasonText("service");
  const Heading = headingLevel === 1 ? "h1" : "h2";
  return (
    <header className={styles.header}>
      <PageTitle>{service.name}</PageTitle>
      <div className={styles.headerText}>
        <div className={styles.headerLine}>
          <Heading className={styles.heading}>{service.name}</Heading>
          <StatusTag kind="service" value={service.status} />
        </div>
        <p className={styles.headerReason}>{reason(service.statusReason)}</p>
        <p className={styles.headerFacts}>
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
        </p>
      </div>
      <div className={styles.headerActions}>
        <RemoveButton service={service} onRemoved={onRemoved} />
        <RunMenu service={service} />
      </div>
    </header>
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
