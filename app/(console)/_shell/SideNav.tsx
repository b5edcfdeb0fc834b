"use client";

import { Tooltip } from "antd";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useId } from "react";
import { useText } from "../../_lib/i18n";
import { useSession } from "../../_lib/session";
import { isWithin, type NavigationGroup, navigationFor } from "./navigation";

interface SideNavProps {
  readonly collapsed?: boolean;
  onNavigate?(): void;
}

function Group({ group, collapsed, onNavigate }: SideNavProps & { readonly group: NavigationGroup }) {
  const t = useText();
  const id = useId();
  const pathname = usePathname();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t(group.label)}</h2>
      <ul>
        {group.entries.map((entry) => (
          <li key={entry.path}>
            <Tooltip title={collapsed ? t(entry.label) : undefined} placement="right">
              <Link
                href={entry.path}
                aria-current={isWithin(pathname, entry.path) ? "page" : undefined}
                aria-label={collapsed ? t(entry.label) : undefined}
                onClick={onNavigate}
              >
                {entry.icon}
                {collapsed ? null : t(entry.label)}
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The links to all pages, in groups; only icons when collapsed. */
export function SideNav({ collapsed = false, onNavigate }: SideNavProps) {
  const t = useText();
  const session = useSession();
  return (
    <nav className="side-nav" aria-label={t("shell.navigation")}>
      {navigationFor(session).map((group) => (
        <Group key={group.label} group={group} collapsed={collapsed} onNavigate={onNavigate} />
      ))}
    </nav>
  );
}
