import { useEffect } from "react";

/** Ours is the palette's field, whose list is the dialog: there Escape is the dialog's. */
const picker = ".ant-select";

/**
 * Escape in an open picker closes the picker alone. It has closed before the key reaches the dialog around it, which
 * would take the key for its own and close with everything typed into it.
 */
export function usePickerEscape(): void {
  useEffect(() => {
    let isPickers = false;
    const look = ({ key, target }: KeyboardEvent): void => {
      const isOpen = target instanceof Element && target.getAttribute("aria-expanded") === "true";
      isPickers = key === "Escape" && isOpen && target.closest(picker) !== null;
    };
    const keep = (event: KeyboardEvent): void => {
      if (isPickers) event.stopPropagation();
    };
    window.addEventListener("keydown", look, true);
    document.addEventListener("keydown", keep);
    return () => {
      window.removeEventListener("keydown", look, true);
      document.removeEventListener("keydown", keep);
    };
  }, []);
}
