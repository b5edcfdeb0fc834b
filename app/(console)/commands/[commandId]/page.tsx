import { CommandView } from "./CommandView";

export default function CommandPage() {
  return <CommandView />;
}
