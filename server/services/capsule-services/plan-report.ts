import { type ReportedConfigItem, type ReportedService, validationError } from "@opstage/contracts";
import { checkSchema } from "@opstage/contracts/json-schema";
import { changedLists } from "../../domain/report-hash";
import type { Deps } from "../context";

/** A reported service as it is stored, with the hash that tells whether there is anything to store. */
export interface PlannedReport {
  readonly report: ReportedService;
  readonly hash: string;
}

/** A report on its way in: where it stands in the request, and the hash of the one before. */
interface ArrivedReport extends PlannedReport {
  readonly index?: number;
  readonly known?: { readonly reportHash: string };
}

/** Takes the values of sensitive items out before anything else sees them: not even their hash is kept. */
export function planReport({ reportHashes }: Deps, reported: ReportedService): PlannedReport {
  const report = reported.configs?.some(hasSecretValue)
    ? { ...reported, configs: reported.configs.map(withoutSecretValue) }
    : reported;
  return { report, hash: reportHashes.of(report) };
}

/** Whether an item that it calls sensitive was sent with a value all the same. */
export function hasSecretValue({ sensitive, valuePreview, defaultValue }: ReportedConfigItem): boolean {
  return sensitive && (valuePreview ?? defaultValue ?? null) !== null;
}

function withoutSecretValue(item: ReportedConfigItem): ReportedConfigItem {
  return item.sensitive ? { ...item, valuePreview: null, defaultValue: null } : item;
}

/**
 * Refuses action schemas that could not be used later. Actions that are as they were are stored already.
 * @throws 422 ACTION_SCHEMA_INVALID with `details.issues`
 */
export function requireUsableSchemas(reports: readonly ArrivedReport[]): void {
  const issues = reports.flatMap(({ index, report, known, hash }) => {
    if (!changedLists(known?.reportHash, hash).actions) return [];
    return (report.actions ?? []).flatMap((action, position) => {
      if (!action.inputSchema) return [];
      const service = index === undefined ? "service" : `services.${index}`;
      const at = `${service}.actions.${position}.inputSchema`;
      return checkSchema(action.inputSchema).map(({ path, message }) => ({
        path: path === "" ? at : `${at}.${path}`,
        message,
      }));
    });
  });
  if (issues.length > 0) throw validationError(issues, "ACTION_SCHEMA_INVALID");
}
