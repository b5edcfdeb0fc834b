"use client";

import { ArrowLeftOutlined } from "@ant-design/icons";
import Link from "next/link";
import { useText } from "../../../_lib/i18n";
import { paths } from "../../../_lib/paths";
import { OwnersOnly } from "../OwnersOnly";
import { UserDetailView } from "../UserDetailView";

/** A user as a page of its own, for links from elsewhere. */
export function UserPageView({ userId }: { readonly userId: string }) {
  const t = useText();
  return (
    <OwnersOnly>
      <div className="stack">
        <Link href={paths.users()} className="row">
          <ArrowLeftOutlined /> {t("users.toList")}
        </Link>
        <UserDetailView userId={userId} headingLevel={1} />
      </div>
    </OwnersOnly>
  );
}
