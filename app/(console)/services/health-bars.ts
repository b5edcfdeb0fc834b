"use client";

import type { CapsuleService, HealthBarPart } from "@opstage/contracts";
import { keepPreviousData, skipToken } from "@tanstack/react-query";
import { useMemo } from "react";
import { trpc } from "../../_lib/trpc";

/** The bars of a page of services. */
export interface PageBars {
  readonly from: number;
  readonly to: number;
  partsOf(serviceId: string): readonly HealthBarPart[] | undefined;
}

/** Ages of bars move slowly; changes of health arrive by the live stream. */
const refreshMs = 60_000;

/** The last 24 hours of the services on screen, all in one query. */
export function useHealthBars(services: readonly CapsuleService[] | undefined): PageBars {
  const serviceIds = services?.map(({ id }) => id).join(",") ?? "";
  const { data } = trpc.services.healthBars.useQuery(serviceIds === "" ? skipToken : { serviceIds }, {
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });
  return useMemo(() => {
    const byId = new Map(data?.bars.map(({ serviceId, parts }) => [`${serviceId}`, parts]));
    return {
      from: data === undefined ? 0 : Date.parse(data.from),
      to: data === undefined ? 0 : Date.parse(data.to),
      partsOf: (serviceId) => byId.get(serviceId) ?? (data === undefined ? undefined : []),
    };
  }, [data]);
}
