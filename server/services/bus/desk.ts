import type { AgentId, BusRouteId } from "@opstage/contracts";
import { patternsFor } from "../../domain/bus/event-type";
import { type CompiledRules, compileRules } from "../../domain/bus/route-rules";
import { SlidingWindow } from "../../domain/sliding-window";
import type { Clock } from "../../runtime/clock";
import { parseObject } from "../../store/mappers/values";
import type { BusRouteRow } from "../../store/rows";
import type { Store, Transaction } from "../../store/store";

/** A route that takes events now, with its rules compiled. */
export interface ActiveRoute {
  readonly row: BusRouteRow;
  readonly rules: CompiledRules;
}

/**
 * What the main thread remembers of the bus, so that publishing scans no table. The database stays the truth: `load`
 * builds it anew at start, and every change comes after a commit.
 */
export interface BusDesk {
  /** Reads the routes and what happened within the last minute; once, before the first request. */
  load(): Promise<void>;
  /** The enabled and dry-run routes that take this event, oldest first. Conditions are not looked at. */
  matching(event: { readonly eventType: string; readonly sourceServiceCode: string }): readonly ActiveRoute[];
  /** Grows with every change of a route, also one that is not committed yet: what was decided before may be wrong. */
  readonly generation: number;
  /** Call it inside the transaction that changes a route. */
  noteChanging(tx: Pick<Transaction, "onRollback">): void;
  /** Call it after the commit. */
  replace(row: BusRouteRow): void;
  remove(routeId: BusRouteId): void;
  /** Events that were accepted from this agent within a minute. */
  accepted(agentId: AgentId): SlidingWindow;
  /** Commands that this route created within a minute. */
  fired(routeId: BusRouteId): SlidingWindow;
}

const windowMs = 60_000;

/** Rows of the last minute that are counted at start; whoever has more has limits so high that it does not matter. */
const recentRowsMax = 20_000;

/** A desk over this store. */
export function createBusDesk({ store, clock }: { store: Store; clock: Clock }): BusDesk {
  const byPattern = new Map<string, Map<BusRouteId, ActiveRoute>>();
  const accepted = new Map<AgentId, SlidingWindow>();
  const fired = new Map<BusRouteId, SlidingWindow>();
  let generation = 0;

  function remove(routeId: BusRouteId): boolean {
    generation++;
    let wasActive = false;
    for (const [pattern, routes] of byPattern) {
      if (!routes.delete(routeId)) continue;
      wasActive = true;
      if (routes.size === 0) byPattern.delete(pattern);
    }
    return wasActive;
  }

  function replace(row: BusRouteRow): void {
    const wasActive = remove(row.id);
    if (row.status === "DISABLED") return;
    // One that somebody has just enabled again must not trip over what it did before.
    if (!wasActive) fired.delete(row.id);
    const routes = byPattern.get(row.eventType) ?? new Map<BusRouteId, ActiveRoute>();
    const inputMapping = row.inputMapping === null ? null : parseObject(row.inputMapping);
    routes.set(row.id, { row, rules: compileRules({ condition: row.condition, inputMapping }) });
    byPattern.set(row.eventType, routes);
  }

  return {
    async load() {
      for (const row of await store.lookup.busRoutes.list({})) replace(row);
      const recent = { createdAt: { gt: clock.now() - windowMs } };
      const newest = { orderBy: { createdAt: "desc" }, limit: recentRowsMax } as const;
      for (const row of (await store.lookup.busEvents.list(recent, newest)).reverse())
        windowOf(accepted, row.agentId).add(row.createdAt);
      for (const row of (await store.lookup.busDeliveries.list(recent, newest)).reverse())
        if (row.status === "CREATED" && row.replayOfId === null)
          windowOf(fired, row.routeId).add(row.createdAt);
    },
    matching({ eventType, sourceServiceCode }) {
      const found: ActiveRoute[] = [];
      for (const pattern of patternsFor(eventType)) {
        for (const route of byPattern.get(pattern)?.values() ?? []) {
          const source = route.row.sourceServiceCode;
          if (source === null || source === sourceServiceCode) found.push(route);
        }
      }
      return found.length < 2 ? found : found.toSorted(byAge);
    },
    get generation() {
      return generation;
    },
    noteChanging(tx) {
      generation++;
      tx.onRollback(() => generation--);
    },
    replace,
    remove: (routeId) => void remove(routeId),
    accepted: (agentId) => windowOf(accepted, agentId),
    fired: (routeId) => windowOf(fired, routeId),
  };
}

function byAge(a: ActiveRoute, b: ActiveRoute): number {
  return a.row.createdAt - b.row.createdAt || (a.row.id < b.row.id ? -1 : 1);
}

function windowOf<K>(windows: Map<K, SlidingWindow>, key: K): SlidingWindow {
  const known = windows.get(key);
  if (known !== undefined) return known;
  const created = new SlidingWindow(windowMs);
  windows.set(key, created);
  return created;
}
