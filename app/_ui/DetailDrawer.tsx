"use client";

import { ExpandAltOutlined } from "@ant-design/icons";
import { Button, Drawer, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useText } from "../_lib/i18n";

interface DetailDrawerProps {
  readonly open: boolean;
  /** Names what is shown. */
  readonly title: ReactNode;
  /** The address that shows the same as a page. */
  readonly href?: string;
  onClose(): void;
  readonly children: ReactNode;
  /** Width in px on wide screens; never wider than the screen. */
  readonly width?: number;
}

/** A detail over its list; Esc and Back close it. */
export function DetailDrawer({ open, title, href, onClose, children, width = 880 }: DetailDrawerProps) {
  const t = useText();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={title}
      size={`min(${width}px, 100vw)`}
      destroyOnHidden
      className="detail-drawer"
      extra={
        href ? (
          <Tooltip title={t("common.openAsPage")}>
            <Button
              type="text"
              href={href}
              icon={<ExpandAltOutlined />}
              aria-label={t("common.openAsPage")}
            />
          </Tooltip>
        ) : null
      }
    >
      {children}
    </Drawer>
  );
}
