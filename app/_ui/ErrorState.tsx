"use client";

import { ReloadOutlined, WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useText } from "../_lib/i18n";
import { FailureText } from "./FailureText";

interface ErrorStateProps {
  readonly error: unknown;
  /** Asks again. */
  onRetry?(): void;
  readonly isRetrying?: boolean;
  readonly title?: string;
}

/** In place of content that could not be loaded; never looks like an empty list. */
export function ErrorState({ error, onRetry, isRetrying = false, title }: ErrorStateProps) {
  const t = useText();
  return (
    <div className="empty-state" role="alert">
      <span className="empty-picture tone-bad" aria-hidden="true">
        <WarningOutlined />
      </span>
      <p className="empty-title">{title ?? t("common.loadFailed")}</p>
      <FailureText error={error} />
      {onRetry ? (
        <Button icon={<ReloadOutlined />} loading={isRetrying} onClick={onRetry}>
          {t("common.retry")}
        </Button>
      ) : null}
    </div>
  );
}
