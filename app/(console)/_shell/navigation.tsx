import {
  ApartmentOutlined,
  ApiOutlined,
  AuditOutlined,
  ClusterOutlined,
  CodeOutlined,
  DashboardOutlined,
  KeyOutlined,
  OrderedListOutlined,
  SettingOutlined,
  SlidersOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { TextKey } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { hasRole, type Session, type SessionRole } from "../../_lib/session";

export interface NavigationEntry {
  readonly path: string;
  readonly label: TextKey;
  readonly icon: ReactNode;
  /** The lowest role that sees it; everybody unless given. */
  readonly needs?: SessionRole;
  /** Seen only while the server has this feature switched on. */
  readonly feature?: keyof Session["features"];
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
      {
        path: paths.bus(),
        label: "shell.bus",
        icon: <ApartmentOutlined aria-hidden="true" />,
        feature: "capsuleBus",
      },
    ],
  },
  {
    label: "shell.governance",
    entries: [
      { path: paths.audit(), label: "shell.audit", icon: <AuditOutlined aria-hidden="true" /> },
      {
        path: paths.users(),
        label: "shell.users",
        icon: <TeamOutlined aria-hidden="true" />,
        needs: "owner",
      },
    ],
  },
  {
    label: "shell.system",
    entries: [
      { path: paths.settings(), label: "shell.settings", icon: <SettingOutlined aria-hidden="true" /> },
    ],
  },
];

/** The pages that this person has on this server. */
export function navigationFor(session: Session | undefined): NavigationGroup[] {
  const isSeen = ({ needs, feature }: NavigationEntry): boolean =>
    (needs === undefined || (session !== undefined && hasRole(session, needs))) &&
    (feature === undefined || session?.features[feature] === true);
  return navigation
    .map((group) => ({ ...group, entries: group.entries.filter(isSeen) }))
    .filter(({ entries }) => entries.length > 0);
}

/** True when an address is an entry's page or lies below it. */
export function isWithin(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(`${path}/`);
}
