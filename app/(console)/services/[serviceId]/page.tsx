import type { Metadata } from "next";
import { ServiceView } from "./ServiceView";

export const metadata: Metadata = { title: "Capsule Service" };

export default function ServicePage() {
  return <ServiceView />;
}
