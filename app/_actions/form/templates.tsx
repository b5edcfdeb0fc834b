import { PlusOutlined } from "@ant-design/icons";
import type { FieldErrorProps, FieldTemplateProps, ObjectFieldTemplateProps } from "@rjsf/utils";
import { ADDITIONAL_PROPERTY_FLAG, errorId, getUiOptions } from "@rjsf/utils";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useText } from "../../_lib/i18n";
import { NamedValue, OptionalGroup } from "./field-groups";
import styles from "./form.module.css";
import { asJsonObject } from "./rjsf-json";
import { branchesOf, isValueList, mainType } from "./schema-walk";

/** A field: label, input, what is wrong with it, and what it is for. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, required, description, rawDescription, errors, rawErrors, help, rawHelp, children } =
    props;
  if (props.hidden) return <div hidden>{children}</div>;
  const options = getUiOptions(props.uiSchema);
  const schema = asJsonObject(props.schema);
  const isReplaced = options.field !== undefined;
  const isChoice = branchesOf(schema).length > 0 && !isValueList(schema) && !isReplaced;
  const isRoot = props.fieldPathId.path.length === 0;
  const wrong = rawErrors?.length ? errors : null;
  if (ADDITIONAL_PROPERTY_FLAG in props.schema) return <NamedValue {...props} />;
  if (isRoot || (options.isBranch === true && mainType(schema) === "object")) {
    return (
      <div>
        {children}
        {wrong}
      </div>
    );
  }
  // An open map without names of its own has nothing to be left out: it is simply empty.
  const isMap = mainType(schema) === "object" && schema.properties === undefined && !isChoice;
  if (isMap && !isReplaced) {
    return (
      <div className={styles.field}>
        {children}
        {wrong}
      </div>
    );
  }
  const isGroup = (mainType(schema) === "object" && !isReplaced) || isChoice;
  if (isGroup) {
    return (
      <OptionalGroup {...props}>
        {isChoice ? (
          <Group id={id} title={label} isRequired={required} description={rawDescription}>
            {children}
          </Group>
        ) : (
          children
        )}
        {wrong}
      </OptionalGroup>
    );
  }
  const hasLabel = (props.displayLabel || isReplaced) && label !== "";
  if (!hasLabel) {
    return (
      <div className={styles.field}>
        {children}
        {wrong}
      </div>
    );
  }
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {required && <RequiredMark />}
      </label>
      {children}
      {wrong}
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

/** The fields of an object; a nested object is a group with its own heading, unless something around it is. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { fieldPathId, title, description, properties, uiSchema, required } = props;
  const t = useText();
  const schema = asJsonObject(props.schema);
  const isOpen = schema.additionalProperties !== undefined && schema.additionalProperties !== false;
  const content = (
    <>
      {properties.length > 0 && (
        <div className={styles.fields}>
          {properties.map((property) => (
            <div key={property.name} hidden={property.hidden}>
              {property.content}
            </div>
          ))}
        </div>
      )}
      {isOpen && (
        <div>
          <Button
            icon={<PlusOutlined aria-hidden="true" />}
            size="small"
            onClick={props.onAddProperty}
            disabled={props.disabled || props.readonly}
            aria-label={title ? t("actions.formAddTo", { name: title }) : undefined}
          >
            {t("actions.formAdd")}
          </Button>
        </div>
      )}
    </>
  );
  const isChoice = branchesOf(schema).length > 0 && !isValueList(schema);
  const isPlain = fieldPathId.path.length === 0 || getUiOptions(uiSchema).isBranch === true || isChoice;
  if (isPlain) return <div className={styles.plain}>{content}</div>;
  return (
    <Group id={fieldPathId.$id} title={title} isRequired={required} description={description}>
      {content}
    </Group>
  );
}

export interface GroupProps {
  readonly id: string;
  readonly title: string;
  readonly isRequired?: boolean;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}

/** Fields that belong together, under their own heading. */
export function Group({ id, title, isRequired = false, description, children }: GroupProps) {
  return (
    <fieldset id={id} className={styles.group}>
      <legend className={styles.legend}>
        {title}
        {isRequired && <RequiredMark />}
      </legend>
      {description ? <div className={styles.hint}>{description}</div> : null}
      {children}
    </fieldset>
  );
}

function RequiredMark() {
  return (
    <span className={styles.required} aria-hidden="true">
      *
    </span>
  );
}
