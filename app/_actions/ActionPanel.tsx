"use client";

import { skipToken } from "@tanstack/react-query";
import { Drawer, Skeleton } from "antd";
import dynamic from "next/dynamic";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { useText } from "../_lib/i18n";
import { detailOptions } from "../_lib/query-options";
import { trpc } from "../_lib/trpc";
import { StatusTag } from "../_ui/StatusTag";
import type { ActionTarget } from "./action-target";
import styles from "./panel.module.css";

/** Forms, their rules and results are large, and most looks at a service run nothing. */
const ActionRun = dynamic(() => import("./ActionRun").then((module) => module.ActionRun), {
  ssr: false,
  loading: () => <Skeleton active className={styles.loading} paragraph={{ rows: 6 }} />,
});

interface Entry {
  readonly key: number;
  readonly target: ActionTarget;
  /** Runs started from actions that this entry's result opened. */
  readonly childRuns: number;
}

const PanelContext = createContext<((target: ActionTarget) => void) | null>(null);

/** Opens the action panel. Throws where no `ActionPanelProvider` is around. */
export function useActionPanel(): (target: ActionTarget) => void {
  const open = use(PanelContext);
  if (!open) throw new Error("useActionPanel needs an ActionPanelProvider around it");
  return open;
}

/**
 * The one panel in which actions are prepared, run and followed. An action opened from a result goes on top of
 * it, with a way back, so that there is never a drawer over a drawer.
 */
export function ActionPanelProvider({ children }: { readonly children: ReactNode }) {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [isOpen, setIsOpen] = useState(false);
  const open = useCallback((target: ActionTarget) => {
    setEntries([{ key: Date.now(), target, childRuns: 0 }]);
    setIsOpen(true);
  }, []);
  const close = (): void => setIsOpen(false);
  const push = (target: ActionTarget): void =>
    setEntries((list) => [...list, { key: (list.at(-1)?.key ?? 0) + 1, target, childRuns: 0 }]);
  const noteRun = (index: number): void =>
    setEntries((list) =>
      list.map((entry, place) => (place < index ? { ...entry, childRuns: entry.childRuns + 1 } : entry)),
    );
  return (
    <PanelContext value={open}>
      {children}
      <Drawer
        open={isOpen}
        onClose={close}
        afterOpenChange={(visible) => {
          if (!visible) setEntries([]);
        }}
        size="min(800px, 100vw)"
        title={<PanelTitle target={entries.at(-1)?.target} />}
        destroyOnHidden
        styles={{ body: { padding: 0, display: "flex", flexDirection: "column", overflow: "hidden" } }}
        className={styles.panel}
      >
        {entries.map((entry, index) => (
          <ActionRun
            key={entry.key}
            target={entry.target}
            isTop={index === entries.length - 1}
            childRuns={entry.childRuns}
            onBack={index > 0 ? () => setEntries((list) => list.slice(0, -1)) : undefined}
            onClose={close}
            onOpen={push}
            onStarted={() => noteRun(index)}
          />
        ))}
      </Drawer>
    </PanelContext>
  );
}

/** Which service is about to be asked; the action says its own name below. */
function PanelTitle({ target }: { readonly target: ActionTarget | undefined }) {
  const t = useText();
  const serviceId = target?.serviceId;
  const service = trpc.services.get.useQuery(serviceId ? { serviceId } : skipToken, detailOptions).data;
  if (!service) return t("actions.panelTitle");
  return (
    <span className={styles.panelTitle}>
      {service.name} <code className="mono">{service.code}</code>
      {service.status !== "HEALTHY" && <StatusTag kind="service" value={service.status} />}
    </span>
  );
}
