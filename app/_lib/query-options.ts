import { keepPreviousData } from "@tanstack/react-query";

/** Presence (last heartbeat, last report) moves without an event, so what shows ages is fetched this often. */
export const presenceRefreshMs = 15_000;

/** For lists: the old rows stay while the next ones are on their way, and ages stay true. */
export const listOptions = { placeholderData: keepPreviousData, refetchInterval: presenceRefreshMs } as const;

/** For details that show ages. */
export const detailOptions = { refetchInterval: presenceRefreshMs } as const;
