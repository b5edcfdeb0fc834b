import type { Metadata } from "next";
import { BatchView } from "./BatchView";

export const metadata: Metadata = { title: "Batch" };

export default function BatchPage() {
  return <BatchView />;
}
