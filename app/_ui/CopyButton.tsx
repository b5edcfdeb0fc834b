"use client";

import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useEffect, useState } from "react";
import { copyText } from "../_lib/copy-text";
import { useText } from "../_lib/i18n";

interface CopyButtonProps {
  readonly value: string;
  /** Names what is copied, for those who cannot see the place. */
  readonly label: string;
  /** Shows the word beside the icon. */
  readonly withText?: boolean;
}

/** Copies a value and says so in place; works on plain HTTP too. */
export function CopyButton({ value, label, withText = false }: CopyButtonProps) {
  const t = useText();
  const { message } = App.useApp();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_600);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async (): Promise<void> => {
    if (await copyText(value)) setCopied(true);
    else message.error(t("common.copyFailed"));
  };

  return (
    <Button
      type={withText ? "default" : "text"}
      size="small"
      className={withText ? undefined : "copy-button"}
      icon={copied ? <CheckOutlined /> : <CopyOutlined />}
      aria-label={copied ? t("common.copied") : t("common.copyValue", { value: label })}
      onClick={(event) => {
        event.stopPropagation();
        copy();
      }}
    >
      {withText ? t(copied ? "common.copied" : "common.copy") : null}
    </Button>
  );
}
