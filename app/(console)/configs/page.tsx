import { ConfigsView } from "./ConfigsView";

export default function ConfigsPage() {
  return <ConfigsView />;
}
