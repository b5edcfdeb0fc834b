"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { trpc } from "../../_lib/trpc";

const most = 50;
const typingPauseMs = 300;
const options = { staleTime: 30_000, placeholderData: keepPreviousData } as const;

/** Codes of services that hold what is typed: the server searches, however many there are. */
export function useServiceCodes(typed: string | undefined): { value: string; label: string }[] {
  const q = usePaused(typed);
  const query = trpc.services.list.useQuery({ pageSize: most, sort: "code", ...q }, options);
  return (query.data?.items ?? []).map(({ code, name }) => ({ value: code, label: `${code} (${name})` }));
}

/** Event types of the newest events, of those that begin as typed. */
export function useEventTypes(typed: string | undefined): { value: string }[] {
  const q = usePaused(typed);
  const query = trpc.busEvents.list.useQuery({ pageSize: 100, ...q }, options);
  const types = new Set((query.data?.items ?? []).map(({ eventType }) => eventType));
  return [...types].map((value) => ({ value }));
}

export interface ActionOption {
  readonly name: string;
  readonly label: string;
  /** The names of its input's fields. */
  readonly fields: readonly string[];
}

/** The actions of the service with this code. */
export function useActionsOf(code: string | undefined): readonly ActionOption[] {
  const q = usePaused(code);
  const found = trpc.services.list.useQuery(
    { pageSize: 100, sort: "code", ...q },
    { ...options, enabled: q.q !== undefined },
  );
  const id = found.data?.items.find((service) => service.code === code)?.id;
  const detail = trpc.services.get.useQuery(
    { serviceId: id ?? "svc_" },
    { staleTime: 30_000, enabled: id !== undefined },
  );
  if (id === undefined) return [];
  return (detail.data?.actions ?? []).map(({ name, label, inputSchema }) => ({
    name,
    label,
    fields: Object.keys(Object(inputSchema.properties)),
  }));
}

/** What to search for once typing pauses; nothing while nothing is typed. */
function usePaused(typed: string | undefined): { q?: string } {
  const wanted = typed?.trim() || undefined;
  const [q, setQ] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setQ(wanted), typingPauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  return q === undefined ? {} : { q };
}
