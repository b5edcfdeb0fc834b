import { ServiceView } from "./ServiceView";

export default function ServicePage() {
  return <ServiceView />;
}
