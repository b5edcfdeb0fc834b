import type { Metadata } from "next";
import { EventsView } from "../EventsView";

export const metadata: Metadata = { title: "Bus events" };

export default function BusEventsPage() {
  return <EventsView />;
}
