import { EventPageView } from "../../EventPageView";

export default function BusEventPage() {
  return <EventPageView />;
}
