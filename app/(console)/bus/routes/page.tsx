import type { Metadata } from "next";
import { RoutesView } from "../RoutesView";

export const metadata: Metadata = { title: "Bus routes" };

export default function BusRoutesPage() {
  return <RoutesView />;
}
