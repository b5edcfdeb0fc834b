/**
 * Copies on every host. `navigator.clipboard` exists only over HTTPS and on localhost, so elsewhere a hidden
 * text field does it. False when the browser refused.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (globalThis.navigator?.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Refused, e.g. the page lost focus: the old way below often still works.
  }
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.position = "fixed";
  field.style.opacity = "0";
  // Inside an open dialog the focus is kept there, so the field must be too.
  const parent = focused?.closest('[role="dialog"]') ?? document.body;
  parent.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
