import { replaceStringParameters, TranslatableString } from "@rjsf/utils";
import type { Text, TextKey } from "../../_lib/i18n";

const keys: Partial<Record<TranslatableString, TextKey>> = {
  [TranslatableString.ArrayItemTitle]: "actions.formItem",
  [TranslatableString.EmptyArray]: "actions.formNoItems",
  [TranslatableString.ExpandButton]: "common.expand",
  [TranslatableString.CycleDetected]: "actions.formCycle",
  [TranslatableString.YesLabel]: "common.yes",
  [TranslatableString.NoLabel]: "common.no",
  [TranslatableString.CloseLabel]: "common.close",
  [TranslatableString.CopyButton]: "common.copy",
  [TranslatableString.ClearLabel]: "actions.formClear",
  [TranslatableString.ClearButton]: "actions.formClear",
  [TranslatableString.UnsupportedField]: "actions.formUnsupported",
  [TranslatableString.UnsupportedFieldWithId]: "actions.formUnsupported",
  [TranslatableString.UnsupportedFieldWithReason]: "actions.formUnsupported",
  [TranslatableString.UnsupportedFieldWithIdAndReason]: "actions.formUnsupported",
};

/** RJSF's own words in the operator's language; `%1` and `%2` are filled as RJSF does. */
export function rjsfTexts(t: Text): (text: TranslatableString, params?: string[]) => string {
  return (text, params) => {
    const key = keys[text];
    if (key) return t(key);
    // A new member of an open map starts empty.
    if (text === TranslatableString.NewStringDefault) return "";
    if (text === TranslatableString.OptionPrefix) return t("actions.formOption", { n: params?.[0] ?? "" });
    if (text === TranslatableString.TitleOptionPrefix) {
      return t("actions.formTitledOption", { title: params?.[0] ?? "", n: params?.[1] ?? "" });
    }
    return replaceStringParameters(text, params);
  };
}
