"use client";

import { useParams, useRouter } from "next/navigation";
import { useText } from "../../../_lib/i18n";
import { paths } from "../../../_lib/paths";
import { BackLink } from "../../../_ui/BackLink";
import { CommandDetailView } from "../CommandDetailView";

/** A command's detail as a page of its own. */
export function CommandView() {
  const t = useText();
  const router = useRouter();
  const { commandId } = useParams<{ commandId: string }>();
  return (
    <div className="stack-lg">
      <BackLink href={paths.commands()}>{t("commands.toList")}</BackLink>
      <CommandDetailView
        commandId={decodeURIComponent(commandId)}
        headingLevel={1}
        onOpen={(id) => router.push(paths.command(id))}
      />
    </div>
  );
}
