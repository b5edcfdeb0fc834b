import { AuditView } from "./AuditView";

export default function AuditPage() {
  return <AuditView />;
}
