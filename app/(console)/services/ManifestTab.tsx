"use client";

import type { CapsuleServiceDetail } from "@opstage/contracts";
import { Segmented } from "antd";
import { useState } from "react";
import { useText } from "../../_lib/i18n";
import { CopyButton } from "../../_ui/CopyButton";
import { EmptyState } from "../../_ui/EmptyState";
import { JsonTree } from "../../_ui/JsonTree";
import { prettyJson } from "../../_ui/json-lines";
import { Panel } from "../../_ui/Panel";
import styles from "./services.module.css";

/** What the service said about itself, as a tree or as it came. */
export function ManifestTab({ service }: { readonly service: CapsuleServiceDetail }) {
  const t = useText();
  const [view, setView] = useState<"tree" | "raw">("tree");
  if (Object.keys(service.manifest).length === 0) return <EmptyState title={t("services.noManifest")} />;
  const raw = prettyJson(service.manifest);
  return (
    <div className="stack">
      <div className={styles.tabBar}>
        <p className="faint">{t("services.manifestHint")}</p>
        <Segmented
          size="small"
          aria-label={t("services.manifestView")}
          value={view}
          onChange={(next) => setView(next === "raw" ? "raw" : "tree")}
          options={[
            { value: "tree", label: t("services.manifestTree") },
            { value: "raw", label: t("services.manifestRaw") },
          ]}
        />
      </div>
      {view === "tree" ? (
        <Panel>
          <JsonTree value={service.manifest} label={t("services.tabManifest")} openDepth={2} />
        </Panel>
      ) : (
        <div className="code-block">
          {/* A long manifest scrolls in its box, which the keyboard must reach. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the box scrolls */}
          <pre tabIndex={0}>{raw}</pre>
          <CopyButton value={raw} label={t("services.tabManifest")} />
        </div>
      )}
    </div>
  );
}
