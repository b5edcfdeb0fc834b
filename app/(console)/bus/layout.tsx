import type { ReactNode } from "react";
import { BusFrame } from "./BusFrame";

export default function BusLayout({ children }: { readonly children: ReactNode }) {
  return <BusFrame>{children}</BusFrame>;
}
