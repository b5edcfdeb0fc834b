import { AccountView } from "./AccountView";

export default function AccountPage() {
  return <AccountView />;
}
