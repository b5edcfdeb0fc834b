import { BatchesView } from "./BatchesView";

export default function BatchesPage() {
  return <BatchesView />;
}
