import { type BusRouteDefinition, validationError } from "@opstage/contracts";
import { compileRules } from "../../../domain/bus/route-rules";
import type { BusRouteRow } from "../../../store/rows";

/** What of a row its definition says. */
export type DefinedColumns = Omit<
  BusRouteRow,
  "id" | "disabledReason" | "disabledAt" | "createdByUserId" | "createdAt" | "updatedAt"
>;

/**
 * The columns of a definition.
 * @throws 422 VALIDATION_FAILED that names every expression that can never be evaluated
 */
export function definedColumns(input: BusRouteDefinition): DefinedColumns {
  const inputMapping =
    input.inputMapping && Object.keys(input.inputMapping).length > 0 ? input.inputMapping : null;
  const condition = input.condition ?? null;
  const { issues } = compileRules({ condition, inputMapping });
  if (issues.length > 0) throw validationError(issues);
  return {
    name: input.name,
    description: input.description || null,
    status: input.status,
    eventType: input.match.eventType,
    sourceServiceCode: input.match.sourceServiceCode ?? null,
    targetServiceCode: input.target.serviceCode,
    actionName: input.target.actionName,
    condition,
    inputMapping: inputMapping === null ? null : JSON.stringify(inputMapping),
    metadata: JSON.stringify(input.metadata ?? {}),
    allowGuarded: input.allowGuarded,
    whenAway: input.whenAway,
    queueSeconds: input.queueSeconds,
    maxPerMinute: input.maxPerMinute,
  };
}
