import { UsersView } from "./UsersView";

export default function UsersPage() {
  return <UsersView />;
}
