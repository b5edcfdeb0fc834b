import type { ReactNode } from "react";
import { ActionPanelProvider } from "../../_actions/ActionPanel";
import { OpenFromAddress } from "./OpenFromAddress";

/** Actions can be opened from every page about services. */
export default function ServicesLayout({ children }: { readonly children: ReactNode }) {
  return (
    <ActionPanelProvider>
      <OpenFromAddress />
      {children}
    </ActionPanelProvider>
  );
}
