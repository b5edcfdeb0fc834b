import { redirect } from "next/navigation";
import { paths } from "./_lib/paths";

/** The console begins at its dashboard. */
export default function HomePage() {
  redirect(paths.dashboard());
}
