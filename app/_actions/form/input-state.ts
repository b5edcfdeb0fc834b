/** What every input of a form says about itself. */
export function inputState(props: {
  readonly disabled?: boolean;
  readonly readonly?: boolean;
  readonly required?: boolean;
  readonly rawErrors?: string[];
}) {
  const isWrong = (props.rawErrors?.length ?? 0) > 0;
  return {
    disabled: props.disabled,
    readOnly: props.readonly,
    "aria-invalid": isWrong,
    "aria-required": props.required,
    status: isWrong ? ("error" as const) : undefined,
  };
}
