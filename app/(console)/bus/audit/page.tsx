import type { Metadata } from "next";
import { BusAuditView } from "../BusAuditView";

export const metadata: Metadata = { title: "Bus audit" };

export default function BusAuditPage() {
  return <BusAuditView />;
}
