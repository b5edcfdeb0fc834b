import type { ReactNode } from "react";
import { Shell } from "./_shell/Shell";

/** Every page behind the sign-in stands in the shell. */
export default function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  return <Shell>{children}</Shell>;
}
