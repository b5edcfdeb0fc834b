"use client";

import { useCallback } from "react";
import { chineseStoredError } from "./error-texts";
import { useLanguage } from "./i18n";

/** How a failure that is on record reads in the language on screen; a service's own words stand as they came. */
export function useStoredText(): (code: string | null, message: string | null) => string | null {
  const language = useLanguage();
  return useCallback(
    (code, message) =>
      (language === "zh-CN" && code !== null ? chineseStoredError(code) : undefined) ?? message,
    [language],
  );
}
