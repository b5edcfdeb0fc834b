import type { FieldProps } from "@rjsf/utils";
import { ariaDescribedByIds } from "@rjsf/utils";
import { Input } from "antd";
import { useState } from "react";
import { useText } from "../../_lib/i18n";
import styles from "./form.module.css";

/** A value that no input of a form can express, entered as JSON. */
export function JsonField(props: FieldProps) {
  const t = useText();
  const { fieldPathId, formData, onChange, onBlur } = props;
  const id = fieldPathId.$id;
  const printed = formData === undefined ? "" : JSON.stringify(formData, null, 2);
  // While the text is no JSON the payload keeps its last value, and the text stays as it was typed.
  const [draft, setDraft] = useState<string | null>(null);
  const edit = (text: string): void => {
    const parsed = parse(text);
    setDraft(parsed.ok && JSON.stringify(parsed.value, null, 2) === text ? null : text);
    if (parsed.ok) onChange(parsed.value, fieldPathId.path);
  };
  const isBroken = draft !== null && !parse(draft).ok;
  return (
    <>
      <Input.TextArea
        id={id}
        className={styles.mono}
        autoSize={{ minRows: 2, maxRows: 12 }}
        spellCheck={false}
        disabled={props.disabled || props.readonly}
        value={draft ?? printed}
        onChange={({ target }) => edit(target.value)}
        onBlur={() => {
          if (!isBroken) setDraft(null);
          onBlur(id, formData);
        }}
        status={isBroken ? "error" : undefined}
        aria-invalid={isBroken}
        aria-describedby={ariaDescribedByIds(id)}
      />
      {isBroken && <div className={styles.error}>{t("actions.issueJson")}</div>}
    </>
  );
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  if (text.trim() === "") return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
