import { Mark } from "./Mark";

/** The first paint, before language and theme are known: no words, only the mark. */
export function Splash() {
  return (
    <div className="splash" role="status" aria-label="Opstage">
      <Mark size={36} />
    </div>
  );
}
