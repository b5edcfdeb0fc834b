import type { WidgetProps } from "@rjsf/utils";
import { ariaDescribedByIds } from "@rjsf/utils";
import { DatePicker, TimePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { readDate, writeDate } from "./date-values";
import { inputState } from "./input-state";

/** A date, a time, or both: shown in the viewer's zone, kept as JSON Schema's formats want it. */
export function DateWidget(props: WidgetProps) {
  const { id, value, schema, options, onChange, onBlur } = props;
  const format = schema.format;
  const instant = readDate(format, value);
  const common = {
    id,
    style: { width: "100%" },
    placeholder: props.placeholder || undefined,
    allowClear: !props.required,
    value: instant === undefined ? null : dayjs(instant),
    onBlur: () => onBlur(id, value),
    onChange: (next: Dayjs | null) =>
      onChange(next === null ? options.emptyValue : writeDate(format, next.toDate())),
    ...inputState(props),
    "aria-describedby": ariaDescribedByIds(id),
  };
  if (format === "time") return <TimePicker {...common} format="HH:mm:ss" needConfirm={false} />;
  return format === "date-time" ? (
    <DatePicker {...common} showTime format="YYYY-MM-DD HH:mm:ss" needConfirm={false} />
  ) : (
    <DatePicker {...common} format="YYYY-MM-DD" />
  );
}
