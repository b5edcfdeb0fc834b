import type { QueryInput } from "../../store/readers";
import type { Deps, ServiceContext, SystemActor } from "../context";
import { statusContext } from "../status";
import { expireCommands } from "./expire-commands";
import { expireRegistrationTokens } from "./expire-tokens";
import { loseCommands } from "./lose-commands";
import { noteOfflineAgents } from "./offline-agents";
import { noteServiceStatuses } from "./service-statuses";

/** What one run adds to; the names are those of its reply. */
export type SweepCount =
  | "expiredRegistrationTokens"
  | "expiredCommands"
  | "lostCommands"
  | "offlineAgents"
  | "offlineServices";

export type SweepCounts = Partial<Record<SweepCount, number>>;

export type SystemContext = ServiceContext<SystemActor>;

/**
 * Something that time brings about. A reader thread finds what is due, the main thread applies it chunk by chunk; the
 * database may have moved on in between, so applying checks again.
 */
export interface Sweep {
  readonly name: string;
  /** Applies the next chunk. Returns how many were due and what was done; none due ends the sweep. */
  step(ctx: SystemContext, limit: number): Promise<{ readonly due: number; readonly counts: SweepCounts }>;
}

function sweep<Id extends string>(
  name: string,
  find: (deps: Deps, limit: number) => Promise<readonly Id[]>,
  apply: (ctx: SystemContext, ids: readonly Id[]) => Promise<SweepCounts>,
): Sweep {
  return {
    name,
    async step(ctx, limit) {
      const ids = await find(ctx.deps, limit);
      return { due: ids.length, counts: ids.length === 0 ? {} : await apply(ctx, ids) };
    },
  };
}

const dueNow = ({ clock }: Deps, limit: number): QueryInput<"findExpiredCommands"> => ({
  now: clock.now(),
  limit,
});
const byStatus = (deps: Deps, limit: number) => ({ at: statusContext(deps), limit });

/** The sweeps in the order of a run: what expires first, then who is silent, then what that means for services. */
export const sweeps: readonly Sweep[] = [
  sweep(
    "expire-registration-tokens",
    (deps, limit) => deps.readers.run("findExpiredTokens", dueNow(deps, limit)),
    async (ctx, ids) => ({ expiredRegistrationTokens: await expireRegistrationTokens(ctx, ids) }),
  ),
  sweep(
    "expire-commands",
    (deps, limit) => deps.readers.run("findExpiredCommands", dueNow(deps, limit)),
    async (ctx, ids) => ({ expiredCommands: await expireCommands(ctx, ids) }),
  ),
  sweep(
    "lose-commands",
    (deps, limit) => deps.readers.run("findLostCommands", dueNow(deps, limit)),
    async (ctx, ids) => ({ lostCommands: await loseCommands(ctx, ids) }),
  ),
  sweep(
    "offline-agents",
    (deps, limit) => deps.readers.run("findOfflineAgents", byStatus(deps, limit)),
    async (ctx, ids) => {
      const { agents, services } = await noteOfflineAgents(ctx, ids);
      return { offlineAgents: agents, offlineServices: services };
    },
  ),
  sweep(
    "service-statuses",
    (deps, limit) => deps.readers.run("findChangedServices", byStatus(deps, limit)),
    async (ctx, ids) => ({ offlineServices: await noteServiceStatuses(ctx, ids) }),
  ),
];
