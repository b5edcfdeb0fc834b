import { FileTextOutlined } from "@ant-design/icons";
import type { WidgetProps } from "@rjsf/utils";
import { ariaDescribedByIds } from "@rjsf/utils";
import { Button, Input } from "antd";
import { useId, useRef, useState } from "react";
import { useLanguage, useText } from "../../_lib/i18n";
import { bytesText } from "../results/format";
import { FileError, fileLimit, readFile } from "./file-text";
import styles from "./form.module.css";
import { inputState } from "./input-state";

/** Text that may be typed, pasted, or read from a file. */
export function FileWidget(props: WidgetProps) {
  const { id, value, schema, options, onChange, onBlur, label } = props;
  const t = useText();
  const language = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [name, setName] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const limit = fileLimit(schema);
  const isLocked = props.disabled || props.readonly;
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      onChange(await readFile(file, schema));
      setName(file.name);
      setProblem(undefined);
    } catch (error) {
      const kind = error instanceof FileError ? error.kind : "unreadable";
      setProblem(t(`actions.file.${kind}`, { name: file.name, limit: bytesText(limit, language) }));
    }
  };
  return (
    <div className={styles.file}>
      <Input.TextArea
        id={id}
        className={styles.mono}
        autoSize={{ minRows: 3, maxRows: 12 }}
        spellCheck={false}
        placeholder={props.placeholder}
        maxLength={schema.maxLength}
        value={typeof value === "string" ? value : ""}
        onBlur={() => onBlur(id, value)}
        onChange={({ target }) => {
          setName(undefined);
          onChange(target.value === "" ? options.emptyValue : target.value);
        }}
        {...inputState(props)}
        aria-describedby={`${ariaDescribedByIds(id)} ${hintId}`}
      />
      <div className={styles.fileLine}>
        <Button
          size="small"
          icon={<FileTextOutlined aria-hidden="true" />}
          disabled={isLocked}
          onClick={() => input.current?.click()}
          aria-label={t("actions.file.chooseFor", { field: label })}
        >
          {t("actions.file.choose")}
        </Button>
        <span id={hintId} className={styles.hint} role="status">
          {problem === undefined
            ? (name ?? t("actions.file.limit", { limit: bytesText(limit, language) }))
            : null}
        </span>
        <input
          ref={input}
          type="file"
          hidden
          accept={typeof schema.contentMediaType === "string" ? acceptOf(schema.contentMediaType) : undefined}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // The same file may be chosen again after it was changed.
            target.value = "";
            take(file);
          }}
        />
      </div>
      {problem !== undefined && (
        <div className={styles.error} role="alert">
          {problem}
        </div>
      )}
    </div>
  );
}

/** A media type of text lets any text file be chosen: systems disagree about the types of small formats. */
function acceptOf(mediaType: string): string | undefined {
  return mediaType.startsWith("image/") ? mediaType : undefined;
}
