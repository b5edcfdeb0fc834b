import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from "@rjsf/utils";
import { buttonId } from "@rjsf/utils";
import { Button } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { useText } from "../../_lib/i18n";
import styles from "./form.module.css";
import { Group } from "./templates";

const inputs = "input, textarea, button, [tabindex='0']";

/** A list of values: its entries, and a way to add one. The focus follows what was added. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { fieldPathId, title, schema, items, canAdd, disabled, readonly, required } = props;
  const t = useText();
  const list = useRef<HTMLDivElement>(null);
  const length = useRef(items.length);
  const wasAsked = useRef(false);
  useEffect(() => {
    const isGrown = items.length > length.current;
    const isShrunk = items.length < length.current;
    length.current = items.length;
    const asked = wasAsked.current;
    wasAsked.current = false;
    if (isGrown && asked) list.current?.lastElementChild?.querySelector<HTMLElement>(inputs)?.focus();
    else if (isShrunk) document.getElementById(buttonId(fieldPathId, "add"))?.focus();
  }, [items.length, fieldPathId]);
  return (
    <Group id={fieldPathId.$id} title={title} isRequired={required} description={schema.description}>
      {items.length > 0 && (
        <div ref={list} className={styles.items}>
          {items}
        </div>
      )}
      {canAdd && (
        <div>
          <Button
            id={buttonId(fieldPathId, "add")}
            icon={<PlusOutlined aria-hidden="true" />}
            size="small"
            disabled={disabled || readonly}
            aria-label={t("actions.formAddTo", { name: title })}
            onClick={(event) => {
              wasAsked.current = true;
              props.onAddClick(event);
            }}
          >
            {t("actions.formAdd")}
          </Button>
        </div>
      )}
    </Group>
  );
}

/** One entry of a list, with what can be done to it. */
export function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const { children, buttonsProps, hasToolbar, schema, index } = props;
  const t = useText();
  const n = index + 1;
  const isPlain = schema.type !== "object" && schema.type !== "array" && schema.oneOf === undefined;
  const { disabled, readonly } = props;
  const button = (icon: ReactNode, label: string, onClick: () => void, isOff = false): ReactNode => (
    <Button
      type="text"
      icon={icon}
      aria-label={label}
      disabled={disabled || readonly || isOff}
      onClick={onClick}
    />
  );
  return (
    <div className={isPlain ? `${styles.item} ${styles.plainItem}` : styles.item}>
      <div className={styles.itemField}>{children}</div>
      {hasToolbar && (
        <div className={styles.itemButtons}>
          {(buttonsProps.hasMoveUp || buttonsProps.hasMoveDown) && (
            <>
              {button(
                <ArrowUpOutlined aria-hidden="true" />,
                t("actions.formMoveUp", { n }),
                buttonsProps.onMoveUpItem,
                !buttonsProps.hasMoveUp,
              )}
              {button(
                <ArrowDownOutlined aria-hidden="true" />,
                t("actions.formMoveDown", { n }),
                buttonsProps.onMoveDownItem,
                !buttonsProps.hasMoveDown,
              )}
            </>
          )}
          {buttonsProps.hasRemove &&
            button(
              <DeleteOutlined aria-hidden="true" />,
              t("actions.formRemove", { n }),
              buttonsProps.onRemoveItem,
            )}
        </div>
      )}
    </div>
  );
}
