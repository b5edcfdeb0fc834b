import type { Metadata } from "next";
import { TokensView } from "./TokensView";

export const metadata: Metadata = { title: "Registration Tokens" };

export default function RegistrationTokensPage() {
  return <TokensView />;
}
