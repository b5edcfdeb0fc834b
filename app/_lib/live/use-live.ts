"use client";

import type { LiveTopic } from "@opstage/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useEffect, useRef, useState } from "react";
import { trpc } from "../trpc";
import { connectLive } from "./connect";
import type { LiveState } from "./stream";

export const LiveContext = createContext<LiveState>("connecting");

/** Whether changes arrive by themselves now. */
export function useLiveState(): LiveState {
  return use(LiveContext);
}

const firstFlushMs = 80;
const pauseBetweenFlushesMs = 800;
const fallbackMs = 10_000;

/** A stream that is back sooner than this was not worth a word. */
const graceMs = 1_500;

type Utils = ReturnType<typeof trpc.useUtils>;

/** What to fetch again when something of a topic changed. */
function invalidations(utils: Utils): Readonly<Record<LiveTopic, () => Promise<unknown>[]>> {
  const dashboard = () => utils.dashboard.invalidate();
  return {
    agents: () => [utils.agents.invalidate(), utils.services.invalidate(), dashboard()],
    services: () => [
      utils.services.invalidate(),
      utils.agents.invalidate(),
      utils.configs.invalidate(),
      dashboard(),
    ],
    commands: () => [utils.commands.invalidate(), utils.batches.invalidate(), dashboard()],
    batches: () => [utils.batches.invalidate()],
    tokens: () => [utils.registrationTokens.invalidate(), dashboard()],
    audit: () => [utils.audit.invalidate(), dashboard()],
    users: () => [utils.users.invalidate(), utils.auth.me.invalidate()],
    settings: () => [utils.settings.invalidate()],
    bus: () => [
      utils.busRoutes.list.invalidate(),
      utils.busRoutes.get.invalidate(),
      utils.busRoutes.activity.invalidate(),
      utils.busEvents.invalidate(),
      utils.busDeliveries.invalidate(),
      utils.busAudit.invalidate(),
    ],
  };
}

/**
 * Joins the stream while mounted. Topics that arrive together are fetched again together; a hidden tab waits
 * until it is seen. While the stream is lost everything on screen is fetched now and then, and once when it is back.
 */
export function useLiveUpdates(): LiveState {
  const utils = trpc.useUtils();
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const latest = useRef(utils);
  latest.current = utils;

  useEffect(() => {
    const due = new Set<LiveTopic>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastFlushAt = 0;
    let wasLost = false;
    let graceTimer: ReturnType<typeof setTimeout> | undefined;

    const flush = (): void => {
      timer = undefined;
      if (document.hidden) return;
      lastFlushAt = performance.now();
      const topics = invalidations(latest.current);
      for (const topic of due) topics[topic]();
      due.clear();
    };
    const schedule = (): void => {
      if (timer !== undefined || due.size === 0) return;
      const wait = Math.max(firstFlushMs, lastFlushAt + pauseBetweenFlushesMs - performance.now());
      timer = setTimeout(flush, wait);
    };

    const stream = connectLive({
      onEvent: (event) => {
        due.add(event.topic);
        schedule();
      },
      onState: (next) => {
        if (next === "lost") {
          wasLost = true;
          // A stream also ends with its session; asking who is signed in finds out.
          latest.current.auth.me.invalidate();
          graceTimer ??= setTimeout(() => setState("lost"), graceMs);
          return;
        }
        // Trying again is still lost, until it succeeds.
        if (next === "connecting" && wasLost) return;
        clearTimeout(graceTimer);
        graceTimer = undefined;
        setState(next);
        if (!wasLost) return;
        wasLost = false;
        queryClient.invalidateQueries();
      },
    });
    const onVisible = (): void => {
      if (document.hidden) return;
      stream.wake();
      schedule();
    };
    const wake = (): void => stream.wake();
    document.addEventListener("visibilitychange", onVisible);
    globalThis.addEventListener("online", wake);
    return () => {
      clearTimeout(timer);
      clearTimeout(graceTimer);
      document.removeEventListener("visibilitychange", onVisible);
      globalThis.removeEventListener("online", wake);
      stream.close();
    };
  }, [queryClient]);

  useEffect(() => {
    if (state !== "lost") return;
    const refetch = (): void => {
      if (!document.hidden) queryClient.invalidateQueries();
    };
    refetch();
    const timer = setInterval(refetch, fallbackMs);
    return () => clearInterval(timer);
  }, [state, queryClient]);

  return state;
}
