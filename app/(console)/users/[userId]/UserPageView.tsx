"use client";

import { useText } from "../../../_lib/i18n";
import { paths } from "../../../_lib/paths";
import { BackLink } from "../../../_ui/BackLink";
import { OwnersOnly } from "../OwnersOnly";
import { UserDetailView } from "../UserDetailView";

/** A user as a page of its own, for links from elsewhere. */
export function UserPageView({ userId }: { readonly userId: string }) {
  const t = useText();
  return (
    <OwnersOnly>
      <div className="stack">
        <BackLink href={paths.users()}>{t("users.toList")}</BackLink>
        <UserDetailView userId={userId} headingLevel={1} />
      </div>
    </OwnersOnly>
  );
}
