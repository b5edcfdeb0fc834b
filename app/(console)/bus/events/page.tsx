import { EventsView } from "../EventsView";

export default function BusEventsPage() {
  return <EventsView />;
}
