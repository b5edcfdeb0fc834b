import { DashboardView } from "./DashboardView";

export default function DashboardPage() {
  return <DashboardView />;
}
