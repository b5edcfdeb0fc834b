"use client";

import type { CommandDetail } from "@opstage/contracts";
import Link from "next/link";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useSession } from "../../_lib/session";
import { trpc } from "../../_lib/trpc";

/** The route and the event of the Capsule Bus that made a command; nothing for one that has another origin. */
export function BusOrigin({ command }: { readonly command: CommandDetail }) {
  const t = useText();
  const session = useSession();
  const isPossible = command.type === "ACTION_EXECUTE" && !command.batchId && !command.sourceCommandId;
  const query = trpc.busDeliveries.list.useQuery(
    { commandId: command.id, pageSize: 1 },
    { enabled: isPossible && session?.features.capsuleBus === true, staleTime: Number.POSITIVE_INFINITY },
  );
  const [delivery] = query.data?.items ?? [];
  if (delivery === undefined) return null;
  return (
    <>
      <span>
        {t("commands.busRoute")}{" "}
        <Link href={paths.busRoute(delivery.routeId)} prefetch={false}>
          {delivery.routeName}
        </Link>
      </span>
      <span>
        {t("commands.busEvent")}{" "}
        <Link href={paths.busEvent(delivery.eventId)} prefetch={false}>
          <code className="mono">{delivery.eventType}</code>
        </Link>
      </span>
    </>
  );
}
