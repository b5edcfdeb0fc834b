import type { Metadata } from "next";
import { EventPageView } from "../../EventPageView";

export const metadata: Metadata = { title: "Bus event" };

export default function BusEventPage() {
  return <EventPageView />;
}
