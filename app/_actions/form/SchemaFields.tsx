import type { JsonObject } from "@opstage/contracts";
import { Theme } from "@rjsf/antd";
import { type IChangeEvent, withTheme } from "@rjsf/core";
import { toErrorSchema } from "@rjsf/utils";
import { useMemo } from "react";
import { useText } from "../../_lib/i18n";
import { isObject } from "../results/template";
import { ArrayFieldItemTemplate, ArrayFieldTemplate } from "./array-templates";
import { ChoiceField } from "./ChoiceField";
import { ConstField } from "./ConstField";
import { DateWidget } from "./DateWidget";
import { FileWidget } from "./FileWidget";
import { toFormSchema } from "./form-schema";
import { settleChange } from "./initial-of";
import type { FormIssue } from "./issue-text";
import { JsonField } from "./JsonField";
import { rjsfTexts } from "./rjsf-texts";
import { rjsfValidator } from "./rjsf-validator";
import { FieldErrorTemplate, FieldTemplate, ObjectFieldTemplate } from "./templates";
import { PasswordWidget, SelectWidget, SwitchWidget, TextareaWidget, TextInput } from "./widgets";

const RjsfForm = withTheme({
  ...Theme,
  fields: { ...Theme.fields, JsonField, ConstField, OneOfField: ChoiceField, AnyOfField: ChoiceField },
  widgets: {
    ...Theme.widgets,
    DateWidget,
    FileWidget,
    PasswordWidget,
    SelectWidget,
    SwitchWidget,
    TextareaWidget,
  },
  templates: {
    ...Theme.templates,
    ArrayFieldItemTemplate,
    ArrayFieldTemplate,
    BaseInputTemplate: TextInput,
    FieldTemplate,
    FieldErrorTemplate,
    ObjectFieldTemplate,
  },
});

/** Initial values are the panel's business; RJSF adding its own would make form and JSON view disagree. */
const noDefaults = {
  emptyObjectFields: "skipDefaults",
  arrayMinItems: { populate: "never" },
  allOf: "skipDefaults",
  constAsDefaults: "never",
} as const;

export interface SchemaFieldsProps {
  readonly inputSchema: JsonObject;
  readonly payload: JsonObject;
  /** What to show as wrong now; the caller decides when a field is due for criticism. */
  readonly issues: readonly FormIssue[];
  readonly disabled: boolean;
  /** Prefix of the inputs' ids: the field at `a.b` is `<idPrefix>.a.b`. */
  readonly idPrefix: string;
  /** `path` is the dot path of the field that changed. */
  readonly onChange: (payload: JsonObject, path: string) => void;
  readonly onLeave: (path: string) => void;
}

/** The inputs that a JSON Schema asks for. Loaded on demand: the engine is large and most visits need none. */
export function SchemaFields(props: SchemaFieldsProps) {
  const { inputSchema, payload, issues, idPrefix } = props;
  const t = useText();
  const { schema, uiSchema } = useMemo(() => toFormSchema(inputSchema), [inputSchema]);
  const extraErrors = useMemo(
    () =>
      toErrorSchema(issues.map((issue) => ({ ...issue, property: `.${issue.path}`, stack: issue.message }))),
    [issues],
  );
  const translate = useMemo(() => rjsfTexts(t), [t]);
  const pathOf = (id: string | undefined): string => id?.slice(idPrefix.length + 1) ?? "";
  return (
    <RjsfForm
      tagName="div"
      schema={schema}
      uiSchema={uiSchema}
      validator={rjsfValidator}
      formData={payload}
      extraErrors={extraErrors}
      disabled={props.disabled}
      idPrefix={idPrefix}
      idSeparator="."
      showErrorList={false}
      noHtml5Validate
      translateString={translate}
      experimental_defaultFormStateBehavior={noDefaults}
      onChange={(event: IChangeEvent, id) => {
        const changed = pathOf(id);
        const settled = settleChange(inputSchema, {
          before: payload,
          after: asPayload(event.formData),
          changed,
        });
        props.onChange(isObject(settled) ? settled : {}, changed);
      }}
      onBlur={(id) => props.onLeave(pathOf(id))}
    />
  );
}

/** What a form edits is JSON once the keys of emptied fields, which hold `undefined`, are gone. */
function asPayload(formData: unknown): JsonObject {
  return JSON.parse(JSON.stringify(formData ?? {}));
}
