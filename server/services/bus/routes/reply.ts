import type { BusRoute } from "@opstage/contracts";
import { routeIssues } from "../../../domain/bus/route-issues";
import { toBusRoute } from "../../../store/mappers/bus";
import { parseObject } from "../../../store/mappers/values";
import type { BusRouteRow } from "../../../store/rows";
import type { ReadTables } from "../../../store/store";

/** The route with what cannot work about it as things are now. */
export async function routeReply(
  tables: Pick<ReadTables, "services" | "actions">,
  row: BusRouteRow,
): Promise<BusRoute> {
  const { sourceServiceCode, targetServiceCode, actionName } = row;
  const source =
    sourceServiceCode === null ? undefined : await tables.services.get({ code: sourceServiceCode });
  const service = await tables.services.get({ code: targetServiceCode });
  const action =
    service === null ? null : await tables.actions.get({ serviceId: service.id, name: actionName });
  const issues = routeIssues(
    { ...row, inputMapping: row.inputMapping === null ? null : parseObject(row.inputMapping) },
    {
      sourceExists: source === undefined ? undefined : source !== null,
      targetServiceExists: service !== null,
      action: action === null ? null : { ...action, inputSchema: parseObject(action.inputSchema) },
    },
  );
  return toBusRoute(row, issues);
}
