import { useEffect, useSyncExternalStore } from "react";
import { readPreference, usePreference, writePreference } from "./preferences";
import type { ThemeMode } from "./theme";

const storageKey = "opstage.theme";
const darkQuery = "(prefers-color-scheme: dark)";

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

function toChoice(value: string | null): ThemeChoice {
  return themeChoices.find((choice) => choice === value) ?? "system";
}

function subscribeToSystem(listener: () => void): () => void {
  const query = globalThis.matchMedia(darkQuery);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** What the person chose. */
export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const stored = usePreference(storageKey);
  return [toChoice(stored), (choice) => writePreference(storageKey, choice)];
}

/** The theme that applies now; follows the system while nothing is chosen. */
export function useThemeMode(): ThemeMode {
  const [choice] = useThemeChoice();
  const systemIsDark = useSyncExternalStore(
    subscribeToSystem,
    () => globalThis.matchMedia(darkQuery).matches,
    () => false,
  );
  const mode = choice === "system" ? (systemIsDark ? "dark" : "light") : choice;
  useEffect(() => {
    const root = document.documentElement;
    if (toChoice(readPreference(storageKey)) === "system") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", mode);
  }, [mode]);
  return mode;
}
