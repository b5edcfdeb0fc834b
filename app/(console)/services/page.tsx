import { ServicesView } from "./ServicesView";

export default function ServicesPage() {
  return <ServicesView />;
}
