import { PublishEventReply } from "@opstage/contracts";
import type { ApiReply } from "../client";
import type { PublishReceipt } from "./types";

/** Servers may say more or less of what routes did; that the event has an id is what counts. */
const Receipt = PublishEventReply.loose().partial({ experimental: true, routedCommands: true });

/** What the answer to a published event says. */
export function readPublishReply({ data }: ApiReply): PublishReceipt {
  const receipt = Receipt.safeParse(data);
  return {
    eventId: receipt.data?.eventId ?? "",
    routedCommands: receipt.data?.routedCommands ?? [],
  };
}
