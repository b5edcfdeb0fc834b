import type { Metadata } from "next";
import { ConfigsView } from "./ConfigsView";

export const metadata: Metadata = { title: "Configs" };

export default function ConfigsPage() {
  return <ConfigsView />;
}
