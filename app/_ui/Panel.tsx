import { type ReactNode, useId } from "react";

interface PanelProps {
  readonly title?: ReactNode;
  /** A link or small control at the right of the title. */
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  /** The content brings its own padding, as tables and lists do. */
  readonly flush?: boolean;
  readonly className?: string;
}

/** A bordered section with a quiet title. */
export function Panel({ title, extra, children, flush = false, className }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${className ?? ""}`} aria-labelledby={title ? id : undefined}>
      {title ? (
        <div className="panel-head">
          <h2 id={id}>{title}</h2>
          {extra}
        </div>
      ) : null}
      <div className={flush ? "panel-flush" : "panel-body"}>{children}</div>
    </section>
  );
}
