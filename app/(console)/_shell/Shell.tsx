"use client";

import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from "@ant-design/icons";
import { Button, Drawer } from "antd";
import Link from "next/link";
import { type ReactNode, useEffect, useState } from "react";
import { keepCsrfToken } from "../../_lib/csrf";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { LiveContext, useLiveUpdates } from "../../_lib/live/use-live";
import { paths } from "../../_lib/paths";
import { usePreference, writePreference } from "../../_lib/preferences";
import { trpc } from "../../_lib/trpc";
import { useCompact } from "../../_lib/use-media";
import { usePickerEscape } from "../../_lib/use-picker-escape";
import { ErrorState } from "../../_ui/ErrorState";
import { Mark } from "../../_ui/Mark";
import { LanguageMenu, ThemeMenu } from "../../_ui/PreferenceMenus";
import { Splash } from "../../_ui/Splash";
import { PaletteButton } from "../_palette/PaletteButton";
import { Banners } from "./Banners";
import { LiveIndicator } from "./LiveIndicator";
import { SideNav } from "./SideNav";
import { UserMenu } from "./UserMenu";
import { Version } from "./Version";

const collapsedKey = "opstage.navigation";

function Frame({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const isCompact = useCompact();
  const [isOpen, setOpen] = useState(false);
  const collapsed = usePreference(collapsedKey) === "collapsed";
  const live = useLiveUpdates();
  usePickerEscape();
  return (
    <LiveContext value={live}>
      <a className="skip-link" href="#content">
        {t("shell.skip")}
      </a>
      <div className={`shell ${isCompact ? "is-compact" : collapsed ? "is-collapsed" : ""}`}>
        {isCompact ? (
          <Drawer
            open={isOpen}
            onClose={() => setOpen(false)}
            placement="left"
            size={264}
            title="Opstage"
            styles={{ body: { padding: "4px 0" } }}
            footer={<Version />}
          >
            <SideNav onNavigate={() => setOpen(false)} />
          </Drawer>
        ) : (
          <aside className="shell-side" aria-label="Opstage">
            <Link href={paths.dashboard()} className="brand" aria-label="Opstage">
              <Mark />
              {collapsed ? null : "Opstage"}
            </Link>
            <SideNav collapsed={collapsed} />
            <footer className="side-foot">
              {collapsed ? null : <Version />}
              <Button
                type="text"
                size="small"
                icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
                aria-label={t(collapsed ? "shell.expand" : "shell.collapse")}
                onClick={() => writePreference(collapsedKey, collapsed ? "expanded" : "collapsed")}
              />
            </footer>
          </aside>
        )}
        <div className="shell-main">
          <header className="top-bar">
            {isCompact ? (
              <>
                <Button
                  type="text"
                  icon={<MenuOutlined />}
                  aria-label={t("shell.openNavigation")}
                  aria-expanded={isOpen}
                  onClick={() => setOpen(true)}
                />
                <Link href={paths.dashboard()} className="brand" aria-label="Opstage">
                  <Mark />
                </Link>
              </>
            ) : null}
            <PaletteButton />
            <div className="top-space" />
            <LiveIndicator />
            <LanguageMenu />
            <ThemeMenu />
            <UserMenu />
          </header>
          <Banners />
          <main id="content" className="page" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
    </LiveContext>
  );
}

/** Lets pages in once it is known who is signed in; an ended session leads to the sign-in page by itself. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const me = trpc.auth.me.useQuery(undefined, { staleTime: 60_000 });
  const csrfToken = me.data?.csrfToken;
  useEffect(() => {
    if (csrfToken !== undefined) keepCsrfToken(csrfToken);
  }, [csrfToken]);
  if (me.data !== undefined) return <Frame>{children}</Frame>;
  if (me.error && toFailure(me.error).status !== 401)
    return <ErrorState error={me.error} onRetry={() => me.refetch()} isRetrying={me.isFetching} />;
  return <Splash />;
}
