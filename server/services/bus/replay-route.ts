import { appError, type BusRouteId } from "@opstage/contracts";
import { type CompiledRules, compileRules } from "../../domain/bus/route-rules";
import { parseObject } from "../../store/mappers/values";
import type { BusRouteRow } from "../../store/rows";
import type { ReadTables } from "../../store/store";

/** A route as it is now, whatever its status, with its rules. */
export interface ReplayRoute {
  readonly row: BusRouteRow;
  readonly rules: CompiledRules;
}

/** @throws 404 BUS_ROUTE_NOT_FOUND */
export async function routeForReplay(
  tables: Pick<ReadTables, "busRoutes">,
  routeId: BusRouteId,
): Promise<ReplayRoute> {
  const row = await tables.busRoutes.get({ id: routeId });
  if (row === null) throw appError("BUS_ROUTE_NOT_FOUND");
  const inputMapping = row.inputMapping === null ? null : parseObject(row.inputMapping);
  return { row, rules: compileRules({ condition: row.condition, inputMapping }) };
}
