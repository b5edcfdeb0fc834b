import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { FieldTemplateProps } from "@rjsf/utils";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import { useText } from "../../_lib/i18n";
import styles from "./form.module.css";
import { initialOf } from "./initial-of";
import { asJsonObject } from "./rjsf-json";

/** A group that may be left out: a button adds it, with what it starts with, and another takes it away. */
export function OptionalGroup(
  props: Omit<FieldTemplateProps, "children"> & { readonly children: ReactNode },
) {
  const { formData, required, label, schema, registry, fieldPathId, onChange, disabled, readonly } = props;
  const t = useText();
  const isEntry = typeof fieldPathId.path.at(-1) === "number";
  if (required || isEntry) return <div className={styles.field}>{props.children}</div>;
  if (formData === undefined) {
    const start = initialOf(asJsonObject(schema), asJsonObject(registry.rootSchema)) ?? {};
    return (
      <fieldset id={props.id} className={styles.groupAbsent}>
        <span className={styles.label}>{label}</span>
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={disabled || readonly}
          aria-label={t("actions.formAddGroup", { name: label })}
          onClick={() => onChange(start, fieldPathId.path, undefined, props.id)}
        >
          {t("actions.formAdd")}
        </Button>
        {props.rawDescription ? <div className={styles.hint}>{props.description}</div> : null}
      </fieldset>
    );
  }
  return (
    <div className={styles.optional}>
      {props.children}
      <Button
        size="small"
        type="text"
        className={styles.optionalRemove}
        icon={<DeleteOutlined aria-hidden="true" />}
        disabled={disabled || readonly}
        aria-label={t("actions.formRemoveGroup", { name: label })}
        onClick={() => onChange(undefined, fieldPathId.path, undefined, props.id)}
      />
    </div>
  );
}

/** A member of an open map: its name is entered too. */
export function NamedValue(props: FieldTemplateProps) {
  const { id, label, children, errors, rawErrors, disabled, readonly, onKeyRename, onRemoveProperty } = props;
  const t = useText();
  const [draft, setDraft] = useState<string>();
  const isLocked = disabled || readonly;
  const rename = (): void => {
    if (draft !== undefined && draft.trim() !== "" && draft !== label) onKeyRename(draft.trim());
    setDraft(undefined);
  };
  return (
    <div className={styles.field}>
      <div className={styles.named}>
        <Input
          id={`${id}-key`}
          className={styles.namedKey}
          aria-label={t("actions.formKey")}
          value={draft ?? label}
          disabled={isLocked}
          spellCheck={false}
          onChange={({ target }) => setDraft(target.value)}
          onBlur={rename}
          onPressEnter={(event) => {
            event.preventDefault();
            rename();
          }}
        />
        <div className={styles.namedValue}>
          <label className="sr-only" htmlFor={id}>
            {t("actions.formValueOf", { name: label })}
          </label>
          {children}
        </div>
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          disabled={isLocked}
          aria-label={t("actions.formRemoveGroup", { name: label })}
          onClick={onRemoveProperty}
        />
      </div>
      {rawErrors?.length ? errors : null}
    </div>
  );
}
