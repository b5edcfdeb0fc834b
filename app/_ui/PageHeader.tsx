import type { ReactNode } from "react";
import { PageTitle } from "./PageTitle";

interface PageHeaderProps {
  readonly title: string;
  /** Which part of the page is on screen, for the browser's tab. */
  readonly part?: string;
  /** A mark beside the title. */
  readonly mark?: ReactNode;
  /** One line that says what the page is for. */
  readonly purpose?: ReactNode;
  /** The page's actions, the primary one last. */
  readonly actions?: ReactNode;
}

/** A page's title, purpose and actions, in the same place everywhere. */
export function PageHeader({ title, part, mark, purpose, actions }: PageHeaderProps) {
  return (
    <header className="page-header">
      <div className="page-header-text">
        <PageTitle>{part === undefined ? title : `${part} · ${title}`}</PageTitle>
        {mark ? (
          <h1 className="row">
            {title}
            {mark}
          </h1>
        ) : (
          <h1>{title}</h1>
        )}
        {purpose ? <p>{purpose}</p> : null}
      </div>
      {actions ? <div className="page-header-actions">{actions}</div> : null}
    </header>
  );
}
