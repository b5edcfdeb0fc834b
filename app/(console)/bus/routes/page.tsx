import { RoutesView } from "../RoutesView";

export default function BusRoutesPage() {
  return <RoutesView />;
}
