import {
  ApiOutlined,
  AuditOutlined,
  ClusterOutlined,
  CodeOutlined,
  DashboardOutlined,
  KeyOutlined,
  OrderedListOutlined,
  SlidersOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { TextKey } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";

export interface NavigationEntry {
  readonly path: string;
  readonly label: TextKey;
  readonly icon: ReactNode;
}

export interface NavigationGroup {
  readonly label: TextKey;
  readonly entries: readonly NavigationEntry[];
}

/** The side navigation, group by group. */
export const navigation: readonly NavigationGroup[] = [
  {
    label: "shell.overview",
    entries: [
      { path: paths.dashboard(), label: "shell.dashboard", icon: <DashboardOutlined aria-hidden="true" /> },
    ],
  },
  {
    label: "shell.fleet",
    entries: [
      { path: paths.agents(), label: "shell.agents", icon: <ClusterOutlined aria-hidden="true" /> },
      { path: paths.services(), label: "shell.services", icon: <ApiOutlined aria-hidden="true" /> },
      { path: paths.configs(), label: "shell.configs", icon: <SlidersOutlined aria-hidden="true" /> },
      { path: paths.registrationTokens(), label: "shell.tokens", icon: <KeyOutlined aria-hidden="true" /> },
    ],
  },
  {
    label: "shell.operations",
    entries: [
      { path: paths.commands(), label: "shell.commands", icon: <CodeOutlined aria-hidden="true" /> },
      { path: paths.batches(), label: "shell.batches", icon: <OrderedListOutlined aria-hidden="true" /> },
    ],
  },
  {
    label: "shell.governance",
    entries: [{ path: paths.audit(), label: "shell.audit", icon: <AuditOutlined aria-hidden="true" /> }],
  },
];

/** True when an address is an entry's page or lies below it. */
export function isWithin(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(`${path}/`);
}
