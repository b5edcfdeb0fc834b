import type { JsonObject } from "@opstage/contracts";
import type { FieldProps, RJSFSchema } from "@rjsf/utils";
import { Radio, Select } from "antd";
import { useMemo, useState } from "react";
import { useText } from "../../_lib/i18n";
import { isObject } from "../results/template";
import { closestBranch, switchBranch } from "./choice-branch";
import { branchUi } from "./field-ui";
import styles from "./form.module.css";
import { asJsonObject, asJsonValue, asRjsfSchema } from "./rjsf-json";
import { branchesOf, mainType, resolveRef } from "./schema-walk";

/** As many branches with short names stand side by side; more are a list. */
const mostButtons = 4;
const mostLetters = 48;

/**
 * A choice of forms (`oneOf`, `anyOf`): which one, and its fields. The constant that tells the branches apart is
 * filled in by the choice itself.
 */
export function ChoiceField(props: FieldProps) {
  const { registry, fieldPathId, name, onChange, onBlur } = props;
  const t = useText();
  const root = asJsonObject(registry.rootSchema);
  const schema = asJsonObject(props.schema);
  const value = asJsonValue(props.formData);
  const branches = useMemo(
    () => branchesOf(schema).flatMap((branch) => (isObject(branch) ? [resolveRef(branch, root)] : [])),
    [schema, root],
  );
  // While one works on a branch it stays chosen, even where the value fits another one better.
  const [chosen, setChosen] = useState<number>();
  const current = chosen ?? closestBranch(branches, value, root);
  const branch = branches[current];
  const labels = branches.map((one, index) =>
    typeof one.title === "string" ? one.title : t("actions.formOption", { n: index + 1 }),
  );
  const title =
    props.uiSchema?.["ui:title"] ?? schema.title ?? (name === "" ? t("actions.formChoice") : name);
  const common = {
    id: `${fieldPathId.$id}__choice`,
    "aria-label": String(title),
    disabled: props.disabled || props.readonly,
    value: current,
    onBlur: () => onBlur(fieldPathId.$id, value),
  };
  const choose = (index: number): void => {
    const to = branches[index];
    if (index === current || to === undefined) return;
    setChosen(index);
    onChange(switchBranch({ schema, to, root }, value), fieldPathId.path, undefined, fieldPathId.$id);
  };
  const areShort = branches.length <= mostButtons && labels.join("").length <= mostLetters;
  const { SchemaField } = registry.fields;
  return (
    <div className={styles.choice}>
      {areShort ? (
        <Radio.Group
          {...common}
          optionType="button"
          options={labels.map((label, index) => ({ label, value: index }))}
          onChange={({ target }) => choose(Number(target.value))}
        />
      ) : (
        <Select<number>
          {...common}
          style={{ width: "100%" }}
          showSearch={branches.length > 8 ? { optionFilterProp: "label" } : undefined}
          options={labels.map((label, index) => ({ label, value: index }))}
          onChange={choose}
        />
      )}
      {branch && branch.type !== "null" && SchemaField && (
        <SchemaField
          {...props}
          key={current}
          schema={branchSchema(branch, schema)}
          uiSchema={branchFields(branch, root)}
          onChange={(next, path, errors, id) => {
            setChosen(current);
            onChange(next, path, errors, id);
          }}
        />
      )}
    </div>
  );
}

/** What the schema around a choice says holds for each of its branches. */
function branchSchema(branch: JsonObject, around: JsonObject): RJSFSchema {
  const type = mainType(branch) ?? mainType(around);
  const names = [around.required, branch.required].flatMap((list) => (Array.isArray(list) ? list : []));
  return asRjsfSchema({
    ...branch,
    ...(type !== undefined && branch.type === undefined && { type }),
    ...(names.length > 0 && { required: names }),
  });
}

function branchFields(branch: JsonObject, root: JsonObject) {
  const ui = branchUi(branch, root);
  const named = isObject(branch.properties) ? Object.entries(branch.properties) : [];
  const hidden = named.flatMap(([name, property]) =>
    isObject(property) && property.const !== undefined ? [[name, { "ui:widget": "hidden" }] as const] : [],
  );
  return { ...ui, ...Object.fromEntries(hidden), "ui:options": { isBranch: true } };
}
