import type { Metadata } from "next";
import { AgentPageView } from "./AgentPageView";

export const metadata: Metadata = { title: "Agent" };

export default async function AgentPage({
  params,
}: {
  readonly params: Promise<{ readonly agentId: string }>;
}) {
  return <AgentPageView agentId={(await params).agentId} />;
}
