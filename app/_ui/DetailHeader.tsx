import type { ReactNode } from "react";
import { PageTitle } from "./PageTitle";

interface DetailHeaderProps {
  readonly title: string;
  /** What the browser's tab says where the title alone does not tell it from others. */
  readonly tabTitle?: string;
  /** 1 where the detail is the page, 2 in a drawer over a page with a heading of its own. */
  readonly level: 1 | 2;
  /** How it stands, beside the title. */
  readonly tags?: ReactNode;
  /** Why it stands so, or what it is for, in a line. */
  readonly why?: ReactNode;
  /** What it is known by: code, version, what it belongs to. */
  readonly facts?: ReactNode;
  /** The two or three things one most likely wants to do. */
  readonly actions?: ReactNode;
}

/** The head of a detail: what it is, how it stands and why, and what can be done. */
export function DetailHeader({ title, tabTitle, level, tags, why, facts, actions }: DetailHeaderProps) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <header className="detail-head">
      <PageTitle>{tabTitle ?? title}</PageTitle>
      <div className="detail-head-text">
        <div className="detail-head-line">
          <Heading>{title}</Heading>
          {tags}
        </div>
        {why ? <p className="detail-why">{why}</p> : null}
        {facts ? <p className="detail-facts">{facts}</p> : null}
      </div>
      {actions ? <div className="detail-actions">{actions}</div> : null}
    </header>
  );
}
