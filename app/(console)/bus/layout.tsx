import type { Metadata } from "next";
import type { ReactNode } from "react";
import { BusFrame } from "./BusFrame";

export const metadata: Metadata = { title: "Capsule Bus" };

export default function BusLayout({ children }: { readonly children: ReactNode }) {
  return <BusFrame>{children}</BusFrame>;
}
