const focusable = "input:not([type=hidden]), textarea, button, select, [tabindex]";

/** Focuses the first of these elements that is there: itself, or for a group the first input in it. */
export function focusInput(...ids: readonly string[]): void {
  for (const id of ids) {
    const found = document.getElementById(id);
    if (!found) continue;
    const target = found.matches(focusable) ? found : (found.querySelector<HTMLElement>(focusable) ?? found);
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    return;
  }
}
