"use client";

import { DownOutlined } from "@ant-design/icons";
import type { CapsuleServiceDetail } from "@opstage/contracts";
import { Dropdown } from "antd";
import { useActionPanel } from "../../_actions/ActionPanel";
import { groupActions } from "../../_actions/action-groups";
import { useCategoryText } from "../../_actions/category-text";
import { useText } from "../../_lib/i18n";
import { useRoleReason } from "../../_lib/session";
import { GuardedButton } from "../../_ui/GuardedButton";

/** The service's actions behind one button, from wherever in its detail one is. */
export function RunMenu({ service }: { readonly service: CapsuleServiceDetail }) {
  const t = useText();
  const open = useActionPanel();
  const categoryText = useCategoryText();
  const roleReason = useRoleReason("operator");
  const groups = groupActions(service.actions);
  const button = (
    <GuardedButton
      type="primary"
      needs="operator"
      disabledReason={groups.length > 0 ? null : t("services.noActions")}
      icon={<DownOutlined aria-hidden="true" />}
      iconPlacement="end"
    >
      {t("services.run")}
    </GuardedButton>
  );
  if (roleReason !== undefined || groups.length === 0) return button;
  const items = groups.map((group) => ({
    key: group.category,
    type: "group" as const,
    label: categoryText(group.category),
    children: group.actions.map((action) => ({
      key: action.name,
      label: action.label,
      danger: action.dangerLevel === "HIGH",
      disabled: !action.enabled,
    })),
  }));
  return (
    <Dropdown
      autoFocus
      trigger={["click"]}
      placement="bottomRight"
      menu={{ items, onClick: ({ key }) => open({ serviceId: service.id, actionName: key }) }}
    >
      {button}
    </Dropdown>
  );
}
