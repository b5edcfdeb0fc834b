import { agentOperations, ReportedService, reportOf } from "@opstage/contracts";
import { hasSecretValue } from "../../services/capsule-services/plan-report";
import type { Mounted } from "../call";
import { remembered } from "./remembered";

/**
 * `agents.report` with a memory for the two lists that make most of a report and that seldom change. Everything else
 * is checked each time. Other operations stay as they are.
 */
export function withReportMemory(mounted: Mounted): Mounted {
  if (mounted.operation !== agentOperations.agents.report) return mounted;
  const { configs, actions } = ReportedService.shape;
  const service = ReportedService.extend({
    configs: remembered(configs.unwrap().unwrap(), (items) => items.some(hasSecretValue)).nullish(),
    actions: remembered(actions.unwrap().unwrap(), () => false).nullish(),
  });
  return { ...mounted, operation: { ...mounted.operation, body: reportOf(service) } };
}
