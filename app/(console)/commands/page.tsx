import { CommandsView } from "./CommandsView";

export default function CommandsPage() {
  return <CommandsView />;
}
