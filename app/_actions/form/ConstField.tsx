import type { FieldProps } from "@rjsf/utils";
import { Checkbox } from "antd";
import { useText } from "../../_lib/i18n";
import styles from "./form.module.css";

/** A value that is fixed: it can only be given or, where it is optional, left out. */
export function ConstField(props: FieldProps) {
  const t = useText();
  const { fieldPathId, formData, onChange, onBlur, required, schema } = props;
  const isGiven = JSON.stringify(formData) === JSON.stringify(schema.const);
  const shown = typeof schema.const === "string" ? schema.const : JSON.stringify(schema.const);
  return (
    <Checkbox
      id={fieldPathId.$id}
      checked={isGiven}
      disabled={props.disabled || props.readonly || (required && isGiven)}
      onBlur={() => onBlur(fieldPathId.$id, formData)}
      onChange={({ target }) =>
        onChange(target.checked ? schema.const : undefined, fieldPathId.path, undefined, fieldPathId.$id)
      }
    >
      {schema.const === true ? (
        t("common.yes")
      ) : (
        <code className={`mono ${styles.constant ?? ""}`}>{shown}</code>
      )}
    </Checkbox>
  );
}
