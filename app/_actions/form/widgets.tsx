import type { BaseInputTemplateProps, WidgetProps } from "@rjsf/utils";
import { ariaDescribedByIds, getInputProps } from "@rjsf/utils";
import { Input, InputNumber, Select, Switch } from "antd";
import styles from "./form.module.css";
import { inputState } from "./input-state";

type Typed = { target: { value: string } };

/** Text in one line, or a number with its limits. */
export function TextInput(props: BaseInputTemplateProps) {
  const { id, value, schema, type, options, onChange, onBlur, placeholder } = props;
  const input = getInputProps(schema, type, options, false);
  const common = {
    id,
    placeholder,
    onBlur: () => onBlur(id, value),
    "aria-describedby": ariaDescribedByIds(id),
    ...inputState(props),
  };
  if (input.type === "number" || input.type === "integer") {
    return (
      <InputNumber
        {...common}
        style={{ width: "100%" }}
        changeOnWheel={false}
        min={asNumber(input.min)}
        max={asNumber(input.max)}
        step={asNumber(input.step)}
        precision={schema.type === "integer" ? 0 : undefined}
        value={typeof value === "number" || typeof value === "string" ? value : null}
        onChange={(next) => onChange(next ?? options.emptyValue)}
      />
    );
  }
  return (
    <Input
      {...common}
      type={input.type}
      autoComplete="off"
      maxLength={schema.maxLength}
      showCount={schema.maxLength !== undefined && schema.maxLength <= 500}
      value={asText(value)}
      onChange={({ target }: Typed) => onChange(target.value === "" ? options.emptyValue : target.value)}
    />
  );
}

/** A secret: hidden as typed, never offered to the browser's password store. */
export function PasswordWidget(props: WidgetProps) {
  const { id, value, options, onChange, onBlur } = props;
  return (
    <Input.Password
      id={id}
      autoComplete="new-password"
      placeholder={props.placeholder}
      value={asText(value)}
      onBlur={() => onBlur(id, value)}
      onChange={({ target }: Typed) => onChange(target.value === "" ? options.emptyValue : target.value)}
      aria-describedby={ariaDescribedByIds(id)}
      {...inputState(props)}
    />
  );
}

export function TextareaWidget(props: WidgetProps) {
  const { id, value, schema, options, onChange, onBlur } = props;
  return (
    <Input.TextArea
      id={id}
      className={schema.maxLength === undefined ? undefined : styles.counted}
      autoSize={{ minRows: 3, maxRows: 12 }}
      placeholder={props.placeholder}
      maxLength={schema.maxLength}
      showCount={schema.maxLength !== undefined}
      value={asText(value)}
      onBlur={() => onBlur(id, value)}
      onChange={({ target }: Typed) => onChange(target.value === "" ? options.emptyValue : target.value)}
      aria-describedby={ariaDescribedByIds(id)}
      {...inputState(props)}
    />
  );
}

export function SwitchWidget(props: WidgetProps) {
  const { id, value, onChange } = props;
  return (
    <Switch
      id={id}
      className={styles.switch}
      checked={value === true}
      disabled={props.disabled || props.readonly}
      onChange={(checked) => onChange(checked)}
    />
  );
}

/** A choice, or several. Options are addressed by place, so that numbers stay numbers. */
export function SelectWidget(props: WidgetProps) {
  const { id, value, multiple, options, onChange, onBlur } = props;
  const choices = options.enumOptions ?? [];
  const { readOnly: _readOnly, ...state } = inputState(props);
  const common = {
    id,
    style: { width: "100%" },
    placeholder: props.placeholder,
    options: choices.map((choice, index) => ({ value: index, label: choice.label })),
    showSearch: choices.length > 8 ? { optionFilterProp: "label" } : undefined,
    onBlur: () => onBlur(id, value),
    "aria-describedby": ariaDescribedByIds(id),
    ...state,
    disabled: props.disabled || props.readonly,
  };
  const placeOf = (wanted: unknown) =>
    choices.findIndex((choice) => JSON.stringify(choice.value) === JSON.stringify(wanted));
  if (multiple) {
    const places = Array.isArray(value) ? value.map(placeOf).filter((place) => place >= 0) : [];
    return (
      <Select<number[]>
        {...common}
        mode="multiple"
        value={places}
        onChange={(next) => onChange(next.map((place) => choices[place]?.value))}
      />
    );
  }
  const place = placeOf(value);
  return (
    <Select<number>
      {...common}
      allowClear={!props.required}
      value={place >= 0 ? place : undefined}
      onChange={(next: number | undefined) =>
        onChange(next === undefined ? options.emptyValue : choices[next]?.value)
      }
    />
  );
}

function asText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function asNumber(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
