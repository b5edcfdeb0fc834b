import { BusAuditView } from "../BusAuditView";

export default function BusAuditPage() {
  return <BusAuditView />;
}
