import { TokensView } from "./TokensView";

export default function RegistrationTokensPage() {
  return <TokensView />;
}
