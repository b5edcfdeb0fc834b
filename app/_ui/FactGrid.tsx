import type { ReactNode } from "react";

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** Takes the whole width, for long values. */
  readonly wide?: boolean;
}

/** Key facts as label and value; entries that are null, false, empty or undefined are left out. */
export function FactGrid({ facts }: { readonly facts: readonly (Fact | null | false | "" | undefined)[] }) {
  return (
    <dl className="fact-grid">
      {facts.map((fact) =>
        fact ? (
          <div key={fact.label} className={fact.wide ? "fact fact-wide" : "fact"}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
