import { redirect } from "next/navigation";

/** The bus begins with its routes. */
export default function BusPage() {
  redirect("/bus/routes");
}
