"use client";

import { chineseError } from "./error-texts";
import type { Failure } from "./failure";
import { useLanguage, useText } from "./i18n";

/** How a failure reads in the language on screen: what happened and what to do, without its code. */
export function useFailureText(): (failure: Failure) => string {
  const t = useText();
  const language = useLanguage();
  return (failure) => {
    if (failure.code === "NETWORK") return t("common.networkError");
    if (failure.code === "UNEXPECTED") return failure.message || t("common.unexpectedError");
    return (language === "zh-CN" ? chineseError(failure.code) : undefined) ?? failure.message;
  };
}
