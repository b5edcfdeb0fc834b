"use client";

import { ArrowLeftOutlined } from "@ant-design/icons";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useText } from "../../../_lib/i18n";
import { paths } from "../../../_lib/paths";
import { AgentDetailView } from "../AgentDetailView";

/** An agent as a page of its own, for links from elsewhere. */
export function AgentPageView({ agentId }: { readonly agentId: string }) {
  const t = useText();
  const router = useRouter();
  return (
    <div className="stack">
      <Link href={paths.agents()} className="row">
        <ArrowLeftOutlined /> {t("agents.toList")}
      </Link>
      <AgentDetailView agentId={agentId} headingLevel={1} onRemoved={() => router.push(paths.agents())} />
    </div>
  );
}
