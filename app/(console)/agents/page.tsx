import { AgentsView } from "./AgentsView";

export default function AgentsPage() {
  return <AgentsView />;
}
