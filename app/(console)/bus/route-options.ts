"use client";

import { trpc } from "../../_lib/trpc";

const options = { staleTime: 30_000 } as const;
const most = 100;

/** Codes of the services there are. */
export function useServiceCodes(): { value: string; label: string }[] {
  const query = trpc.services.list.useQuery({ pageSize: most, sort: "code" }, options);
  return (query.data?.items ?? []).map(({ code, name }) => ({ value: code, label: `${code} (${name})` }));
}

/** Event types of the newest events. */
export function useEventTypes(): { value: string }[] {
  const query = trpc.busEvents.list.useQuery({ pageSize: most }, options);
  return [...new Set((query.data?.items ?? []).map(({ eventType }) => eventType))].map((value) => ({
    value,
  }));
}

export interface ActionOption {
  readonly name: string;
  readonly label: string;
  /** The names of its input's fields. */
  readonly fields: readonly string[];
}

/** The actions of the service with this code. */
export function useActionsOf(code: string | undefined): readonly ActionOption[] {
  const found = trpc.services.list.useQuery(
    { pageSize: most, sort: "code" },
    { ...options, enabled: code !== undefined },
  );
  const id = found.data?.items.find((service) => service.code === code)?.id;
  const detail = trpc.services.get.useQuery(
    { serviceId: id ?? "svc_" },
    { ...options, enabled: id !== undefined },
  );
  if (id === undefined) return [];
  return (detail.data?.actions ?? []).map(({ name, label, inputSchema }) => ({
    name,
    label,
    fields: Object.keys(Object(inputSchema.properties)),
  }));
}
