import { MoreOutlined } from "@ant-design/icons";
import type { JsonObject, ResultAction } from "@opstage/contracts";
import { Button, Dropdown } from "antd";
import { useText } from "../../_lib/i18n";
import { useRoleReason } from "../../_lib/session";
import { useNarrow } from "../../_lib/use-media";
import { ResultButton } from "./ResultButton";
import { type ActionRequest, isRisky, type ResultSource, requestOf, targetOf } from "./result-actions";
import styles from "./results.module.css";

/** As many buttons fit beside a row without covering it; the others go behind one. */
const mostButtons = 3;

export interface RowActionsProps {
  readonly buttons: readonly ResultAction[];
  readonly row: JsonObject;
  readonly source: ResultSource;
  onAction(request: ActionRequest): void;
}

/** What can be done with one row of a list. */
export function RowActions({ buttons, row, source, onAction }: RowActionsProps) {
  const t = useText();
  const roleReason = useRoleReason("operator");
  const room = useNarrow() ? 1 : mostButtons;
  const inline = buttons.length <= room ? buttons : buttons.slice(0, room - 1);
  const others = buttons.slice(inline.length);
  return (
    <span className={styles.rowActions}>
      {inline.map((button) => (
        <ResultButton
          key={button.label}
          type="text"
          button={button}
          row={row}
          source={source}
          onAction={onAction}
        />
      ))}
      {others.length > 0 && (
        <Dropdown
          autoFocus
          trigger={["click"]}
          placement="bottomRight"
          menu={{
            items: others.map((button) => {
              const target = targetOf(button, source);
              const reason = target ? roleReason : t("results.unknownAction", { action: button.action });
              return {
                key: button.label,
                label: <span title={reason}>{button.label}</span>,
                danger: isRisky(button, target),
                disabled: reason !== undefined,
                onClick: () => onAction(requestOf(button, row)),
              };
            }),
          }}
        >
          <Button
            size="small"
            type="text"
            icon={<MoreOutlined aria-hidden="true" />}
            aria-label={t("common.more")}
          />
        </Dropdown>
      )}
    </span>
  );
}
