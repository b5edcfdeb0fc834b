"use client";

import { DeleteOutlined, StarFilled, StarOutlined } from "@ant-design/icons";
import { Button, Input, Popover } from "antd";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useText } from "../_lib/i18n";
import { useSavedViews, viewQuery } from "../_lib/saved-views";

/** The named views of the list on screen, and the way to keep the present one. */
export function SavedViews() {
  const t = useText();
  const list = usePathname().split("/")[1] ?? "";
  const query = viewQuery(useSearchParams().toString());
  const { views, save, remove } = useSavedViews(list);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const current = views.find((view) => view.query === query);
  if (query === "" && views.length === 0) return null;

  const keep = (): void => {
    const trimmed = name.trim();
    if (trimmed === "") return;
    save({ name: trimmed, query });
    setName("");
    setOpen(false);
  };

  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <div className="saved-views">
          {views.length === 0 ? <p className="faint">{t("palette.savedEmpty")}</p> : null}
          <ul>
            {views.map((view) => (
              <li key={view.name}>
                <Link
                  href={view.query ? `/${list}?${view.query}` : `/${list}`}
                  prefetch={false}
                  aria-current={view.query === query ? "true" : undefined}
                  onClick={() => setOpen(false)}
                >
                  {view.name}
                </Link>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t("palette.removeView", { name: view.name })}
                  onClick={() => remove(view.name)}
                />
              </li>
            ))}
          </ul>
          {current === undefined && query !== "" ? (
            <div className="saved-new">
              <Input
                size="small"
                maxLength={60}
                value={name}
                placeholder={t("palette.saveName")}
                aria-label={t("palette.saveName")}
                onChange={({ target }) => setName(target.value)}
                onPressEnter={keep}
              />
              <Button size="small" type="primary" onClick={keep} disabled={name.trim() === ""}>
                {t("palette.save")}
              </Button>
            </div>
          ) : null}
        </div>
      }
    >
      <Button
        type="text"
        icon={current ? <StarFilled aria-hidden="true" /> : <StarOutlined aria-hidden="true" />}
        aria-expanded={isOpen}
      >
        {current?.name ?? t("palette.saved")}
      </Button>
    </Popover>
  );
}
