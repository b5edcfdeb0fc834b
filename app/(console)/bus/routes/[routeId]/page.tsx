import { RoutePageView } from "../../RoutePageView";

export default function BusRoutePage() {
  return <RoutePageView />;
}
