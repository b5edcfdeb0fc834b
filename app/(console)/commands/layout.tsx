import type { ReactNode } from "react";
import { ActionPanelProvider } from "../../_actions/ActionPanel";

/** Actions can be opened from every page about commands. */
export default function CommandsLayout({ children }: { readonly children: ReactNode }) {
  return <ActionPanelProvider>{children}</ActionPanelProvider>;
}
