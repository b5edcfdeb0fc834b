"use client";

import { ExpandAltOutlined } from "@ant-design/icons";
import { Button, Drawer, Tooltip } from "antd";
import type { ReactNode } from "react";
import type { DetailRoute } from "../_lib/detail-route";
import { useText } from "../_lib/i18n";

interface DetailDrawerProps {
  /** Which one is open, if any. */
  readonly detail: DetailRoute;
  /** Names what is shown. */
  readonly title: ReactNode;
  /** Width in px on wide screens; never wider than the screen. */
  readonly width?: number;
  children(id: string): ReactNode;
}

/** A detail over its list; Esc and Back close it. */
export function DetailDrawer({ detail, title, width = 960, children }: DetailDrawerProps) {
  const t = useText();
  const { openId } = detail;
  return (
    <Drawer
      open={openId !== undefined}
      onClose={detail.close}
      title={title}
      size={`min(${width}px, 100vw)`}
      destroyOnHidden
      className="detail-drawer"
      extra={
        openId === undefined ? null : (
          <Tooltip title={t("common.openAsPage")}>
            <Button
              type="text"
              href={detail.hrefFor(openId)}
              icon={<ExpandAltOutlined />}
              aria-label={t("common.openAsPage")}
            />
          </Tooltip>
        )
      }
    >
      {openId === undefined ? null : children(openId)}
    </Drawer>
  );
}
