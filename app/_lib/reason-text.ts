"use client";

import type { StatusReason } from "@opstage/contracts";
import { useNow } from "./clock";
import { relativeText, shortDuration } from "./duration";
import { isTextKey, useText } from "./i18n";

/**
 * Why an agent or a service has its status, in words: "Silent for 4 min", "upstream unreachable". For a service
 * the agent's silence is said to be the agent's.
 */
export function useReasonText(of: "agent" | "service"): (reason: StatusReason) => string {
  const t = useText();
  const now = useNow(10_000);
  return (reason) => {
    if (reason.message) return reason.message;
    const since = reason.since === undefined ? now : Date.parse(reason.since);
    const params = { ago: relativeText(since, now, t), duration: shortDuration(now - since, t) };
    const special = `agents.serviceReason.${reason.code}`;
    if (of === "service" && isTextKey(special)) return t(special, params);
    return t(`agents.reason.${reason.code}`, params);
  };
}
