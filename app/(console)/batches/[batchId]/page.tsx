import { BatchView } from "./BatchView";

export default function BatchPage() {
  return <BatchView />;
}
