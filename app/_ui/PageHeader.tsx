import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: ReactNode;
  /** One line that says what the page is for. */
  readonly purpose?: ReactNode;
  /** The page's actions, the primary one last. */
  readonly actions?: ReactNode;
}

/** A page's title, purpose and actions, in the same place everywhere. */
export function PageHeader({ title, purpose, actions }: PageHeaderProps) {
  return (
    <header className="page-header">
      <div className="page-header-text">
        <h1>{title}</h1>
        {purpose ? <p>{purpose}</p> : null}
      </div>
      {actions ? <div className="page-header-actions">{actions}</div> : null}
    </header>
  );
}
