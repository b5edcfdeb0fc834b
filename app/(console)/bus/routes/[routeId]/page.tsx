import type { Metadata } from "next";
import { RoutePageView } from "../../RoutePageView";

export const metadata: Metadata = { title: "Bus route" };

export default function BusRoutePage() {
  return <RoutePageView />;
}
