import type { Metadata } from "next";
import { CommandView } from "./CommandView";

export const metadata: Metadata = { title: "Command" };

export default function CommandPage() {
  return <CommandView />;
}
