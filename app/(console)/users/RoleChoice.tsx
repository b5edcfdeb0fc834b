"use client";

import { CrownOutlined, EyeOutlined, ToolOutlined } from "@ant-design/icons";
import { Radio } from "antd";
import type { ReactNode } from "react";
import { useText } from "../../_lib/i18n";
import type { SessionRole } from "../../_lib/session";

/** The roles, the mightiest first. */
export const roles = ["owner", "operator", "viewer"] as const satisfies readonly SessionRole[];

const icons: Readonly<Record<SessionRole, ReactNode>> = {
  owner: <CrownOutlined aria-hidden="true" />,
  operator: <ToolOutlined aria-hidden="true" />,
  viewer: <EyeOutlined aria-hidden="true" />,
};

/** A role as icon and word. */
export function RoleName({ role }: { readonly role: SessionRole }) {
  const t = useText();
  return (
    <span className="role-name">
      {icons[role]} {t(`common.role.${role}`)}
    </span>
  );
}

interface RoleChoiceProps {
  readonly value?: SessionRole;
  onChange?(role: SessionRole): void;
  readonly disabled?: boolean;
  readonly id?: string;
}

/** Chooses a role and says what each may do. */
export function RoleChoice({ value, onChange, disabled, id }: RoleChoiceProps) {
  const t = useText();
  return (
    <Radio.Group
      id={id}
      className="role-choice"
      value={value}
      disabled={disabled}
      onChange={({ target }) => onChange?.(target.value)}
      options={roles.map((role) => ({
        value: role,
        label: (
          <span className="role-option">
            <RoleName role={role} />
            <span className="faint">{t(`users.may.${role}`)}</span>
          </span>
        ),
      }))}
    />
  );
}
