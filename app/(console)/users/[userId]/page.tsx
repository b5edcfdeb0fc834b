import { UserPageView } from "./UserPageView";

export default async function UserPage({
  params,
}: {
  readonly params: Promise<{ readonly userId: string }>;
}) {
  return <UserPageView userId={(await params).userId} />;
}
