"use client";

import type { ReactNode } from "react";
import { type SessionRole, useRoleReason } from "../_lib/session";

interface RoleGateProps {
  readonly needs: SessionRole;
  readonly children: ReactNode;
  /** Stands there for those who may not. */
  readonly otherwise?: ReactNode;
}

/** Shows its content to a role and those above it. */
export function RoleGate({ needs, children, otherwise = null }: RoleGateProps) {
  return useRoleReason(needs) === undefined ? children : otherwise;
}
