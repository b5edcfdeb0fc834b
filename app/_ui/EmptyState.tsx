import { InboxOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly title: ReactNode;
  /** What to do next. */
  readonly hint?: ReactNode;
  readonly icon?: ReactNode;
  /** The one action that helps. */
  readonly action?: ReactNode;
}

/** Says that there is nothing, why, and what to do about it. */
export function EmptyState({ title, hint, icon, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <span className="empty-picture" aria-hidden="true">
        {icon ?? <InboxOutlined />}
      </span>
      <div className="empty-title">{title}</div>
      {hint ? <div className="empty-hint">{hint}</div> : null}
      {action ? <div className="empty-action">{action}</div> : null}
    </div>
  );
}
