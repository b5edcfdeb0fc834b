import { AgentPageView } from "./AgentPageView";

export default async function AgentPage({
  params,
}: {
  readonly params: Promise<{ readonly agentId: string }>;
}) {
  return <AgentPageView agentId={(await params).agentId} />;
}
