import type { JsonObject, JsonValue } from "@opstage/contracts";
import type { Text } from "../../_lib/i18n";
import { schemasAt } from "./schema-walk";

/** One thing wrong with one field, in the operator's language. */
export interface FormIssue {
  /** Dot path of the field; empty for the payload as a whole. */
  readonly path: string;
  readonly message: string;
}

/** An issue of the validator or the server in words that say what the field wants. */
export function describeIssue(
  t: Text,
  schema: JsonObject,
  issue: { path: string; message: string; keyword?: string },
): FormIssue {
  const keyword = issue.keyword ?? "";
  const limit = schemasAt(schema, issue.path).find((one) => one[keyword] !== undefined)?.[keyword];
  return { path: issue.path, message: wanted(t, issue.keyword, limit) ?? issue.message };
}

function wanted(t: Text, keyword: string | undefined, limit: JsonValue | undefined): string | undefined {
  switch (keyword) {
    case "required":
      return t("actions.issueRequired");
    case "additionalProperties":
      return t("actions.issueUnknown");
    case "enum":
    case "const":
      return t("actions.issueChoice");
    case "oneOf":
    case "anyOf":
      return t("actions.issueForms");
    case "not":
      return t("actions.issueNot");
    case "uniqueItems":
      return t("actions.issueUnique");
    case "minProperties":
      return typeof limit === "number" ? t("actions.issueMinItems", { limit }) : undefined;
    case "maxProperties":
      return typeof limit === "number" ? t("actions.issueMaxItems", { limit }) : undefined;
    case "pattern":
      return typeof limit === "string" ? t("actions.issuePattern", { pattern: limit }) : undefined;
    case "type":
    case "format":
      return typeof limit === "string" ? formOf(t, limit) : undefined;
    default:
      return typeof limit === "number" ? bound(t, keyword, limit) : undefined;
  }
}

function bound(t: Text, keyword: string | undefined, limit: number): string | undefined {
  switch (keyword) {
    case "minimum":
      return t("actions.issueMinimum", { limit });
    case "maximum":
      return t("actions.issueMaximum", { limit });
    case "exclusiveMinimum":
      return t("actions.issueMore", { limit });
    case "exclusiveMaximum":
      return t("actions.issueLess", { limit });
    case "minLength":
      return t("actions.issueMinLength", { limit });
    case "maxLength":
      return t("actions.issueMaxLength", { limit });
    case "minItems":
      return t("actions.issueMinItems", { limit });
    case "maxItems":
      return t("actions.issueMaxItems", { limit });
    case "multipleOf":
      return t("actions.issueMultiple", { limit });
    default:
      return undefined;
  }
}

function formOf(t: Text, name: string): string {
  switch (name) {
    case "integer":
      return t("actions.issueInteger");
    case "number":
      return t("actions.issueNumber");
    case "string":
      return t("actions.issueString");
    case "boolean":
      return t("actions.issueBoolean");
    case "object":
      return t("actions.issueObject");
    case "array":
      return t("actions.issueArray");
    default:
      return t("actions.issueFormat", { format: name });
  }
}
