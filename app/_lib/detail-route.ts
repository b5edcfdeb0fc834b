"use client";

import { usePathname, useSearchParams } from "next/navigation";

export interface DetailRoute {
  /** The id in the address while a detail lies over the list. */
  readonly openId?: string;
  /** The address of a row's detail, which shows it as a page when opened by itself. */
  hrefFor(id: string): string;
  /** Opens a detail over the list, which stays where it is. */
  open(id: string): void;
  close(): void;
}

/**
 * A detail has its own address below the list's: `/agents` and `/agents/agt_…`. From the list it opens as a
 * drawer by changing the address only, so that the list keeps its place and Back closes the drawer; the list's
 * filters stay in the query. Opened directly, the same address is a page.
 */
export function useDetailRoute(listPath: string): DetailRoute {
  const pathname = usePathname();
  const params = useSearchParams();
  const rest = pathname.startsWith(`${listPath}/`) ? pathname.slice(listPath.length + 1) : "";
  const openId = rest ? decodeURIComponent(rest) : undefined;

  const listQuery = (): string => {
    const query = new URLSearchParams(params.toString());
    query.delete("tab");
    const text = query.toString();
    return text ? `?${text}` : "";
  };

  return {
    openId,
    hrefFor: (id) => `${listPath}/${encodeURIComponent(id)}`,
    open: (id) => window.history.pushState(null, "", `${listPath}/${encodeURIComponent(id)}${listQuery()}`),
    close: () => window.history.pushState(null, "", `${listPath}${listQuery()}`),
  };
}
