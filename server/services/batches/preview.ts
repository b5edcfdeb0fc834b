import type {
  Action,
  adminOperations,
  BatchPreview,
  BatchPreviewTarget,
  DangerLevel,
  InputOf,
} from "@opstage/contracts";
import { toAction } from "../../store/mappers/action";
import { requireUser } from "../access";
import type { Deps, ServiceContext } from "../context";
import { currentServiceStatus } from "../status";
import { type PlannedTarget, planTargets } from "./plan";
import { getSelected } from "./selection";

/**
 * What a batch would do if it were made now: which services would run, which cannot and why. Nothing is written.
 * @throws 422 BATCH_TOO_LARGE
 */
export async function previewBatch(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.batches.preview>,
): Promise<BatchPreview> {
  const user = requireUser(ctx, "operator");
  const { deps } = ctx;
  const serviceIds = await getSelected(ctx, input);
  const { actionName, payload } = input;
  const planned = await planTargets(deps.store.lookup, deps, {
    userId: user.id,
    serviceIds,
    actionName,
    payload,
  });
  const runnable = planned.filter(({ refusal }) => refusal === null).length;
  return {
    runnable,
    refused: planned.length - runnable,
    ...actionOf(planned),
    targets: planned.map((target) => toPreviewTarget(deps, target)),
  };
}

const dangerRank: Readonly<Record<DangerLevel, number>> = { LOW: 0, MEDIUM: 1, HIGH: 2 };

/** The strictest of the dangers of these actions. */
export function highestDanger(levels: readonly DangerLevel[]): DangerLevel {
  return levels.reduce<DangerLevel>(
    (high, level) => (dangerRank[level] > dangerRank[high] ? level : high),
    "LOW",
  );
}

/** The entry that most of the services share, with what the strictest of them asks for. */
function actionOf(
  planned: readonly PlannedTarget[],
): Pick<BatchPreview, "action" | "schemaCount" | "dangerLevel" | "requiresConfirmation"> {
  const actions = planned.flatMap(({ action, schema }) => (action === null ? [] : [{ action, schema }]));
  const bySchema = new Map<string, typeof actions>();
  for (const each of actions) bySchema.set(each.schema, [...(bySchema.get(each.schema) ?? []), each]);
  const common = [...bySchema.values()].toSorted((a, b) => b.length - a.length)[0]?.[0];
  const action: Action | null =
    common === undefined ? null : toAction({ ...common.action, inputSchema: common.schema });
  return {
    action,
    schemaCount: bySchema.size,
    dangerLevel: highestDanger(actions.map((each) => each.action.dangerLevel)),
    requiresConfirmation: actions.some((each) => each.action.requiresConfirmation),
  };
}

function toPreviewTarget(deps: Deps, target: PlannedTarget): BatchPreviewTarget {
  const { serviceId, service, agent, refusal, issues } = target;
  return {
    serviceId,
    serviceCode: service?.code ?? null,
    serviceName: service?.name ?? null,
    agentName: agent === null ? null : (agent.name ?? agent.code),
    status: service === null ? null : currentServiceStatus(deps, service, agent).status,
    refusal,
    issues: issues.map(({ path, message }) => ({ path, message })),
  };
}
