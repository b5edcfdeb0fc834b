import { type Role, roleRank } from "@opstage/contracts";

/** Whether somebody with this role may do what needs at least `lowest`. */
export function hasRole(role: Role, lowest: Role): boolean {
  return roleRank[role] >= roleRank[lowest];
}
