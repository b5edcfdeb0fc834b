"use client";

import { Button, type ButtonProps, Tooltip } from "antd";
import { type SessionRole, useRoleReason } from "../_lib/session";

export interface GuardedButtonProps extends Omit<ButtonProps, "disabled"> {
  /** The lowest role that may press it. */
  readonly needs?: SessionRole;
  /** Why it cannot be pressed now; wins over nothing, loses to the role's reason. */
  readonly disabledReason?: string | null;
}

/**
 * A button that says why it cannot be pressed. It stays reachable by keyboard, so that the reason can be read;
 * the server refuses in any case.
 */
export function GuardedButton({ needs, disabledReason, onClick, className, ...rest }: GuardedButtonProps) {
  const roleReason = useRoleReason(needs);
  const reason = roleReason ?? disabledReason ?? undefined;
  if (reason === undefined) return <Button {...rest} className={className} onClick={onClick} />;
  return (
    <Tooltip title={reason}>
      <Button
        {...rest}
        href={undefined}
        className={`is-disabled ${className ?? ""}`}
        aria-disabled="true"
        onClick={(event) => {
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </Tooltip>
  );
}
