"use client";

import { useRouter } from "next/navigation";
import { useText } from "../../../_lib/i18n";
import { paths } from "../../../_lib/paths";
import { BackLink } from "../../../_ui/BackLink";
import { AgentDetailView } from "../AgentDetailView";

/** An agent as a page of its own, for links from elsewhere. */
export function AgentPageView({ agentId }: { readonly agentId: string }) {
  const t = useText();
  const router = useRouter();
  return (
    <div className="stack">
      <BackLink href={paths.agents()}>{t("agents.toList")}</BackLink>
      <AgentDetailView agentId={agentId} headingLevel={1} onRemoved={() => router.push(paths.agents())} />
    </div>
  );
}
