import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldErrorProps,
  FieldTemplateProps,
  IconButtonProps,
  ObjectFieldTemplateProps,
} from "@rjsf/utils";
import { buttonId, errorId, getTemplate, getUiOptions, TranslatableString } from "@rjsf/utils";
import { Button } from "antd";
import styles from "./form.module.css";

/** A field: label, input, what is wrong with it, and what it is for. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, required, description, rawDescription, errors, rawErrors, help, rawHelp, children } =
    props;
  if (props.hidden) return <div hidden>{children}</div>;
  const options = getUiOptions(props.uiSchema);
  const isRoot = props.fieldPathId.path.length === 0;
  const hasLabel = (props.displayLabel || options.field === "JsonField") && label !== "";
  const isGroup = !hasLabel;
  if (isRoot || isGroup) {
    return (
      <div className={isRoot ? undefined : styles.field}>
        {children}
        {!!rawErrors?.length && errors}
      </div>
    );
  }
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {required && (
          <span className={styles.required} aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children}
      {!!rawErrors?.length && errors}
      {rawDescription ? <div className={styles.hint}>{description}</div> : null}
      {rawHelp ? <div className={styles.hint}>{help}</div> : null}
    </div>
  );
}

export function FieldErrorTemplate({ errors = [], fieldPathId }: FieldErrorProps) {
  if (errors.length === 0) return null;
  return (
    <div id={errorId(fieldPathId)} className={styles.error} role="alert">
      {errors.map((error) => (
        <div key={String(error)}>{error}</div>
      ))}
    </div>
  );
}

/** The fields of an object; a nested object is a group with its own heading. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { fieldPathId, title, description, properties, registry, disabled, readonly } = props;
  const fields = properties.map((property) => <div key={property.name}>{property.content}</div>);
  const { AddButton } = registry.templates.ButtonTemplates;
  const grow = props.schema.additionalProperties ? (
    <AddButton
      onClick={props.onAddProperty}
      disabled={disabled || readonly}
      registry={registry}
      uiSchema={props.uiSchema}
    />
  ) : null;
  if (fieldPathId.path.length === 0) {
    return (
      <div className={styles.fields}>
        {fields}
        {grow}
      </div>
    );
  }
  return (
    <fieldset id={fieldPathId.$id} className={styles.group}>
      <legend className={styles.legend}>{title}</legend>
      {description ? <div className={styles.hint}>{description}</div> : null}
      <div className={styles.fields}>{fields}</div>
      {grow}
    </fieldset>
  );
}

/** A list of values: its entries, and a way to add one. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { fieldPathId, title, schema, items, canAdd, disabled, readonly, registry, required } = props;
  const { AddButton: Add } = registry.templates.ButtonTemplates;
  return (
    <fieldset id={fieldPathId.$id} className={styles.group}>
      <legend className={styles.legend}>
        {title}
        {required && (
          <span className={styles.required} aria-hidden="true">
            *
          </span>
        )}
      </legend>
      {schema.description ? <div className={styles.hint}>{schema.description}</div> : null}
      {items.length > 0 && <div className={styles.items}>{items}</div>}
      {canAdd && (
        <div>
          <Add
            id={buttonId(fieldPathId, "add")}
            onClick={props.onAddClick}
            disabled={disabled || readonly}
            registry={registry}
            uiSchema={props.uiSchema}
          />
        </div>
      )}
    </fieldset>
  );
}

export function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const { children, buttonsProps, hasToolbar, registry, uiSchema, schema } = props;
  const Buttons = getTemplate("ArrayFieldItemButtonsTemplate", registry, getUiOptions(uiSchema));
  const isPlain = schema.type !== "object" && schema.type !== "array";
  return (
    <div className={isPlain ? `${styles.item} ${styles.plainItem}` : styles.item}>
      <div className={styles.itemField}>{children}</div>
      {hasToolbar && (
        <div className={styles.itemButtons}>
          <Buttons {...buttonsProps} />
        </div>
      )}
    </div>
  );
}

export function AddButton({ id, onClick, disabled, registry }: IconButtonProps) {
  return (
    <Button
      id={id}
      icon={<PlusOutlined aria-hidden="true" />}
      size="small"
      onClick={onClick}
      disabled={disabled}
    >
      {registry.translateString(TranslatableString.AddItemButton)}
    </Button>
  );
}

export function RemoveButton({ id, onClick, disabled, registry }: IconButtonProps) {
  return (
    <Button
      id={id}
      type="text"
      danger
      icon={<DeleteOutlined aria-hidden="true" />}
      onClick={onClick}
      disabled={disabled}
      aria-label={registry.translateString(TranslatableString.RemoveButton)}
    />
  );
}

export function MoveUpButton({ id, onClick, disabled, registry }: IconButtonProps) {
  return (
    <Button
      id={id}
      type="text"
      icon={<ArrowUpOutlined aria-hidden="true" />}
      onClick={onClick}
      disabled={disabled}
      aria-label={registry.translateString(TranslatableString.MoveUpButton)}
    />
  );
}

export function MoveDownButton({ id, onClick, disabled, registry }: IconButtonProps) {
  return (
    <Button
      id={id}
      type="text"
      icon={<ArrowDownOutlined aria-hidden="true" />}
      onClick={onClick}
      disabled={disabled}
      aria-label={registry.translateString(TranslatableString.MoveDownButton)}
    />
  );
}
