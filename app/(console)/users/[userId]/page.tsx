import type { Metadata } from "next";
import { UserPageView } from "./UserPageView";

export const metadata: Metadata = { title: "User" };

export default async function UserPage({
  params,
}: {
  readonly params: Promise<{ readonly userId: string }>;
}) {
  return <UserPageView userId={(await params).userId} />;
}
